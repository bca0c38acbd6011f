"""The officer's decision: what, why, the copy that may be kept, and what goes beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from wtforms import BooleanField, Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation

from forms.base import StaffForm, tidied
from forms.fields import MultiCheckboxField, choices_of
from forms.once import OnceForm
from portal.core.marks import Marks
from portal.core.redaction import Taken, kinds_written
from portal.moderation import rules
from portal.moderation.rules import Choice

Pairs = Sequence[tuple[str, str]]

DECLINE = "decline"
CODES = re.compile(r"[a-z2-7]{26}", re.ASCII)  # how our ids are written
MAX_HANDOVER = 2000  # characters of a note to the next lead

TAKEN_WORDS: dict[Taken, str] = {
    Taken.NAME: "A name",
    Taken.CONTACT: "A phone number, e-mail or online name",
    Taken.HOME: "Where somebody lives",
    Taken.HEALTH: "Somebody’s health",
    Taken.VEHICLE: "A vehicle",
    Taken.BUSINESS: "A business",
    Taken.ALLEGATION: "What somebody is accused of",
    Taken.CHILD: "A child",
    Taken.OTHER: "Something else",
}
"""The kinds of thing that leave a copy, as an officer ticks them."""


def needed_to_decline(form: Form, field: SelectField) -> None:
    """Declining takes one of the listed reasons; every other decision takes none."""
    if form["verb"].data == DECLINE and not field.data:
        raise StopValidation("Choose why it is declined")


def one_of_ours(form: Form, field: StringField) -> None:
    """What was pasted holds the number of a report."""
    if field.data and not CODES.search(field.data):
        raise StopValidation("Paste the address of the other report, or leave this empty")


def from_the_list(form: Form, field: SelectField) -> None:
    """What was chosen is at least written like one of ours; whether it is there, the desk finds out."""
    if field.data and not CODES.fullmatch(field.data):
        raise StopValidation("Choose one from the list")


class DecisionForm(StaffForm):
    """One decision on one item."""

    seen_version = HiddenField()
    copy = TextAreaField(
        "Your copy",
        filters=[tidied],
        description="What was said, without anything that could point to a living person. Only this is used.",
        validators=[
            Optional(),
            Length(max=rules.MAX_COPY, message=f"Use {rules.MAX_COPY:,} characters or fewer"),
        ],
        render_kw={"rows": 9},
    )
    taken_out = MultiCheckboxField(
        "What your copy leaves out",
        choices=choices_of([(kind.value, words) for kind, words in TAKEN_WORDS.items()]),
        description="Kept beside your decision as kinds, without the words.",
    )
    names_business = BooleanField(
        "The copy names a business",
        description="It counts only once a second person has agreed.",
    )
    verb = RadioField("Decision", validators=[InputRequired("Choose what to do with it")])
    code = SelectField("Why it is declined", validators=[needed_to_decline, Optional()])
    same_as = SelectField(
        "Same event as",
        validate_choice=False,
        validators=[from_the_list],
        description="Reports of the same kind from the same ward. Several of one event are counted once.",
    )
    same_id = StringField(
        "Or paste the other report’s address",
        filters=[tidied],
        validators=[Optional(), one_of_ours, Length(max=300, message="Use 300 characters or fewer")],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    theme = SelectField(
        "Theme",
        validate_choice=False,
        validators=[from_the_list],
        description="What many reports have in common.",
    )
    nobody_told = BooleanField(
        "Nobody needed to be told", description="Your reason below says why. Otherwise record who was told."
    )
    reason = TextAreaField(
        "Your reason",
        filters=[tidied],
        description="Kept beside the item and deleted with it. Do not repeat what was written.",
        validators=[
            DataRequired("Write the reason for your decision"),
            Length(max=rules.MAX_REASON, message=f"Use {rules.MAX_REASON:,} characters or fewer"),
        ],
    )

    def offer(self, verbs: Pairs, codes: Pairs, *, others: Pairs = (), themes: Pairs = ()) -> "DecisionForm":
        """The form with its choices: pairs of code and words."""
        self.verb.choices = choices_of(verbs)
        self.code.choices = choices_of([("", "Choose one"), *codes])
        chosen = self.same_as.data or ""
        known = chosen in dict(others) or not CODES.fullmatch(chosen)
        mine = [] if known else [(chosen, f"{chosen[:8]}, as chosen")]
        self.same_as.choices = choices_of([("", "No other report"), *mine, *others])
        self.theme.choices = choices_of([("", "No theme"), *themes])
        return self

    @property
    def marks(self) -> Marks:
        """What goes with the decision; a kind whose placeholder stands in the copy was taken out."""
        ticked = {Taken(kind) for kind in self.taken_out.data or () if kind in set(Taken)}
        pasted = CODES.findall(self.same_id.data or "")
        other = pasted[-1] if pasted else self.same_as.data or None
        return Marks(
            taken_out=kinds_written(self.copy.data or "") | ticked,
            names_business=bool(self.names_business.data),
            same_as=other,
            theme=self.theme.data,
            nobody_told=bool(self.nobody_told.data),
        )

    def tick(self, kinds: frozenset[Taken]) -> None:
        """Tick these kinds beside those that are ticked."""
        ticked = set(self.taken_out.data or ())
        self.taken_out.data = [kind.value for kind in Taken if kind in kinds or kind.value in ticked]

    def to_choice(self, *, lead_by: datetime | None = None) -> Choice:
        """The decision as a value; a broken version never matches.

        `lead_by`: by when a lead has to open it, should it be escalated.
        """
        return Choice(
            verb=self.verb.data,
            code=(self.code.data or None) if self.verb.data == DECLINE else None,
            reason=self.reason.data or "",
            copy=self.copy.data or "",
            seen_version=_version(self.seen_version.data),
            marks=replace(self.marks, lead_by=lead_by),
        )


class PassOnForm(OnceForm):
    """Record that an agency was told."""

    agency = SelectField("Agency", validators=[InputRequired("Choose which agency was told")])
    purpose = SelectField("Purpose", validators=[InputRequired("Choose for which purpose")])

    def offer(self, agencies: Pairs, purposes: Pairs) -> "PassOnForm":
        """The form with its agencies and purposes: pairs of code and words."""
        self.agency.choices = [SelectChoice("", "Choose one"), *(SelectChoice(v, w) for v, w in agencies)]
        self.purpose.choices = [SelectChoice("", "Choose one"), *(SelectChoice(v, w) for v, w in purposes)]
        return self


class HandoverForm(OnceForm):
    """A note from one safeguarding lead to the next."""

    note = TextAreaField(
        "Note for the next lead",
        filters=[tidied],
        description="What was done and what is still open. It is sealed; only safeguarding leads read it.",
        validators=[
            DataRequired("Write what the next lead needs to know"),
            Length(max=MAX_HANDOVER, message=f"Use {MAX_HANDOVER:,} characters or fewer"),
        ],
    )


class PlaceForm(StaffForm):
    """What a report is about and where, put right by an officer."""

    seen_version = HiddenField()
    subtopic = SelectField("What it is about", validate_choice=False)
    ward = SelectField("Ward", validate_choice=False)
    area = SelectField(
        "Map area",
        validate_choice=False,
        description="The areas of the chosen ward. Without one it is counted for the ward only.",
    )

    def offer(self, *, subtopics: Pairs, wards: Pairs, areas: Pairs) -> "PlaceForm":
        """The form with its choices: pairs of code and words."""
        self.subtopic.choices = choices_of(subtopics)
        self.ward.choices = choices_of(wards)
        self.area.choices = choices_of([("", "The ward only"), *areas])
        return self

    @property
    def version(self) -> int:
        """The version that was seen; a broken one never matches."""
        return _version(self.seen_version.data)


def _version(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1
