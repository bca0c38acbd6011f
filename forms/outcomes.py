"""What officers write about what was decided, and what anybody may filter outcomes by."""

from collections.abc import Sequence

from wtforms import DateField, Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from forms.once import OnceForm
from portal.outcomes import rules
from portal.outcomes.rules import ENDING_WORDS, PROGRESS_WORDS, Ending, OutcomeWords, Progress

Pairs = Sequence[tuple[str, str]]

DAY_FORMATS = ["%d %m %Y", "%Y-%m-%d"]
"""Three boxes for day, month and year, or one ISO date."""

NO_PERSON = "Name no person, no house number and no plate: everybody reads this."


def _long(words: str, missing: str, hint: str) -> TextAreaField:
    too_long = f"Use {rules.MAX_WORDS:,} characters or fewer"
    return TextAreaField(
        words,
        filters=[tidied],
        description=hint,
        validators=[DataRequired(missing), Length(max=rules.MAX_WORDS, message=too_long)],
    )


def _says_why(form: Form, field: SelectField) -> None:
    """Whatever is not done says why; nothing else does."""
    if form["progress"].data == Progress.NOT_DONE and not field.data:
        raise StopValidation("Choose why nothing was changed")


class FilterForm(Form):
    """Which outcomes to list; an unknown value lists all."""

    progress = SelectField("How far it has come")
    topic = SelectField("What it is about")
    kind = SelectField("Where it came from")

    def offer(self, *, progress: Pairs, topics: Pairs, kinds: Pairs) -> "FilterForm":
        """What may be chosen: pairs of code and words."""
        for field, words, pairs in (
            (self.progress, "All", progress),
            (self.topic, "All topics", topics),
            (self.kind, "All", kinds),
        ):
            field.choices = choices_of([("", words), *pairs])
            field.data = field.data if field.data in dict(pairs) else ""
        return self


class VersionedForm(StaffForm):
    """A step that is refused when somebody else was faster."""

    seen_version = HiddenField()

    def seen(self) -> int:
        """The version the officer saw; 0 where the field came back broken."""
        text = self.seen_version.data
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


class OutcomeForm(VersionedForm, OnceForm):
    """An outcome in an officer's words."""

    line = StringField(
        "The outcome in one line",
        filters=[tidied],
        description=f"It stands in the list and beside the receipt. {NO_PERSON}",
        validators=[
            DataRequired("Write the outcome in one line"),
            Length(max=rules.MAX_LINE, message=f"Use {rules.MAX_LINE} characters or fewer"),
        ],
    )
    decision = _long("What was decided", "Write what was decided", NO_PERSON)
    reason = _long("Why", "Write why it was decided so", "The honest reason, liked or not.")
    action = _long("What is done", "Write what is done, or that nothing is", "Who does what, and by when.")
    owner = SelectField("Which group sees to it", default="")
    progress = RadioField(
        "How far it has come",
        choices=choices_of([(each.value, words) for each, words in PROGRESS_WORDS.items()]),
        validators=[InputRequired("Choose how far it has come")],
    )
    ending = SelectField("If nothing was changed: why", default="", validators=[_says_why, Optional()])
    decided_on = DateField(
        "On which day it was decided",
        format=DAY_FORMATS,
        validators=[InputRequired("Write the day of the decision, such as 27 3 2027")],
    )

    def offer(self, groups: Pairs) -> "OutcomeForm":
        """The form with its lists: pairs of code and name."""
        self.owner.choices = choices_of(groups)
        endings = [(code.value, words) for code, words in ENDING_WORDS.items()]
        self.ending.choices = choices_of([("", "Something was or will be changed"), *endings])
        return self

    def to_words(self) -> OutcomeWords:
        """What was filled in; a reason why nothing was changed counts only where nothing was."""
        progress = Progress(self.progress.data)
        return OutcomeWords(
            line=self.line.data or "",
            decision=self.decision.data or "",
            reason=self.reason.data or "",
            action=self.action.data or "",
            owner=self.owner.data,
            progress=progress,
            ending=Ending(self.ending.data) if progress is Progress.NOT_DONE else None,
            decided_on=self.decided_on.data,
        )


class PublishForm(VersionedForm):
    """Let everybody read it."""

    proceedings = RadioField(
        "Is a court case, an appeal or an investigation about this open?",
        choices=choices_of([("no", "No, we asked and none is open"), ("yes", "Yes")]),
        validators=[InputRequired("Say whether a court case, an appeal or an investigation is open")],
    )


class WithdrawForm(VersionedForm):
    """Take an outcome off the public pages."""

    why = TextAreaField(
        "Why it is taken back",
        filters=[tidied],
        description="Officers read it; the page disappears for everybody else.",
        validators=[
            DataRequired("Write why it is taken back"),
            Length(max=rules.MAX_WHY, message=f"Use {rules.MAX_WHY} characters or fewer"),
        ],
    )
