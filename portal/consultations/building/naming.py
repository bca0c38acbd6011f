"""Names for what officers write: codes of pages, questions and answers, made from their words and kept.

A code lives as long as what it names: conditions, answers and exports go by it. Refuses nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from portal.consultations.questions.base import CODE, Option, Question
from portal.consultations.questions.registry import RESERVED, Document
from portal.core.places import slug

LONGEST = 30  # characters of a made code; a number may follow
STAYS = "*"
"""Begins the line of an answer that stays last in any order."""

SPOKEN_FOR = frozenset(
    {"unsure", "other", "none", "na", "not", "name", "match", "area", "lat", "lon", "postcode"}
)
"""Codes and endings of fields that mean something of their own beside a list's answers."""


def code_from(words: str, fallback: str) -> str:
    """A code that reads like the beginning of `words`."""
    code = slug(words).replace("-", "_").lstrip("0123456789_")
    if len(code) > LONGEST:
        code = code[: LONGEST + 1].rpartition("_")[0] or code[:LONGEST]
    return code or fallback


def page_code(title: str, document: Document) -> str:
    """A code for a new page that neither page nor question has."""
    taken = _codes(document)
    return next(code for code in _numbered(code_from(title, "page")) if code not in taken)


def with_code(question: Question, document: Document) -> Question:
    """The question under a code of its own: its fields are called like no other question's.

    The code it comes with is kept where it is free.
    """
    wanted = question.code if CODE.fullmatch(question.code) else code_from(question.title, str(question.kind))
    taken = _codes(document)
    named = names_in(document)
    for code in _numbered(wanted):
        renamed = replace(question, code=code)
        if code not in taken and not named & {renamed.name, *renamed.also_named}:
            return renamed
    raise AssertionError("numbers do not end")


def names_in(document: Document) -> frozenset[str]:
    """The names of every question's fields."""
    return frozenset(name for each in document.questions for name in (each.name, *each.also_named))


def options_from(lines: str, before: Sequence[Option]) -> tuple[Option, ...]:
    """One answer to a line. An answer that stayed, or was only put in other words, keeps its code."""
    typed = [line.strip() for line in lines.splitlines() if line.strip()]
    words = [each.removeprefix(STAYS).strip() for each in typed]
    codes = _kept(words, before)
    taken = {code for code in codes if code} | SPOKEN_FOR
    made = []
    for line, said, code in zip(typed, words, codes, strict=True):
        if not code:
            code = next(each for each in _numbered(code_from(said, "answer")) if each not in taken)
            taken.add(code)
        made.append(Option(code, said, line.startswith(STAYS)))
    return tuple(made)


def lines_of(options: Sequence[Option]) -> str:
    """The answers as `options_from` reads them."""
    return "\n".join(f"{STAYS} {each.words}" if each.stays else each.words for each in options)


def _kept(words: Sequence[str], before: Sequence[Option]) -> list[str]:
    """For each line the code it had: by the same words anywhere, else by its place among changed lines."""
    by_words = {option.words: option.code for option in before}
    codes = [by_words.get(said, "") for said in words]
    held = set(codes)
    matcher = SequenceMatcher(None, [option.words for option in before], list(words), autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "replace" and last - first == end - start:
            for old, new in zip(range(first, last), range(start, end), strict=True):
                if not codes[new] and before[old].code not in held:
                    codes[new] = before[old].code
    return codes


def _codes(document: Document) -> Collection[str]:
    pages = {page.code for page in document.pages}
    return RESERVED | pages | {question.code for question in document.questions}


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}_{number}"
        number += 1
