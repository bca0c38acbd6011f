"""What officers fill in about paper, telephone, events and invitations; a whole paper is one form.

A form parses and phrases; the question judges. A question mark alone says that an answer cannot be read or
does not fit: it is then marked, and kept as not answered.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import DateField, Field, HiddenField, IntegerField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from forms.base import StaffForm, tidied
from forms.consultations.keyed import KEYED, UNREADABLE, Numbered
from forms.fields import choices_of
from portal.consultations.questions.base import AnswerRefused, Kind, Question, Refusal, Value
from portal.consultations.questions.places import Ground
from portal.consultations.questions.registry import Document

BY_LINE = frozenset({Kind.MATRIX, Kind.EQUALITY})
"""Kinds of which one line may be unreadable while the others count."""

MOST_CODES = 5000
SECONDS = (20, 600)  # the least gives time to read the warning and press the button


class EntryForm(StaffForm):
    """One paper; `entry_form` adds the fields. After validating, `answers` holds what fits."""

    state = HiddenField()

    def ask(self, questions: Sequence[Question], ground: Ground, strict: Document | None) -> "EntryForm":
        """Tell the form what it carries; `strict`: the person can be asked, so what is required is."""
        self.questions, self.ground, self.strict = tuple(questions), ground, strict
        self.answers: dict[str, Value] = {}
        self.unclear: set[str] = set()
        self.fits = True
        return self

    @property
    def asked(self) -> dict[str, Question]:
        """The questions it carries, by code."""
        return {question.code: question for question in self.questions}

    def lines(self, question: Question) -> list[Field]:
        """The boxes of one question, in the order of the paper; what only helps along is left out."""
        fields = [self[name] for name in KEYED[question.kind].fields(question)]
        hidden = [each for each in fields if isinstance(each, HiddenField)]
        empty = [each for each in fields if isinstance(each, RadioField) and not each.choices]
        return [each for each in fields if each not in hidden and each not in empty]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every answer fits; each refusal stands at its box."""
        from_here: bool = super().validate(extra_validators)
        for question in self.questions:
            self._read(question)
        for question in self.strict.missing(self.answers) if self.strict and self.fits else ():
            self._refuse(question, AnswerRefused(reason=Refusal.MISSING, question=question))
        return from_here and self.fits

    def _read(self, question: Question) -> None:
        marked = [self[name] for name in KEYED[question.kind].fields(question) if _unreadable(self[name])]
        if marked:
            self.unclear.add(question.code)
            for field in marked:
                field.data = None
            if question.kind not in BY_LINE:
                return
        try:
            value = question.accept(KEYED[question.kind].read(self, question, self.ground))
        except AnswerRefused as refused:
            self._refuse(question, refused)
            return
        if value is not None:
            self.answers[question.code] = value

    def _refuse(self, question: Question, refused: AnswerRefused) -> None:
        self.fits = False
        for name, words in KEYED[question.kind].refused(question, refused).items():
            field = self[name]
            unknown = refused.reason is Refusal.UNKNOWN_CHOICE and isinstance(field, Numbered)
            field.errors = [*field.errors, field.advice if unknown else words]


def _unreadable(field: Field) -> bool:
    return any(str(each).strip() == UNREADABLE for each in (field.raw_data or ()))


def entry_form(
    questions: Sequence[Question],
    ground: Ground,
    *,
    numbers: Mapping[str, int],
    strict: Document | None = None,
) -> EntryForm:
    """The form of one paper; `numbers` are the questions' numbers in the booklet."""
    fields: dict[str, Any] = {}
    for question in questions:
        fields |= KEYED[question.kind].fields(question)
    made: EntryForm = type("EntryForm", (EntryForm,), fields)()
    made.ask(questions, ground, strict)
    for question in questions:
        lines = made.lines(question)
        if len(lines) == 1 and question.name in made and question.code in numbers:
            lines[0].label.text = f"Q{numbers[question.code]} {question.title}"
    return made


class NameForm(StaffForm):
    """A new pile of paper."""

    name = StringField(
        "Where this pile came from",
        validators=[DataRequired("Say where it came from."), Length(max=80, message="Use 80 characters.")],
        filters=[tidied],
        description="For example, the library in November. No person’s name.",
    )


class EventForm(StaffForm):
    """A new event or kiosk."""

    name = StringField(
        "Name of the event",
        validators=[DataRequired("Name the event."), Length(max=80, message="Use 80 characters.")],
        filters=[tidied],
    )
    place = StringField(
        "Place",
        validators=[DataRequired("Say where it is."), Length(max=120, message="Use 120 characters.")],
        filters=[tidied],
    )
    first_day = DateField("First day", validators=[DataRequired("Give the first day.")])
    last_day = DateField("Last day", validators=[DataRequired("Give the last day.")])
    clear_after = IntegerField(
        "Seconds until a left screen is cleared",
        default=120,
        description="From 20 to 600. The page warns before, and one button gives more time.",
        validators=[
            InputRequired("Give a number of seconds."),
            NumberRange(*SECONDS, message="Use a number from 20 to 600."),
        ],
    )


class InvitationsForm(StaffForm):
    """New invitation codes."""

    name = StringField(
        "What they are for",
        validators=[DataRequired("Say what they are for."), Length(max=80, message="Use 80 characters.")],
        filters=[tidied],
        description="For example, voluntary groups before the strategy is adopted. No person’s name.",
    )
    kind = RadioField(
        "For whom",
        choices=choices_of([("groups", "Voluntary and community groups"), ("households", "Households")]),
        validators=[DataRequired("Choose for whom.")],
    )
    number = IntegerField(
        "How many",
        validators=[
            InputRequired("Say how many."),
            NumberRange(1, MOST_CODES, message="Use a number from 1 to 5,000."),
        ],
    )


class OnlyForm(StaffForm):
    """Open by invitation alone, or to everybody."""

    only = RadioField(
        "Who may answer",
        choices=choices_of([("no", "Everybody"), ("yes", "Only with an invitation code")]),
        validators=[DataRequired("Choose who may answer.")],
    )


class ButtonForm(StaffForm):
    """A page with a button and nothing to fill in."""


class SettleForm(EntryForm):
    """Which of two typings the paper says, or what it says where neither is right; see `settle_form`."""

    def settle(self, parts: Sequence[str]) -> "SettleForm":
        """Tell the form what differs: the parts, in the order of its choices."""
        self.parts = tuple(parts)
        return self

    def chosen(self) -> dict[str, str]:
        """What was chosen, by part."""
        return {part: self[f"part{number}"].data for number, part in enumerate(self.parts)}

    def question_of(self, part: str) -> Question:
        """The question to which a part belongs."""
        return next(each for each in self.questions if part in (each.code, *dict(each.writings)))

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether something was chosen everywhere, and fits where it was typed a third time."""
        every = self.questions
        third = {self.question_of(part).code for part, which in self.chosen().items() if which == "third"}
        self.questions = tuple(each for each in every if each.code in third)
        fits = super().validate(extra_validators)
        self.questions = every
        return fits


WHICH = (
    ("first", "The first typing"),
    ("second", "The second typing"),
    ("third", "Neither: I type it below"),
)


def settle_form(
    parts: Mapping[str, str], questions: Sequence[Question], ground: Ground, *, shown: bool = False
) -> SettleForm:
    """A choice to each part, named by its title, and the boxes of its question; `shown`: empty."""
    fields: dict[str, Any] = {
        f"part{number}": RadioField(
            f"What does the paper say? {title}",
            choices=choices_of(WHICH),
            validators=[DataRequired("Choose one of these.")],
        )
        for number, title in enumerate(parts.values())
    }
    for question in questions:
        fields |= KEYED[question.kind].fields(question)
    kind = type("SettleForm", (SettleForm,), fields)
    made: SettleForm = kind(formdata=None) if shown else kind()
    made.ask(questions, ground, None)
    return made.settle(tuple(parts))
