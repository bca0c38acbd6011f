"""What officers say of a consultation before it opens, part by part."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from forms.base import StaffForm, tidied
from forms.consultations.steps import SeenForm
from forms.fields import MultiCheckboxField, choices_of, held_as
from forms.opening import DayField
from portal.consultations.opening.facts import (
    MAX_LINKS,
    MAX_TITLE,
    MAX_URL,
    MAX_WORDS,
    Facts,
    NotALink,
    as_lines,
    https,
    links,
)
from portal.core.windows import Window

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
"""Days outside are slips of the hand."""


class PartForm(SeenForm):
    """One part of the facts; draws itself from them and writes itself into them."""

    def filled(self, facts: Facts) -> dict[str, Any]:
        """The facts as this part's fields."""
        return {name: getattr(facts, name) for name in self.fields_of_its_own() if hasattr(facts, name)}

    def fields_of_its_own(self) -> list[str]:
        """The fields that hold facts."""
        return [name for name in self.data if name not in ("csrf_token", "seen_version")]

    def to_facts(self, facts: Facts) -> Facts:
        """The facts with this part as it was filled in: each field is the fact of its name."""
        own = (name for name in self.fields_of_its_own() if hasattr(facts, name))
        return replace(facts, **{name: held_as(getattr(facts, name), self[name].data) for name in own})


def _words(label: str, description: str, *, needed: str = "") -> TextAreaField:
    return TextAreaField(
        label,
        filters=[tidied],
        description=description,
        validators=[
            DataRequired(needed) if needed else Optional(),
            Length(max=MAX_WORDS, message=f"Use {MAX_WORDS:,} characters or fewer"),
        ],
        render_kw={"rows": 5},
    )


def day_field(label: str, needed: str, description: str = "") -> DayField:
    first = InputRequired(needed) if needed else Optional()
    return DayField(label, format="%Y-%m-%d", validators=[first, _sensible], description=description)


def _sensible(_form: StaffForm, field: DayField) -> None:
    if field.data is not None and not EARLIEST <= field.data <= LATEST:
        raise ValidationError(f"Choose a day between {EARLIEST.year} and {LATEST.year}")


def _url(label: str) -> StringField:
    return StringField(
        label,
        filters=[tidied],
        description="Starts with https://",
        validators=[Optional(), Length(max=MAX_URL, message=f"Use {MAX_URL} characters or fewer"), address],
    )


def address(_form: StaffForm, field: StringField) -> None:
    try:
        https(field.data or "")
    except NotALink:
        raise ValidationError("Write a whole address that starts with https://") from None


def _title() -> StringField:
    return StringField(
        "The question, as the page’s heading",
        filters=[tidied],
        validators=[
            DataRequired("Write the question"),
            Length(max=MAX_TITLE, message=f"Use {MAX_TITLE} characters or fewer"),
        ],
    )


class WindowMixin:
    """Two days that make a window."""

    opens_on: DayField
    closes_on: DayField

    def validate_closes_on(self, field: DayField) -> None:
        """The close comes after the opening."""
        if self.opens_on.data and field.data and field.data < self.opens_on.data:
            raise ValidationError("Choose a closing day that is not before the opening day")

    def to_window(self) -> Window:
        """Whole days in London, both included."""
        return Window.of_days(self.opens_on.data, self.closes_on.data)


class NewForm(WindowMixin, StaffForm):
    """Begin a consultation: what, why, when, and the questions to start from."""

    title = _title()
    purpose = _words("Why we ask", "Two or three sentences that everybody reads first.", needed="Say why")
    opens_on = day_field("Opens on", "Choose the first day")
    closes_on = day_field("Closes at the end of", "Choose the last day", "Six weeks later is good practice.")
    questions = RadioField("Questions to start from", validators=[InputRequired("Choose where to start")])

    def offer(self, starts: Sequence[tuple[str, str]]) -> "NewForm":
        """The form with its list filled: pairs of value and words."""
        self.questions.choices = choices_of(starts)
        return self

    def suggest(self, today: date, days: int) -> "NewForm":
        """Days that leave time to prepare and time to answer."""
        self.opens_on.data = today + timedelta(days=14)
        self.closes_on.data = self.opens_on.data + timedelta(days=days - 1)
        return self

    def to_facts(self) -> Facts:
        """What is known so far."""
        return Facts(
            title=self.title.data or "",
            purpose=self.purpose.data or "",
            can_influence="",
            decided="",
            who_decides="",
            window=self.to_window(),
        )


class AboutForm(PartForm):
    """What it asks, why, and about what."""

    title = _title()
    purpose = _words("Why we ask", "Two or three sentences that everybody reads first.", needed="Say why")
    families = MultiCheckboxField("What it is about", description="Tick none when it is about all of them.")
    audiences = MultiCheckboxField("Whom we address", description="Tick none when it is everybody.")
    wards = MultiCheckboxField("Which wards", description="Tick none when it is the whole area.")

    def offer(self, **several: Sequence[tuple[str, str]]) -> "AboutForm":
        """The form with its lists filled: pairs of code and name by field."""
        for name, pairs in several.items():
            self[name].choices = choices_of(pairs)
        return self


class DecisionForm(PartForm):
    """What answers can change, what is decided, who decides and when."""

    can_influence = _words("What answers can change", "Be exact: which choices are still open.")
    decided = _words("What is decided already", "Say so where nothing is.")
    who_decides = _words("Who decides", "Which body, and what it will publish.")
    decides_on = day_field("When it is decided", "", "The day of the meeting, after the close.")


class ReasonsForm(PartForm):
    """Why, on which evidence, and who is affected."""

    reasons = _words("The reasons", "What made us ask, and what we considered.")
    evidence = TextAreaField(
        "Papers people can read",
        filters=[tidied],
        description="One a line: name of the paper | https://address",
        render_kw={"rows": 4},
    )
    affected = _words("Groups affected most", "Who, and how you reach them. Groups, never persons.")

    def filled(self, facts: Facts) -> dict[str, Any]:
        """The facts as this part's fields."""
        return {**super().filled(facts), "evidence": as_lines(facts.evidence)}

    def validate_evidence(self, field: TextAreaField) -> None:
        """Every line is a link."""
        try:
            links(field.data or "")
        except NotALink as wrong:
            words = f"Write up to {MAX_LINKS} lines, each “name | https://address”: {wrong.line[:80]}"
            raise ValidationError(words) from wrong

    def to_facts(self, facts: Facts) -> Facts:
        """The facts with this part as it was filled in."""
        return replace(
            facts,
            reasons=self.reasons.data or "",
            evidence=links(self.evidence.data or ""),
            affected=self.affected.data or "",
        )


class TimeForm(WindowMixin, PartForm):
    """When it opens and closes, and why that is long enough."""

    opens_on = day_field("Opens on", "Choose the first day")
    closes_on = day_field("Closes at the end of", "Choose the last day")
    length_reason = _words(
        "Why that is long enough", "Needed under six weeks, and over Christmas, Easter or August."
    )

    def filled(self, facts: Facts) -> dict[str, Any]:
        """The facts as this part's fields."""
        window = facts.window
        return {
            "opens_on": window.first_day,
            "closes_on": window.last_day,
            "length_reason": facts.length_reason,
        }

    def to_facts(self, facts: Facts) -> Facts:
        """The facts with this part as it was filled in."""
        return replace(facts, window=self.to_window(), length_reason=self.length_reason.data or "")


class AssessmentsForm(PartForm):
    """The two impact assessments, each linked or with a reason for its absence."""

    equality_url = _url("Address of the equality impact assessment")
    equality_reason = _words("Or why there is none", "For example: no change of a service is proposed.")
    dpia_url = _url("Address of the data protection impact assessment")
    dpia_reason = _words("Or why there is none yet", "For example: the portal’s own assessment covers it.")
