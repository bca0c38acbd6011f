"""The pages of a councillor's draft, one question each; a draft may be kept with pages still empty.

Forms parse and phrase; `portal.referrals.rules` judges what the committee needs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from forms.base import tidied
from forms.fields import MultiCheckboxField, choices_of, held_as
from forms.referrals.days import DayField
from forms.referrals.versioned import SeenForm
from portal.referrals.matter import (
    EXCLUSION_WORDS,
    MAX_LINE,
    MAX_TEXT,
    MAX_TITLE,
    RAISED_BY_YOURS,
    Effort,
    Exclusion,
    Matter,
    RaisedBy,
)

Pairs = Sequence[tuple[str, str]]

NOBODY = "Name nobody: no names, no house numbers, no number plates."


def _most(most: int) -> Length:
    return Length(max=most, message=f"Use {most:,} characters or fewer.")


def _line(words: str, most: int, hint: str = "") -> StringField:
    return StringField(words, filters=[tidied], validators=[_most(most)], description=hint)


def _text(words: str, hint: str) -> TextAreaField:
    return TextAreaField(words, filters=[tidied], validators=[_most(MAX_TEXT)], description=hint)


class PartForm(SeenForm):
    """One page of a draft. `NEEDED` says what is missing where a field that the committee needs is empty."""

    NEEDED: Mapping[str, str] = {}

    def whole(self) -> bool:
        """Whether everything needed is there; what is not says so at its field."""
        empty = [(self[name], words) for name, words in self.NEEDED.items() if not self[name].data]
        for field, words in empty:
            self._refuse(field, words)
        return not empty

    def refuse(self, name: str, words: str) -> None:
        """Say at a field what is wrong with it."""
        self._refuse(self[name], words)

    @staticmethod
    def _refuse(field: Field, words: str) -> None:
        field.errors = [*field.errors, words]

    def put(self, matter: Matter) -> Matter:
        """The matter with this page's answers: each field is the part of the matter that has its name."""
        own = (name for name in self.data if hasattr(matter, name))
        return replace(matter, **{name: held_as(getattr(matter, name), self[name].data) for name in own})


class MatterForm(PartForm):
    """What the matter is."""

    NEEDED = {
        "title": "Write what the matter is called.",
        "subtopic": "Choose what kind of matter it is.",
        "about": "Write what the matter is.",
    }
    title = _line("What is it called?", MAX_TITLE, "One line, as it will stand on an agenda. " + NOBODY)
    subtopic = SelectField("What kind of matter is it?")
    about = _text(
        "What is the matter?",
        "What goes wrong, since when, how often, and how it affects people in the ward. " + NOBODY,
    )

    def offer(self, kinds: Pairs) -> "MatterForm":
        """The form with the kinds of matter: pairs of code and words."""
        self.subtopic.choices = choices_of([("", "Choose one"), *kinds])
        return self

    @staticmethod
    def filled(matter: Matter) -> dict[str, Any]:
        """The matter as this page shows it."""
        return {"title": matter.title, "subtopic": matter.subtopic, "about": matter.about}


class PlaceForm(PartForm):
    """Where it is, and who raised it."""

    NEEDED = {"raised_by": "Choose who raised it."}
    part = _line(
        "Which part of the ward? (optional)", MAX_LINE, "Leave it empty for the whole ward. " + NOBODY
    )
    raised_by = RadioField(
        "Who raised it with you?",
        choices=choices_of([(code.value, words) for code, words in RAISED_BY_YOURS.items()]),
        validators=[Optional()],
        description="Only how they belong to the ward. Never who they are.",
    )

    @staticmethod
    def filled(matter: Matter) -> dict[str, Any]:
        """The matter as this page shows it."""
        return {"part": matter.part, "raised_by": matter.raised_by.value if matter.raised_by else None}

    def put(self, matter: Matter) -> Matter:
        """The matter with this page's answers."""
        raised_by = RaisedBy(self.raised_by.data) if self.raised_by.data else None
        return replace(matter, part=self.part.data or "", raised_by=raised_by)


class EffortForm(PartForm):
    """One thing that was tried."""

    NEEDED = {
        "with_whom": "Write with whom it was tried.",
        "on": "Write the day, such as 27 3 2026.",
        "result": "Write what came of it.",
    }
    with_whom = _line("With whom?", MAX_LINE, "An office, a service or a meeting. " + NOBODY)
    on = DayField("When?", description="The day, or the last one if it was several.")
    result = TextAreaField(
        "What came of it?", filters=[tidied], validators=[_most(MAX_LINE)], render_kw={"rows": 3}
    )

    @property
    def begun(self) -> bool:
        """Whether anything was written at all."""
        return any((self.with_whom.data, any(self.on.raw_data or ()), self.result.data))

    def put(self, matter: Matter) -> Matter:
        """The matter with one effort more."""
        made = Effort(self.with_whom.data or "", self.on.data, self.result.data or "")
        return replace(matter, efforts=tuple(sorted((*matter.efforts, made), key=lambda each: each.on)))


class OutcomeForm(PartForm):
    """What should come of it, and whom it concerns."""

    NEEDED = {
        "outcome": "Write what you want to come of it.",
        "authorities": "Choose at least one authority.",
    }
    outcome = _text(
        "What do you want to come of it?",
        "What should be different afterwards, and how one would see that it is.",
    )
    authorities = MultiCheckboxField(
        "Which authorities does it concern?", description="Choose all that apply."
    )

    def offer(self, authorities: Pairs) -> "OutcomeForm":
        """The form with the authorities: pairs of code and name."""
        self.authorities.choices = choices_of(authorities)
        return self

    @staticmethod
    def filled(matter: Matter) -> dict[str, Any]:
        """The matter as this page shows it."""
        return {"outcome": matter.outcome, "authorities": list(matter.authorities)}


class FitForm(PartForm):
    """Guidance on what does not suit: read, and ticked where it may apply; nothing is refused for it."""

    NEEDED = {"exclusions_read": "Tick that you read it."}
    exclusions = MultiCheckboxField(
        "Which of these may apply?",
        choices=choices_of([(code.value, words) for code, words in EXCLUSION_WORDS.items()]),
        description="None is fine. What you tick is told to the committee; it stops nothing.",
    )
    exclusions_read = BooleanField("I have read this")

    @staticmethod
    def filled(matter: Matter) -> dict[str, Any]:
        """The matter as this page shows it."""
        return {
            "exclusions": [each.value for each in matter.exclusions],
            "exclusions_read": matter.exclusions_read,
        }

    def put(self, matter: Matter) -> Matter:
        """The matter with this page's answers."""
        return replace(
            matter,
            exclusions=tuple(Exclusion(code) for code in self.exclusions.data or ()),
            exclusions_read=bool(self.exclusions_read.data),
        )


class SendForm(SeenForm):
    """The last page: send it to the committee."""

    looked_again = BooleanField("I looked again: these words point to nobody")
