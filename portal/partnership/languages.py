"""Finds the translations a partnership offers: those that came with the portal, and its own beside its files.

Refuses to offer a language whose file has a fault; the log and `flask languages check` say which.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from portal.adapters.translations import UnreadableTranslations, language, read_translations
from portal.partnership.content import Content
from portal.partnership.rules import Partnership
from portal.settings import ROOT
from portal.web.languages import speaking
from portal.web.languages.catalogue import Catalogue, joined, opened
from portal.web.languages.phrases import tidy

SHIPPED = ROOT / "portal" / "languages"
OWN = "languages"
"""The folder of a partnership's own translations, beside its other files."""

FILE = "messages.po"
TEMPLATE = "messages.pot"
log = logging.getLogger("portal")


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of a language: a catalogue, unless a file has faults (each with its file and line)."""

    tag: str
    catalogue: Catalogue | None
    faults: tuple[str, ...]


def join(app: Flask, partnership: Partnership, folder: Path) -> None:
    """Offer the languages that the partnership names, as far as their files are without a fault."""
    found = [find(tag, folder) for tag in partnership.languages]
    for each in found:
        for fault in each.faults:
            log.error("the language %s is not offered: %s", each.tag, fault)
    speaking.install(app, [each.catalogue for each in found if each.catalogue is not None])


def find(tag: str, folder: Path) -> Found:
    """The translations of one language, the portal's and the partnership's own as one."""
    known = language(tag)
    paths = [path for path in files(tag, folder) if path.is_file()]
    if known is None or not paths:
        return Found(
            tag, None, (f"no {FILE} for it in {SHIPPED.relative_to(ROOT)} or the partnership's folder",)
        )
    made: Catalogue | None = None
    faults: list[str] = []
    for path in paths:
        try:
            there = read_translations(path)
        except UnreadableTranslations as wrong:
            faults.append(f"{path}: {wrong}")
            continue
        if not any(entry.said for entry in there.entries):
            continue
        read = opened(known, there)
        made = joined(made, read.catalogue)
        faults += (f"{path}: {fault}" for fault in read.faults)
    if made is None and not faults:
        faults.append("nothing is translated yet")
    return Found(tag, None if faults else made, tuple(faults))


def files(tag: str, folder: Path) -> tuple[Path, Path]:
    """Where the translations of a language may stand: with the portal, and in the partnership's folder."""
    return SHIPPED / tag / FILE, folder / OWN / tag / FILE


def words_of(partnership: Partnership, content: Content) -> dict[str, set[str]]:
    """The partnership's own words that pages show, with the file each stands in."""
    names = (partnership.name, partnership.short_name, partnership.area_name, partnership.attribution)
    found: dict[str, set[str]] = {}
    for words in names:
        found.setdefault(tidy(words), set()).add("partnership.toml")
    for line in content.helplines:
        for words in (line.name, line.words, line.hours):
            found.setdefault(tidy(words), set()).add("helplines.toml")
    for topic in partnership.topics:
        for words in (topic.name, topic.hint, *(sub.name for sub in topic.subtopics)):
            found.setdefault(tidy(words), set()).add("topics.toml")
    return {words: where for words, where in found.items() if words}
