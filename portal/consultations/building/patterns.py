"""Questionnaires to start from, as files: the same for every partnership, filled with what is its own.

A file holds pages of questions, and lists of answers that several questions share. The lists `wards`,
`families` and `priorities` come from the partnership; who somebody is stands before and behind in each.
Refuses a file that makes no questionnaire.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from portal.consultations.questions.base import Kind, Option
from portal.consultations.questions.registry import Document, document_from_json
from portal.consultations.shipped import about_you, answers_of_the_area, nothing_asked_yet
from portal.partnership.queries import PrioritiesView
from portal.partnership.rules import Partnership

FOLDER = Path(__file__).parent / "shipped"
AREA = "{area}"
"""Stands in a file where the area's name belongs."""

LISTS = ("options", "rows")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One questionnaire to start from: its name, what it is for, and its pages as the file says them."""

    code: str
    name: str
    words: str
    pages: tuple[Mapping[str, Any], ...]
    lists: Mapping[str, Mapping[str, str]]

    def document(self, partnership: Partnership, priorities: PrioritiesView | None) -> Document:
        """The questionnaire for this partnership; without priorities, kinds of concern stand for them."""
        given = _lists(partnership, priorities)
        known = given | {name: _options(pairs) for name, pairs in self.lists.items()}
        pages = [_page(page, known, partnership.area_name) for page in self.pages]
        asked = document_from_json({"pages": pages}).pages
        return Document((*nothing_asked_yet(partnership).pages, *asked, about_you()))


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every questionnaire that is shipped, by the name of its file."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _read(path: Path) -> Pattern:
    with path.open("rb") as file:
        stored = tomllib.load(file)
    pages = tuple(stored["pages"])
    return Pattern(path.stem, stored["name"], stored["words"], pages, stored.get("lists", {}))


def _options(pairs: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(code, words) for code, words in pairs.items())


def _lists(partnership: Partnership, priorities: PrioritiesView | None) -> dict[str, tuple[Option, ...]]:
    area = answers_of_the_area(partnership)
    families = tuple(Option(each.code, each.name) for each in partnership.families)
    first = tuple(Option(each.code, each.name) for each in priorities.priorities) if priorities else families
    return {"wards": area[Kind.WARD], "families": families, "priorities": first}


def _page(page: Mapping[str, Any], lists: Mapping[str, tuple[Option, ...]], area: str) -> dict[str, Any]:
    questions = [_question(each, lists, area) for each in page["questions"]]
    filled = {name: _filled(value, area) for name, value in page.items() if name != "questions"}
    return {"intro": "", **filled, "questions": questions}


def _question(
    stored: Mapping[str, Any], lists: Mapping[str, tuple[Option, ...]], area: str
) -> dict[str, Any]:
    filled = {name: _filled(value, area) for name, value in stored.items()}
    for name in LISTS:
        if name in filled:
            options = lists[stored[name]]
            filled[name] = [
                {"code": each.code, "words": _filled(each.words, area), "stays": each.stays}
                for each in options
            ]
    return filled


def _filled(value: Any, area: str) -> Any:
    return value.replace(AREA, area) if isinstance(value, str) else value
