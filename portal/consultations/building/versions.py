"""Versions of a consultation's questions: what was done to reach one, and what differs from another.

Pure. A document is told line by line, as people read it, so that two versions can be compared in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from portal.consultations.building.boxes import values_of
from portal.consultations.building.settable import NAMES, SETTABLE, Sort
from portal.consultations.channels.booklet import numbers, said_if
from portal.consultations.questions.base import Question
from portal.consultations.questions.registry import Document
from portal.core.differences import Fate, Passage, differences


class Done(StrEnum):
    """What an officer did to reach a version."""

    BEGUN = "begun"
    PAGE_ADDED = "page_added"
    PAGE_CHANGED = "page_changed"
    PAGE_MOVED = "page_moved"
    PAGE_DROPPED = "page_dropped"
    QUESTION_ADDED = "question_added"
    QUESTION_CHANGED = "question_changed"
    QUESTION_MOVED = "question_moved"
    QUESTION_DROPPED = "question_dropped"
    ROUTE_CHANGED = "route_changed"
    TAKEN_BACK = "taken_back"
    CORRECTED = "corrected"


WORDS: dict[Done, str] = {
    Done.BEGUN: "The questions as they were begun",
    Done.PAGE_ADDED: "A page was added",
    Done.PAGE_CHANGED: "A page’s heading or words were changed",
    Done.PAGE_MOVED: "A page was moved",
    Done.PAGE_DROPPED: "A page was deleted",
    Done.QUESTION_ADDED: "A question was added",
    Done.QUESTION_CHANGED: "A question was changed",
    Done.QUESTION_MOVED: "A question was moved",
    Done.QUESTION_DROPPED: "A question was deleted",
    Done.ROUTE_CHANGED: "Who is asked what was changed",
    Done.TAKEN_BACK: "An earlier version was brought back",
    Done.CORRECTED: "A slip in published words was corrected",
}
"""What was done, as officers read it."""


ORDER = "order"
"""The block that tells in which order everything stands."""


@dataclass(frozen=True, slots=True)
class Block:
    """One page or question as text, under the code by which it is found in another version."""

    code: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs in one page or question. `fate`: it stayed, is new, or is gone."""

    heading: str
    fate: Fate
    passages: tuple[Passage, ...]


def compared(before: Document, after: Document) -> tuple[Changed, ...]:
    """Every page and question that differs, in the order of the later version; what is gone comes last."""
    old, new = {each.code: each for each in told(before)}, {each.code: each for each in told(after)}
    if _order(before) == _order(after):  # other words alone are told where they stand
        old.pop(ORDER)
        new.pop(ORDER)
    changed = []
    for code, block in new.items():
        earlier = old.get(code)
        if earlier is None:
            changed.append(Changed(block.heading, Fate.IN, (Passage(Fate.IN, block.text),)))
        elif earlier.text != block.text:
            changed.append(Changed(block.heading, Fate.KEPT, differences(earlier.text, block.text)))
    gone = [block for code, block in old.items() if code not in new]
    return (*changed, *(Changed(each.heading, Fate.OUT, (Passage(Fate.OUT, each.text),)) for each in gone))


def _order(document: Document) -> list[list[str]]:
    return [[page.code, *(each.code for each in page.questions)] for page in document.pages]


def told(document: Document) -> Iterator[Block]:
    """The order of everything, then each page and each question as people read it."""
    order = "\n".join(
        line
        for page in document.pages
        for line in (page.title, *(f"– {each.title}" for each in page.questions))
    )
    yield Block(ORDER, "The order of pages and questions", order)
    told_by = numbers(document)
    by_code = {each.code: each for each in document.questions}
    for page in document.pages:
        routes = [said_if(each, by_code, told_by) for each in page.only_if]
        lines = [page.title, page.intro, *routes]
        yield Block(f"page {page.code}", f"Page: {page.title}", "\n".join(each for each in lines if each))
        for question in page.questions:
            block = block_of(question)
            routes = [said_if(each, by_code, told_by) for each in question.only_if]
            yield replace(block, text="\n".join([block.text, *routes]))


def block_of(question: Question) -> Block:
    """One question as text, without its conditions."""
    return Block(f"question {question.code}", f"Question: {question.title}", "\n".join(_lines(question)))


def _lines(question: Question) -> Iterator[str]:
    values = values_of(question)
    yield values.pop("title")
    yield f"Kind: {NAMES[question.kind]}"
    for part in SETTABLE[question.kind]:
        value = values.get(part.name)
        if not value:
            continue
        if part.sort is Sort.TICK:
            yield f"{part.label}: yes"
        elif part.sort in (Sort.ANSWERS, Sort.SAME_ANSWERS, Sort.SOME_ROWS):
            yield f"{part.label}:\n{value}"
        else:
            yield f"{part.label}: {value}"
