"""A language as it is offered: its phrases, and who answers for them. Pure, over a file that was read.

Refuses a language without a person or an organisation who translated it, another who checked it, and the day;
a phrase that does not follow the grammar; and a translation with other tags or values than its source.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from portal.adapters.translations import CHECKED_ON, CHECKER, TRANSLATOR, Entry, Language, Translations
from portal.web.languages import phrases
from portal.web.languages.fitting import Sentences
from portal.web.languages.phrases import BrokenPhrase, Phrase

LONGEST_NAME = 120  # signs of a name in the head of a page
ADDRESS = re.compile(r"\s*<[^>]*>")
NOBODY = frozenset({"", "full name", "name", "anonymous", "unknown", "automatically generated", "nobody"})
MACHINE = re.compile(r"machine|automat|\btranslate\b|language model|\bbot\b|artificial", re.I)
"""What a file says of itself that no person translated."""


@dataclass(frozen=True)
class Catalogue:
    """A language, who answers for it, and its phrases by their source."""

    language: Language
    translated_by: str
    checked_by: str
    checked_on: date
    said: Mapping[str, Phrase] = field(repr=False)

    def has_all(self, wanted: frozenset[str]) -> bool:
        """Whether every one of these phrases is translated."""
        return wanted <= self.said.keys()

    @cached_property
    def sentences(self) -> Sentences:
        """Its phrases that hold values, made ready when the first page asks for one."""
        return Sentences(self.said)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file came to: a catalogue, or the faults that stop it, each in a sentence."""

    catalogue: Catalogue | None
    faults: tuple[str, ...]


def opened(language: Language, read: Translations) -> Opened:
    """The catalogue of a file, unless something in it is at fault."""
    names = {key: ADDRESS.sub("", read.header.get(key, "")).strip() for key in (TRANSLATOR, CHECKER)}
    day, faults = _who(read, names)
    said: dict[str, Phrase] = {}
    for entry in read.entries:
        if not entry.said.strip() or entry.unsure:
            continue
        try:
            said[phrases.tidy(entry.source)] = _checked(entry)
        except BrokenPhrase as broken:
            faults.append(f"line {entry.line}: {broken.words}: {entry.said[:60]!r}")
    if faults or day is None:
        return Opened(None, tuple(faults))
    return Opened(Catalogue(language, names[TRANSLATOR], names[CHECKER], day, said), ())


def joined(first: Catalogue | None, second: Catalogue | None) -> Catalogue | None:
    """Both as one: what the second says goes before, and everybody who answers for either is named."""
    if first is None or second is None:
        return first or second
    return Catalogue(
        first.language,
        _both(first.translated_by, second.translated_by),
        _both(first.checked_by, second.checked_by),
        min(first.checked_on, second.checked_on),
        {**first.said, **second.said},
    )


def _both(first: str, second: str) -> str:
    return first if first == second else f"{first}; {second}"


def _who(read: Translations, names: Mapping[str, str]) -> tuple[date | None, list[str]]:
    faults = []
    for key, what in ((TRANSLATOR, "who translated it"), (CHECKER, "who checked it")):
        if names[key].lower() in NOBODY:
            faults.append(f"{key}: say {what}, a person or an organisation")
        elif MACHINE.search(names[key]):
            faults.append(f"{key}: “{names[key]}” is not a person or an organisation")
        elif len(names[key]) > LONGEST_NAME:
            faults.append(f"{key}: use {LONGEST_NAME} signs or fewer")
    if names[TRANSLATOR] and names[TRANSLATOR].lower() == names[CHECKER].lower():
        faults.append(f"{CHECKER}: somebody else than the translator has to check it")
    try:
        return date.fromisoformat(read.header.get(CHECKED_ON, "")), faults
    except ValueError:
        return None, [*faults, f"{CHECKED_ON}: write the day it was checked, such as 2026-11-20"]


def _checked(entry: Entry) -> Phrase:
    """What an entry says. Raises `BrokenPhrase`."""
    source, said = phrases.read(phrases.tidy(entry.source)), phrases.read(phrases.tidy(entry.said))
    differs = phrases.difference(source, said)
    if differs:
        raise BrokenPhrase(words=differs)
    return said
