"""Owns Babel: files of translations in, files for translators out, and what is known about a language.

Says how a language calls itself, which way it is written and how it writes a date; translates nothing itself.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from flask import Flask
from flask_babel import Babel, format_date, format_decimal, format_time

HEADER = re.compile(r'^"([A-Za-z-]+): *(.*?)(?:\\n)?"$', re.M)
LONDON = "Europe/London"
LINE = 100  # signs; a longer phrase is broken

TRANSLATOR, CHECKER, CHECKED_ON = "Last-Translator", "X-Checked-By", "X-Checked-On"
"""Lines of a header that say who answers for a file."""

FIXED = ("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit")


class UnreadableTranslations(Exception):
    """A file of translations cannot be read; its text says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase and what it became; `unsure` where a tool or a translator marked it so."""

    source: str
    said: str
    unsure: bool
    line: int


@dataclass(frozen=True, slots=True)
class Translations:
    """A file of translations: the lines of its header, and its phrases in the order of the file."""

    header: Mapping[str, str]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language as its readers know it; `direction` is `ltr` or `rtl`, as pages say it."""

    tag: str
    name: str
    direction: str


def language(tag: str) -> Language | None:
    """The language of a tag such as `cy` or `pt-BR`; None where nobody wrote down how it writes dates."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    name = locale.get_display_name(locale) or tag
    return Language(tag, name[:1].upper() + name[1:], locale.text_direction)


def read_translations(path: Path) -> Translations:
    """A .po file. Raises `UnreadableTranslations`."""
    try:
        text = path.read_text(encoding="utf-8")
        catalog = read_po(text.splitlines(keepends=True), abort_invalid=True)
    except (OSError, UnicodeError, PoFileError, ValueError) as wrong:
        raise UnreadableTranslations(str(wrong)) from None
    several = [message for message in catalog if message.id and not isinstance(message.id, str)]
    if several:
        raise UnreadableTranslations(
            f"line {several[0].lineno}: forms for one and for many are not used here"
        )
    entries = (
        Entry(str(each.id), str(each.string or ""), each.fuzzy, each.lineno or 0)
        for each in catalog
        if each.id
    )
    begin = re.split(r"\n\s*\n", text, maxsplit=1)[0]
    return Translations(dict(HEADER.findall(begin)), tuple(entries))


def write_translations(
    phrases: Mapping[str, Iterable[str]],
    *,
    tag: str = "",
    header: Mapping[str, str] | None = None,
    entries: Iterable[Entry] = (),
) -> str:
    """A .po file of these phrases, each with its files; `entries` are the translations there are."""
    there = {entry.source: entry for entry in entries}
    catalog = Catalog(fuzzy=False)
    for phrase, files in phrases.items():
        known = there.get(phrase, Entry(phrase, "", False, 0))
        flags = ["fuzzy"] if known.unsure else []
        catalog.add(phrase, known.said, locations=[(name, 0) for name in sorted(files)], flags=flags)
    text = BytesIO()
    write_po(text, catalog, width=LINE, omit_header=True, sort_output=True, include_lineno=False)
    who = {name: (header or {}).get(name, "") for name in (TRANSLATOR, CHECKER, CHECKED_ON)}
    lines = (*FIXED, f"Language: {tag}", *(f"{name}: {value}" for name, value in who.items()))
    begin = 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)
    return f"{begin}\n{text.getvalue().decode('utf-8').strip()}\n"


def written_day(value: date | datetime, form: str = "long") -> str:
    """A day as the language of this request writes it; `form` is a form or a pattern of CLDR."""
    return str(format_date(value, form))


def written_time(value: datetime) -> str:
    """A time of the day in London, as the language of this request writes it."""
    return str(format_time(value, "short"))


def written_number(value: int | float) -> str:
    """A number as the language of this request writes it."""
    return str(format_decimal(value))


def install(app: Flask, chosen: Callable[[], str]) -> None:
    """Let dates follow the language that `chosen()` names, in London time."""
    Babel(
        app,
        default_locale="en_GB",
        default_timezone=LONDON,
        locale_selector=chosen,
        configure_jinja=False,
    )
