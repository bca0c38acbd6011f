"""What officers write after the close, and where they went while it was open: findings, looks, notes."""

from collections.abc import Iterable, Sequence
from datetime import date

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from forms.opening import DayField
from forms.outcomes import NO_PERSON, OutcomeForm, VersionedForm
from portal.consultations.after import rules
from portal.consultations.after.rules import PURPOSE_WORDS, VERDICT_WORDS, Purpose, Verdict

Pairs = Sequence[tuple[str, str]]


def _words(label: str, missing: str, most: int, hint: str = "") -> TextAreaField:
    return TextAreaField(
        label,
        filters=[tidied],
        description=hint,
        validators=[DataRequired(missing), Length(max=most, message=f"Use {most:,} characters or fewer")],
        render_kw={"rows": 4},
    )


def _day(label: str, hint: str = "") -> DayField:
    return DayField(label, format="%Y-%m-%d", validators=[InputRequired("Choose the day")], description=hint)


def _one_of(codes: Iterable[str], missing: str) -> list[InputRequired | AnyOf]:
    return [InputRequired(missing), AnyOf([str(code) for code in codes], message=missing)]


def _said() -> TextAreaField:
    hint = f"One finding, in plain words: “Most residents want lights before cameras.” {NO_PERSON}"
    return _words("What people said", "Write what people said", rules.MAX_SAID, hint)


def _verdict() -> RadioField:
    return RadioField(
        "What we do with it",
        choices=choices_of([(each.value, words) for each, words in VERDICT_WORDS.items()]),
        validate_choice=False,
        validators=_one_of(Verdict, "Choose whether we do what people said"),
    )


class FindingForm(OutcomeForm):
    """A finding, and the outcome that answers it."""

    said = _said()
    verdict = _verdict()
    question = SelectField("Question whose figures stand behind it", default="")

    def offer_questions(self, questions: Pairs) -> "FindingForm":
        """The form with the questions: pairs of code and title."""
        self.question.choices = choices_of([("", "None in particular"), *questions])
        return self

    def to_verdict(self) -> Verdict:
        """Whether we do it."""
        return Verdict(self.verdict.data)


class SaidForm(VersionedForm):
    """What people said, said otherwise; the outcome is changed on its own page."""

    said = _said()
    verdict = _verdict()
    question = SelectField("Question whose figures stand behind it", default="")

    def offer_questions(self, questions: Pairs) -> "SaidForm":
        """The form with the questions: pairs of code and title."""
        self.question.choices = choices_of([("", "None in particular"), *questions])
        return self

    def to_verdict(self) -> Verdict:
        """Whether we do it."""
        return Verdict(self.verdict.data)


class AnsweredForm(VersionedForm):
    """This is our whole answer."""


class CountForm(StaffForm):
    """Every paper is typed."""


class DelayForm(VersionedForm):
    """Why our answer takes longer."""

    reason = _words(
        "Why it takes longer, as everybody reads it", "Write why it takes longer", rules.MAX_WORDS, NO_PERSON
    )
    promised_on = _day("By when we answer instead")


class LookForm(StaffForm):
    """A body looked at results."""

    considered_on = _day("On which day")
    body = SelectField("Which body or role looked at them", default="")
    what = _words("Which results it looked at", "Write which results", rules.MAX_WORDS, NO_PERSON)
    changed = _words(
        "What changed because of it",
        "Write what changed, or that nothing did and why",
        rules.MAX_WORDS,
        "If nothing changed, say so and why.",
    )

    def offer(self, bodies: Pairs) -> "LookForm":
        """The form with the bodies: pairs of code and name."""
        self.body.choices = choices_of(bodies)
        return self

    def to_day(self) -> date:
        """The day."""
        day: date = self.considered_on.data
        return day


class NoteForm(StaffForm):
    """Something to say beside published figures."""

    words = _words("What is to be said about the figures", "Write the note", rules.MAX_WORDS, NO_PERSON)


class WentOutForm(StaffForm):
    """We went out to people."""

    done_on = _day("On which day")
    place = StringField(
        "Where",
        filters=[tidied],
        description="A place or a group, such as: the library in the precinct.",
        validators=[
            DataRequired("Write where"),
            Length(max=rules.MAX_PLACE, message=f"Use {rules.MAX_PLACE} characters or fewer"),
        ],
    )
    ward = SelectField("Ward", default="")
    channel = SelectField("How people were asked", default="")
    body = SelectField("Which body or role went", default="")
    aimed_at = SelectField("Whom it was for", default="")
    once = HiddenField(validators=[Length(max=64)])

    def offer(self, *, wards: Pairs, ways: Pairs, bodies: Pairs, aims: Pairs) -> "WentOutForm":
        """The form with its lists: pairs of code and words."""
        self.ward.choices = choices_of([("", "Several, or none")] + list(wards))
        self.channel.choices = choices_of(ways)
        self.body.choices = choices_of(bodies)
        self.aimed_at.choices = choices_of([("", "Everybody")] + list(aims))
        return self


class ExportForm(StaffForm):
    """For what answers leave the portal, and in what shape."""

    purpose = RadioField(
        "What they are for",
        choices=choices_of([(each.value, words) for each, words in PURPOSE_WORDS.items()]),
        validate_choice=False,
        validators=_one_of(Purpose, "Choose what they are for"),
        description="The ledger keeps it with your account and the time.",
    )
    shape = RadioField(
        "As what",
        choices=choices_of(
            [
                ("xlsx", "Workbook (XLSX), with the data dictionary on a sheet of its own"),
                ("csv", "Table (CSV)"),
                ("dictionary", "The data dictionary alone (CSV)"),
            ]
        ),
        default="xlsx",
        validate_choice=False,
        validators=_one_of(("xlsx", "csv", "dictionary"), "Choose a shape"),
    )

    def to_purpose(self) -> Purpose:
        """The purpose."""
        return Purpose(self.purpose.data)
