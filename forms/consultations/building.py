"""Forms in which officers write questions; that of a question is made from what its kind can be set to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from forms.base import tidied
from forms.consultations.steps import SeenForm
from forms.fields import MultiCheckboxField, choices_of
from portal.consultations.building import boxes
from portal.consultations.building.boxes import MAX_LINE, MAX_TEXT, PartsWrong, Standard
from portal.consultations.building.settable import NAMES, SETTABLE, Part, Sort
from portal.consultations.questions.base import Kind, Question
from portal.consultations.questions.conditions import BOUNDS, Condition, Test, whole
from portal.consultations.rules import MAX_REASON

LONGEST_NAME = 40  # characters of a name in exports
LINE_LETTERS = 90  # letters in a line of a box on a desk screen


def _line(part: Part) -> StringField:
    return StringField(part.label, filters=[tidied], description=part.hint)


def _box(rows: int) -> Callable[[Part], TextAreaField]:
    def made(part: Part) -> TextAreaField:
        return TextAreaField(part.label, filters=[tidied], description=part.hint, render_kw={"rows": rows})

    return made


def _tick(part: Part) -> BooleanField:
    return BooleanField(part.label, description=part.hint)


FIELDS: Mapping[Sort, Callable[[Part], Any]] = {
    Sort.LINE: _line,
    Sort.TEXT: _box(6),
    Sort.TICK: _tick,
    Sort.NUMBER: _line,
    Sort.DAY: _line,
    Sort.ANSWERS: _box(7),
    Sort.SAME_ANSWERS: _box(4),
    Sort.SOME_ROWS: _box(3),
}
"""A field to each way in which a part is written."""


class MoveForm(SeenForm):
    """The list of pages and questions: one button each."""


class QuestionForm(SeenForm):
    """One question; `question_form` adds the fields of its kind. After validating, `question` is made."""

    def about(self, kind: Kind, standard: Standard, before: Question | None) -> "QuestionForm":
        """Tell the form its kind, what the area gives, and the question as it stands."""
        self.kind, self.standard, self.before = kind, standard, before
        return self

    def goes_to(self) -> str | None:
        """The page it was moved to; None where the officer left it where it was."""
        chosen: str = self["page"].data
        return chosen if chosen != self["was_on"].data else None

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the parts make a question; each sentence stands at its part."""
        from_here: bool = super().validate(extra_validators)
        values = {part.name: self[part.name].data for part in SETTABLE[self.kind]}
        try:
            self.question = boxes.made(self.kind, values, self.standard, self.before)
        except PartsWrong as wrong:
            for name, words in wrong.parts.items():
                field = self[name] if name in self._fields else self["title"]
                field.errors = [*field.errors, words]
            return False
        return from_here


def question_form(
    kind: Kind,
    standard: Standard,
    *,
    before: Question | None = None,
    version: int,
    named: bool = False,
    pages: Sequence[tuple[str, str]] = (),
    page: str = "",
) -> QuestionForm:
    """The form of one question of this kind; `named`: with a name of its own for exports.

    `pages`, as code and heading, are those to which it may be moved; it stands on `page`.
    """
    fields = {part.name: FIELDS[part.sort](part) for part in SETTABLE[kind]}
    if named:
        fields["name"] = StringField(
            "Name in exports",
            filters=[tidied],
            validators=[Optional(), Length(max=LONGEST_NAME, message=f"Use {LONGEST_NAME} letters or fewer")],
            description="Small letters, digits and _. Empty: made from the question. It stays for good.",
        )
    if pages:
        hint = "On another page it comes last."
        fields["page"] = SelectField("Page", choices=choices_of(pages), description=hint)
        fields["was_on"] = HiddenField()
    values = boxes.values_of(before) if before is not None else boxes.first_values(kind, standard)
    data = {**values, "seen_version": version, "page": page, "was_on": page}
    made: QuestionForm = type("QuestionForm", (QuestionForm,), fields)(data=data)
    return made.about(kind, standard, before)


class LeafForm(SeenForm):
    """One page: its heading and what stands above its questions."""

    title = StringField(
        "Heading",
        filters=[tidied],
        validators=[
            DataRequired("Write the heading"),
            Length(max=MAX_LINE, message=f"Use {MAX_LINE} characters or fewer"),
        ],
    )
    intro = TextAreaField(
        "Words above the questions",
        filters=[tidied],
        validators=[Optional(), Length(max=MAX_TEXT, message=f"Use {MAX_TEXT:,} characters or fewer")],
        description="What people need to know first. May stay empty.",
        render_kw={"rows": 4},
    )


class ConditionForm(SeenForm):
    """One condition on an earlier answer: how it is looked at, and which answers fit."""

    test = RadioField("Ask this", validators=[InputRequired("Choose when to ask this")])
    values = MultiCheckboxField("Answers")
    number = StringField("The number", filters=[tidied], description="Digits only.", validators=[Optional()])

    def offer(self, question: Question) -> "ConditionForm":
        """The form with the answers to this question; where none can be listed, only whether there is one."""
        self.looked_at = question
        tests = [
            (Test.ANY_OF, "to those who chose any of these answers"),
            (Test.EQUAL, "to those who chose exactly one of these, and nothing else"),
        ]
        always = (Test.ANSWERED, "to everybody who answered it, whatever they chose")
        bounds = [
            (Test.AT_LEAST, "to those whose number is this one or more"),
            (Test.AT_MOST, "to those whose number is this one or less"),
        ]
        offered = bounds if question.span else tests if question.possible else []
        self.test.choices = choices_of([*offered, always])
        self.values.choices = choices_of(question.possible)
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the answers fit the way of looking."""
        fits: bool = super().validate(extra_validators)
        ticked = len(self.values.data or [])
        if fits and self.test.data == Test.ANY_OF and not ticked:
            self.values.errors = ["Tick the answers"]
        elif fits and self.test.data == Test.EQUAL and ticked != 1:
            self.values.errors = ["Tick one answer"]
        elif fits and self.test.data in BOUNDS:
            self._check_number()
        return fits and not self.values.errors and not self.number.errors

    def _check_number(self) -> None:
        least, most = self.looked_at.span or (0, 0)
        number = whole(self.number.data or "")
        if number is None or not least <= number <= most:
            self.number.errors = [f"Write a number from {least:,} to {most:,}"]

    def to_condition(self) -> Condition:
        """The condition as it was written."""
        test = Test(self.test.data)
        if test in BOUNDS:
            return Condition(self.looked_at.code, test, (str(whole(self.number.data or "")),))
        values = () if test is Test.ANSWERED else tuple(self.values.data or ())
        return Condition(self.looked_at.code, test, values)


class CorrectionForm(SeenForm):
    """Every word people read, each in its box; `correction_form` adds the boxes."""

    reason = TextAreaField(
        "Which slip, and how it was found",
        filters=[tidied],
        validators=[
            DataRequired("Say which slip it was"),
            Length(max=MAX_REASON, message=f"Use {MAX_REASON:,} characters or fewer"),
        ],
        render_kw={"rows": 2},
    )
    same = BooleanField(
        "What is asked stays the same", validators=[InputRequired("Confirm that the meaning stays")]
    )

    def asks_about(self, labels: Mapping[str, str]) -> "CorrectionForm":
        """Tell the form which labels it holds, as they stand."""
        self.labels = labels
        return self

    def label_boxes(self) -> list[Any]:
        """The boxes of words, in the order of the labels."""
        return [self[box] for box in boxes_of(self.labels)]

    def wanted(self) -> dict[str, str]:
        """The words by the names of their labels; a line stays a line."""
        typed = {label: self[box].data or "" for box, label in boxes_of(self.labels).items()}
        lines = {label for label, words in self.labels.items() if "\n" not in words}
        return {label: " ".join(words.split()) if label in lines else words for label, words in typed.items()}

    def say(self, label: str, words: str) -> None:
        """A sentence at the box of this label."""
        box = next(box for box, each in boxes_of(self.labels).items() if each == label)
        self[box].errors = [*self[box].errors, words]


def boxes_of(labels: Mapping[str, str]) -> dict[str, str]:
    """The name of the box of each label."""
    return {f"label-{at}": label for at, label in enumerate(labels, 1)}


def correction_form(
    labels: Mapping[str, str], headings: Mapping[str, str], *, version: int
) -> CorrectionForm:
    """The form with a box to each label; `headings` say which label it is."""
    fields = {
        box: TextAreaField(
            headings[label], filters=[tidied], render_kw={"rows": 1 + len(labels[label]) // LINE_LETTERS}
        )
        for box, label in boxes_of(labels).items()
    }
    data = {box: labels[label] for box, label in boxes_of(labels).items()} | {"seen_version": version}
    made: CorrectionForm = type("CorrectionForm", (CorrectionForm,), fields)(data=data)
    return made.asks_about(labels)


class PreviewForm(SeenForm):
    """For how long the link works."""

    days = RadioField("The link works for", validators=[InputRequired("Choose for how long")], default="7")

    def offer(self, days: Sequence[tuple[str, str]]) -> "PreviewForm":
        """The form with its list filled: pairs of value and words."""
        self.days.choices = choices_of(days)
        return self


class BankForm(SeenForm):
    """A question from the bank, and the page it goes to."""

    entry = RadioField("Question", validators=[InputRequired("Choose a question")])
    page = SelectField("Page", validators=[InputRequired("Choose a page")])

    def offer(self, entries: Sequence[tuple[str, str]], pages: Sequence[tuple[str, str]]) -> "BankForm":
        """The form with its lists filled: pairs of value and words."""
        self.entry.choices, self.page.choices = choices_of(entries), choices_of(pages)
        return self


KIND_CHOICES = [(str(kind), words) for kind, words in NAMES.items()]
"""Every kind as officers call it."""
