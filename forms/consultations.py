"""Pages of questions as forms: each kind has its fields, its reading and its words for a refusal.

A form parses and phrases; the question judges. What was typed and does not fit yet can be kept as it is,
except a postcode, which is looked up and forgotten.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import DateField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from forms.base import PublicForm, StaffForm, tidied
from forms.fields import MultiCheckboxField, RankingField, choices_of
from portal.consultations.questions.base import AnswerRefused, Kind, Question, Refusal, Value
from portal.consultations.questions.choices import Choosing, Rating
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.ranking import NOT_PLACED, Ranking, ordinal
from portal.consultations.questions.registry import Page
from portal.consultations.questions.written import Written
from portal.core.places import UnknownPostcode

Fields = dict[str, Any]
FindWard = Callable[[str], str]
POSTCODE = "_postcode"
"""Ending of the field that finds a ward and is never kept."""

MAX_DIGITS = 9  # of a number somebody sends: Python refuses to read numbers of thousands of digits
RECEIPT_LETTERS = 200  # seven words are under 70; room for commas, line breaks and a slip or two


def _pairs(question: Choosing) -> list[tuple[str, str]]:
    return [(option.code, option.words) for option in question.options]


def _radio(question: Question) -> Fields:
    assert isinstance(question, Choosing)
    unsure = [("unsure", question.unsure)] if isinstance(question, Rating) and question.unsure else []
    choices = choices_of(_pairs(question) + unsure)
    return {
        question.name: RadioField(
            question.title, choices=choices, validate_choice=False, description=question.hint
        )
    }


def _ticks(question: Question) -> Fields:
    assert isinstance(question, Choosing)
    choices = choices_of(_pairs(question))
    field = MultiCheckboxField(
        question.title, choices=choices, validate_choice=False, description=question.hint
    )
    return {question.name: field}


def _ward(question: Question) -> Fields:
    assert isinstance(question, Choosing)
    choices = choices_of([("", "Choose from the list"), *_pairs(question)])
    listed = SelectField(question.title, choices=choices, validate_choice=False, description=question.hint)
    typed = StringField(
        "Or find your ward by postcode",
        filters=[tidied],
        description="We use the postcode to find the ward and do not keep it.",
        render_kw={"autocomplete": "postal-code", "spellcheck": "false"},
    )
    return {question.name: listed, question.name + POSTCODE: typed}


def _ranking(question: Question) -> Fields:
    assert isinstance(question, Ranking)
    places = [(str(place), ordinal(place)) for place in range(1, question.places + 1)]
    places.append((NOT_PLACED, "Not a priority"))
    field = RankingField(question.title, items=_pairs(question), places=places, description=question.hint)
    return {question.name: field}


class Counted:
    """Shows how many letters there is room for; the question judges."""

    def __init__(self, letters: int) -> None:
        """`letters` is the most that is taken."""
        self.field_flags = {"maxlength": letters}

    def __call__(self, form: Any, field: Field) -> None:
        """Nothing is refused here."""


def _text(question: Question) -> Fields:
    assert isinstance(question, Written)
    counted = [Counted(question.letters)]
    return {
        question.name: TextAreaField(question.title, counted, filters=[tidied], description=question.hint)
    }


def _equality(question: Question) -> Fields:
    assert isinstance(question, Equality)
    return {
        f"{question.name}_{part.code}": RadioField(
            part.title,
            choices=choices_of([(option.code, option.words) for option in part.options]),
            validate_choice=False,
        )
        for part in question.parts
    }


FIELDS_FOR: dict[Kind, Callable[[Question], Fields]] = {
    Kind.RELATION: _ticks,
    Kind.WARD: _ward,
    Kind.RANKING: _ranking,
    Kind.RATING: _radio,
    Kind.ONE_CHOICE: _radio,
    Kind.SHORT_TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.EQUALITY: _equality,
}
"""Which fields a kind is drawn with."""


class PageForm(PublicForm):
    """One page of questions; `page_form` adds its fields. After validating, `answers` holds what fits."""

    def ask(self, page: Page, find_ward: FindWard) -> "PageForm":
        """Tell the form which questions it carries and how a postcode finds a ward."""
        self.page, self.find_ward = page, find_ward
        self.answers: dict[str, Value] = {}
        self.fits = True
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every answer fits and the page came from here; each refusal stands at its field."""
        from_here: bool = super().validate(extra_validators)
        for question in self.page.questions:
            try:
                self.answers[question.code] = question.accept(self._read(question))
            except AnswerRefused as refused:
                self._say(question, words_for(refused), wrong=refused.reason)
                self.fits = False
        return from_here and self.fits

    def typed(self) -> dict[str, list[str]]:
        """Everything on the page as it was typed, postcodes left out."""
        names = [name for name in self._fields if name != "csrf_token" and not name.endswith(POSTCODE)]
        kept: dict[str, list[str]] = {}
        for name in names:
            data = self[name].data
            if isinstance(data, Mapping):
                kept.update({f"{name}-{item}": [place] for item, place in data.items() if place})
            elif data:
                kept[name] = list(data) if isinstance(data, list) else [data]
        return kept

    def _read(self, question: Question) -> Value:
        if question.kind is Kind.EQUALITY:
            assert isinstance(question, Equality)
            given = {part.code: self[f"{question.name}_{part.code}"].data for part in question.parts}
            return {code: value for code, value in given.items() if value}
        if question.kind is Kind.RANKING:
            return _places(self[question.name].chosen())
        if question.kind is Kind.WARD and self[question.name + POSTCODE].data:
            return self._found_ward(question)
        return self[question.name].data

    def _found_ward(self, question: Question) -> Value:
        typed = self[question.name + POSTCODE]
        try:
            return self.find_ward(typed.data)
        except UnknownPostcode:
            raise AnswerRefused(reason=Refusal.UNKNOWN_POSTCODE, question=question) from None

    def _say(self, question: Question, words: str, *, wrong: Refusal) -> None:
        if question.kind is Kind.RANKING:
            self[question.name].refusals.append(words)
        elif question.kind is Kind.EQUALITY:
            first = next(name for name in self._fields if name.startswith(f"{question.name}_"))
            self[first].errors = [*self[first].errors, words]
        else:
            name = question.name + (POSTCODE if wrong is Refusal.UNKNOWN_POSTCODE else "")
            self[name].errors = [*self[name].errors, words]


def _places(chosen: Mapping[str, str]) -> Value:
    places = {
        code: int(place) if place.isdecimal() and len(place) <= MAX_DIGITS else 0
        for code, place in chosen.items()
        if place != NOT_PLACED
    }
    return {"places": places, "not": [code for code, place in chosen.items() if place == NOT_PLACED]}


def page_form(page: Page, typed: Mapping[str, list[str]] | None, find_ward: FindWard) -> PageForm:
    """The form of one page, filled with what was typed."""
    fields = {
        name: each
        for question in page.questions
        for name, each in FIELDS_FOR[question.kind](question).items()
    }
    made: PageForm = type("PageForm", (PageForm,), fields)(formdata=MultiDict(typed or {}))
    return made.ask(page, find_ward)


def as_typed(page: Page, answers: Mapping[str, Value]) -> dict[str, list[str]]:
    """The answers to a page as a browser would send them, to fill its form again."""
    typed: dict[str, list[str]] = {}
    for question in page.questions:
        value = answers.get(question.code)
        if value is None:
            continue
        if question.kind is Kind.EQUALITY:
            typed.update({f"{question.name}_{part}": [option] for part, option in value.items()})
        elif question.kind is Kind.RANKING:
            typed.update({f"{question.name}-{code}": [str(place)] for code, place in value["places"].items()})
            typed.update({f"{question.name}-{code}": [NOT_PLACED] for code in value["not"]})
        else:
            typed[question.name] = list(value) if isinstance(value, list) else [value]
    return typed


def words_for(refused: AnswerRefused) -> str:
    """A refusal as a sentence that says what to do next."""
    facts = refused.facts
    if refused.reason is Refusal.SAME_PLACE:
        both = " and ".join(f"“{words}”" for words in facts["options"][:2])
        return f"You gave {ordinal(facts['place'])} place to {both}. Choose another place for one of them."
    if refused.reason is Refusal.TOO_LONG:
        return f"Shorten this by {facts['over']:,} characters: there is room for {facts['letters']:,}."
    if refused.reason is Refusal.UNKNOWN_POSTCODE:
        return "We do not know this postcode here. Check it, or choose from the list above."
    if refused.reason is Refusal.MISSING:
        several = facts["question"].kind is Kind.RELATION
        return (
            "Tick at least one, so that we can count you in the right group."
            if several
            else "Answer this question."
        )
    return "Choose from the answers on this page."


class WalkForm(PublicForm):
    """A page between the questions that has only buttons: check, saved, receipt found."""


class ResumeForm(PublicForm):
    """The one field that opens what was saved."""

    receipt = StringField(
        "Your receipt",
        filters=[tidied],
        description="Seven words, with spaces between them. Capital letters do not matter.",
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )

    def phrase(self) -> str:
        """What was typed, cut to a length no receipt reaches."""
        return (self.receipt.data or "")[:RECEIPT_LETTERS]


class DatesForm(StaffForm):
    """When a consultation opens and closes, as days in London; both included."""

    opens_on = DateField("Opens on", format="%Y-%m-%d", validators=[DataRequired("Give the first day.")])
    closes_on = DateField(
        "Closes at the end of", format="%Y-%m-%d", validators=[DataRequired("Give the last day.")]
    )
    reason = TextAreaField(
        "Why the dates change",
        validators=[DataRequired("Say why, in a sentence.")],
        filters=[tidied],
        description="Kept with the consultation and shown to staff.",
    )

    seen = HiddenField()

    def seen_version(self) -> int:
        """The version the officer saw; one that no consultation has when it was changed by hand."""
        seen = str(self.seen.data)
        return int(seen) if seen.isdecimal() and len(seen) <= MAX_DIGITS else -1

    def to_days(self) -> tuple[date, date]:
        """First and last day."""
        return self.opens_on.data, self.closes_on.data
