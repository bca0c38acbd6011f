"""A page of questions as a form, the pages between, and the one field that opens what was saved.

A form parses and phrases; the question judges. What was typed and does not fit yet can be kept as it is,
except what only served to find a place, which is looked up and forgotten.
"""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import StringField

from forms.base import PublicForm, tidied
from forms.consultations.ground import FORGOTTEN
from forms.consultations.kinds import DRAWN
from forms.fields import RankingField
from portal.consultations.questions.base import AnswerRefused, Value
from portal.consultations.questions.pages import Page
from portal.consultations.questions.places import Ground

RECEIPT_LETTERS = 200  # seven words are under 70; room for commas, line breaks and a slip or two


class PageForm(PublicForm):
    """One page of questions; `page_form` adds its fields. After validating, `answers` holds what fits."""

    def ask(self, page: Page, ground: Ground) -> "PageForm":
        """Tell the form which questions it carries and the ground on which places are found."""
        self.page, self.ground = page, ground
        self.answers: dict[str, Value] = {}
        self.fits = True
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every answer fits and the page came from here; each refusal stands at its field."""
        from_here: bool = super().validate(extra_validators)
        for question in self.page.questions:
            drawn = DRAWN[question.kind]
            try:
                self.answers[question.code] = question.accept(drawn.read(self, question, self.ground))
            except AnswerRefused as refused:
                self.fits = False
                for name, words in drawn.refused(question, refused).items():
                    self._say(name, words)
        return from_here and self.fits

    def typed(self) -> dict[str, list[str]]:
        """Everything on the page as it was typed; what only serves to find a place is left out."""
        names = [name for name in self._fields if name != "csrf_token" and not name.endswith(FORGOTTEN)]
        kept: dict[str, list[str]] = {}
        for name in names:
            data = self[name].data
            if isinstance(data, Mapping):
                kept.update({f"{name}-{item}": [place] for item, place in data.items() if place})
            elif data:
                kept[name] = list(data) if isinstance(data, list) else [data]
        return kept

    def _say(self, name: str, words: str) -> None:
        field = self[name]
        if isinstance(field, RankingField):
            field.refusals.append(words)
        else:
            field.errors = [*field.errors, words]


def page_form(page: Page, typed: Mapping[str, list[str]] | None, ground: Ground) -> PageForm:
    """The form of one page, filled with what was typed."""
    fields = {
        name: each
        for question in page.questions
        for name, each in DRAWN[question.kind].fields(question).items()
    }
    made: PageForm = type("PageForm", (PageForm,), fields)(formdata=MultiDict(typed or {}))
    return made.ask(page, ground)


def as_typed(page: Page, answers: Mapping[str, Value]) -> dict[str, list[str]]:
    """The answers to a page as a browser would send them, to fill its form again."""
    typed: dict[str, list[str]] = {}
    for question in page.questions:
        if answers.get(question.code) is not None:
            typed |= DRAWN[question.kind].typed(question, answers[question.code])
    return typed


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
