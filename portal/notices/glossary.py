"""What words mean: one list, written for everybody, with the terms of the trade for staff.

The words stand in glossary.toml beside this file. Knows no page; refuses nothing, its laws are tests.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("glossary.toml")


@dataclass(frozen=True, slots=True)
class Term:
    """One word. `code` ends its address; `also` are other ways to write it; `see` is a page or empty.

    `hard`: a public page that uses the word leads to what it means.
    """

    code: str
    word: str
    means: str
    also: tuple[str, ...] = ()
    see: str = ""
    staff: bool = False
    hard: bool = False

    @property
    def href(self) -> str:
        """Where the public reads what it means."""
        return f"/glossary#{self.code}"


@cache
def terms() -> tuple[Term, ...]:
    """Every term, by the alphabet."""
    with FILE.open("rb") as file:
        lines = tomllib.load(file)["term"]
    made = (Term(**{**line, "also": tuple(line.get("also", ()))}) for line in lines)
    return tuple(sorted(made, key=lambda term: term.word.casefold()))


def for_everybody() -> tuple[Term, ...]:
    """What the public pages speak of."""
    return tuple(term for term in terms() if not term.staff)


def for_staff() -> tuple[Term, ...]:
    """The terms of the trade, which only staff pages use."""
    return tuple(term for term in terms() if term.staff)
