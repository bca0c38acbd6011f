"""Which words of published questions may still be corrected: slips of the pen, nothing that changes sense.

Once somebody has answered, another question would stand over the answers. So only the same words in the same
order pass, each off by a letter or two. A word that turns a sentence round, a figure, and a word that becomes
another one used in the questions are refused, whatever the distance. Pure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from portal.consultations.questions.base import Kind, Option, Question
from portal.consultations.questions.registry import Document, Page
from portal.core.errors import DomainError, NotFound

WORDS = re.compile(r"[^\W_]+", re.UNICODE)
LONG = 8  # letters from which a word may be off by two
SENSE = frozenset(
    {"no", "not", "nor", "non", "none", "never", "nobody", "nothing", "neither", "cannot", "cant", "dont"}
    | {"doesnt", "isnt", "wont", "without", "unless", "except", "all", "any", "some", "each", "every", "few"}
    | {
        "many",
        "more",
        "most",
        "less",
        "least",
        "over",
        "under",
        "before",
        "after",
        "now",
        "new",
        "only",
        "or",
    }
    | {"and", "but", "can", "could", "may", "might", "must", "shall", "should", "will", "would", "better"}
    | {"worse", "best", "worst"}
)
"""Words that turn a sentence round or draw its bounds: none may come, go or take another's place."""

NOTHING_ELSE: Mapping[str, int] = {}

LABELS = ("title", "hint", "why", "text", "unsure", "other", "none", "not_applicable", "unit")
"""Words of a question beside its answers and rows."""


class ChangesMeaning(DomainError):
    """The new words are more than a slip put right; `.at` names the label."""

    code = "changes-meaning"
    status = 409

    at: str


def labels(document: Document) -> dict[str, str]:
    """Every label people read, by a name of its own, in their order."""
    return dict(_labels(document))


def corrected(document: Document, wanted: Mapping[str, str], published: Document | None = None) -> Document:
    """The document with these labels. Raises `NotFound` for an unknown one, `ChangesMeaning`.

    Slips are told from the words as they were `published`, so that many small steps lead nowhere else.
    """
    known = labels(published or document)
    used = Counter(word for text in known.values() for word in set(WORDS.findall(text.casefold())))
    for name, words in wanted.items():
        if name not in known:
            raise NotFound(kind="label", value=name)
        if words != known[name] and not is_slip(known[name], words, used):
            raise ChangesMeaning(at=name)
    after = Document(tuple(_page(page, wanted) for page in document.pages))
    for question in after.questions:
        for part, options in _lists(question):
            shown = [each.words.casefold() for each in options]
            twice = next((each.code for each in options if shown.count(each.words.casefold()) > 1), None)
            if twice is not None:
                raise ChangesMeaning(at=f"question.{question.code}.{part}.{twice}")
    return after


def is_slip(before: str, after: str, used: Mapping[str, int] = NOTHING_ELSE) -> bool:
    """Whether `after` is `before` with slips put right. `used`: in how many labels each word stands."""
    old, new = WORDS.findall(before.casefold()), WORDS.findall(after.casefold())
    if set(old) & SENSE != set(new) & SENSE or not new:
        return False
    if "".join(old) == "".join(new):
        return True
    return len(old) == len(new) and all(_same_word(a, b, used) for a, b in zip(old, new, strict=True))


def _same_word(old: str, new: str, used: Mapping[str, int]) -> bool:
    if old == new:
        return True
    if {old, new} & SENSE or any(each.isdigit() for each in old + new):
        return False
    if old[0] != new[0] or (used.get(old, 0) > 1 and new in used):
        return False
    return _distance(old, new) <= (2 if min(len(old), len(new)) >= LONG else 1)


def _distance(old: str, new: str) -> int:
    """Letters put in, left out or changed; two neighbours that changed places count as one."""
    for at in range(min(len(old), len(new)) - 1):
        if old[:at] + old[at + 1] + old[at] + old[at + 2 :] == new:
            return 1
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in steps if kind != "equal")


def _labels(document: Document) -> Iterator[tuple[str, str]]:
    for page in document.pages:
        yield f"page.{page.code}.title", page.title
        if page.intro:
            yield f"page.{page.code}.intro", page.intro
        for question in page.questions:
            yield from _labels_of(question)


def _labels_of(question: Question) -> Iterator[tuple[str, str]]:
    for name in LABELS:
        words = getattr(question, name, "")
        if words:
            yield f"question.{question.code}.{name}", words
    for part, options in _lists(question):
        for option in options:
            yield f"question.{question.code}.{part}.{option.code}", option.words


def _lists(question: Question) -> Iterator[tuple[str, tuple[Option, ...]]]:
    """Its rows and answers; wards are called what they are called."""
    for part in ("rows", "options") if question.kind not in (Kind.WARD, Kind.PLACE) else ():
        yield part, getattr(question, part, ())


def _page(page: Page, wanted: Mapping[str, str]) -> Page:
    return replace(
        page,
        title=wanted.get(f"page.{page.code}.title", page.title),
        intro=wanted.get(f"page.{page.code}.intro", page.intro),
        questions=tuple(_question(each, wanted) for each in page.questions),
    )


def _question(question: Question, wanted: Mapping[str, str]) -> Question:
    start = f"question.{question.code}"
    changes: dict[str, Any] = {
        name: wanted[f"{start}.{name}"]
        for name in LABELS
        if f"{start}.{name}" in wanted and hasattr(question, name)
    }
    for part, options in _lists(question):
        if options:
            changes[part] = tuple(
                replace(each, words=wanted.get(f"{start}.{part}.{each.code}", each.words)) for each in options
            )
    return replace(question, **changes)
