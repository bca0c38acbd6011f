"""How one kind of question stands in a form: its fields, what they say, and where a refusal is shown.

A form parses and phrases; the question judges.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from wtforms import Field, Form, RadioField, StringField, TextAreaField
from wtforms.widgets import NumberInput

from forms.base import tidied
from forms.consultations.refusals import words_for
from forms.fields import DatePartsField, MultiCheckboxField, choices_of
from portal.consultations.questions.base import AnswerRefused, Question, Refusal, Value
from portal.consultations.questions.choices import Choosing
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.measured import Day, Number
from portal.consultations.questions.places import Ground
from portal.consultations.questions.several import OTHER, Several
from portal.consultations.questions.written import SHORT_LETTERS, Written

Fields = dict[str, Any]
Typed = dict[str, list[str]]

WHOLE = re.compile(r"-?(\d{1,9}|\d{1,3}(,\d{3}){1,2})", re.ASCII)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE_PARTS = ("day", "month", "year")


class Drawn(ABC):
    """One kind in a form; most have one field, named like the question."""

    @abstractmethod
    def fields(self, question: Any) -> Fields:
        """Its fields by name."""

    def read(self, form: Form, question: Any, ground: Ground) -> Value:
        """What was filled in, for the question to judge. Raises `AnswerRefused` for what cannot be read."""
        return form[question.name].data

    def typed(self, question: Any, value: Value) -> Typed:
        """An answer as a browser would send it, to fill the fields again."""
        return {question.name: [value]}

    def refused(self, question: Any, refused: AnswerRefused) -> Mapping[str, str]:
        """The sentences, by the names of the fields at which they stand."""
        return {question.name: words_for(refused)}


class Radios(Drawn):
    """Choose one."""

    def fields(self, question: Choosing) -> Fields:
        return {question.name: radios(question.title, question.possible, question.hint)}


class Ticks(Drawn):
    """Tick several, from the list alone."""

    def fields(self, question: Choosing) -> Fields:
        return {question.name: ticks(question)}

    def typed(self, question: Choosing, value: Value) -> Typed:
        return {question.name: list(value)}


class TicksAndOther(Drawn):
    """Tick several, with a line for what the list leaves out."""

    def fields(self, question: Several) -> Fields:
        drawn: Fields = {question.name: ticks(question)}
        for name in question.typed_in:
            drawn[name] = StringField(
                question.other,
                [Counted(SHORT_LETTERS)],
                filters=[tidied],
                description="If you ticked it above.",
            )
        return drawn

    def read(self, form: Form, question: Several, ground: Ground) -> Value:
        told = " ".join(form[name].data or "" for name in question.typed_in)
        return {"chosen": form[question.name].data or [], "other": told}

    def typed(self, question: Several, value: Value) -> Typed:
        other = {name: [value["other"]] for name in question.typed_in if value.get("other")}
        return {question.name: list(value["chosen"])} | other

    def refused(self, question: Several, refused: AnswerRefused) -> Mapping[str, str]:
        at_other = refused.reason in (Refusal.OTHER_EMPTY, Refusal.TOO_LONG)
        return {f"{question.name}-{OTHER}" if at_other else question.name: words_for(refused)}


class Text(Drawn):
    """Write."""

    def fields(self, question: Written) -> Fields:
        counted = [Counted(question.letters)]
        return {
            question.name: TextAreaField(question.title, counted, filters=[tidied], description=question.hint)
        }


class Figure(Drawn):
    """A whole number in a box."""

    def fields(self, question: Number) -> Fields:
        unit = f"A whole number, in {question.unit}." if question.unit else "A whole number."
        hint = f"{question.hint} {unit}" if question.hint else unit
        return {question.name: number_box(question.title, hint)}

    def read(self, form: Form, question: Number, ground: Ground) -> Value:
        return whole_number(form[question.name].data)

    def typed(self, question: Number, value: Value) -> Typed:
        return {question.name: [str(value)]}


class Calendar(Drawn):
    """Day, month and year in three boxes; a month may be written as a word."""

    def fields(self, question: Day) -> Fields:
        hint = question.hint or "For example, 27 3 2026. We keep the month."
        return {question.name: DatePartsField(question.title, description=hint)}

    def read(self, form: Form, question: Day, ground: Ground) -> Value:
        parts = form[question.name].parts
        if not any(parts):
            return None
        missing = tuple(name for name, part in zip(DATE_PARTS, parts, strict=True) if not part)
        if missing:
            raise AnswerRefused(reason=Refusal.DATE_PARTS, question=question, parts=missing)
        day, month, year = parts
        if month[:3].lower() in MONTHS:
            month = str(MONTHS.index(month[:3].lower()) + 1)
        fits = all(re.fullmatch(r"\d{1,2}", part, re.ASCII) for part in (day, month))
        if not fits or not re.fullmatch(r"\d{4}", year, re.ASCII):
            raise AnswerRefused(reason=Refusal.NOT_A_DATE, question=question)
        return f"{year}-{month:0>2}-{day:0>2}"

    def typed(self, question: Day, value: Value) -> Typed:
        year, month, day = value.split("-")
        return {question.name: [str(int(day)), str(int(month)), year]}


class Nothing(Drawn):
    """Words to read; no field at all."""

    def fields(self, question: Question) -> Fields:
        return {}

    def read(self, form: Form, question: Question, ground: Ground) -> Value:
        return None

    def typed(self, question: Question, value: Value) -> Typed:
        return {}


class Parts(Drawn):
    """The optional questions about a person, each a choice of its own."""

    def fields(self, question: Equality) -> Fields:
        return {
            f"{question.name}_{part.code}": radios(
                part.title, tuple((option.code, option.words) for option in part.options), ""
            )
            for part in question.parts
        }

    def read(self, form: Form, question: Equality, ground: Ground) -> Value:
        given = {part.code: form[f"{question.name}_{part.code}"].data for part in question.parts}
        return {code: value for code, value in given.items() if value}

    def typed(self, question: Equality, value: Value) -> Typed:
        return {f"{question.name}_{part}": [option] for part, option in value.items()}

    def refused(self, question: Equality, refused: AnswerRefused) -> Mapping[str, str]:
        return {f"{question.name}_{question.parts[0].code}": words_for(refused)}


class Counted:
    """Shows how many letters there is room for; the question judges."""

    def __init__(self, letters: int) -> None:
        """`letters` is the most that is taken."""
        self.field_flags = {"maxlength": letters}

    def __call__(self, form: Any, field: Field) -> None:
        """Nothing is refused here."""


def radios(title: str, pairs: tuple[tuple[str, str], ...], hint: str) -> RadioField:
    """One choice of these, each a code with its words."""
    return RadioField(title, choices=choices_of(pairs), validate_choice=False, description=hint)


def ticks(question: Choosing) -> MultiCheckboxField:
    """Any number of what the question offers."""
    choices = choices_of(question.possible)
    return MultiCheckboxField(
        question.title, choices=choices, validate_choice=False, description=question.hint
    )


def number_box(title: str, hint: str = "") -> StringField:
    """A box for digits that keeps whatever is typed."""
    return StringField(title, filters=[tidied], description=hint, widget=NumberInput())


def whole_number(typed: str | None) -> int | str | None:
    """The number, where it reads as a whole one; else what was typed, None for nothing."""
    text = (typed or "").strip()
    return int(text.replace(",", "")) if WHOLE.fullmatch(text) else (text or None)
