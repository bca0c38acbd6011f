"""TOML with line numbers, so that a fault can be found by somebody who never saw the code.

Collects faults instead of stopping at the first; a missing value is replaced by an empty one, never guessed.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
HEADING = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\-]+)\s*\]\]?")
KEY = re.compile(r"\s*([A-Za-z0-9_\-]+)\s*=")
AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
FENCE = "+++"  # around the front matter of a Markdown file

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong, where: `file` relative to the partnership's folder, `line` counted from 1."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}"


class BadPartnership(Exception):
    """The folder cannot be used. `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class Faults:
    """The faults found so far in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.found: set[Fault] = set()

    def add(self, file: Path, line: int, words: str) -> None:
        self.found.add(Fault(file.relative_to(self.root).as_posix(), line, words))

    def raise_any(self) -> None:
        """Raises `BadPartnership` when a fault was found."""
        if self.found:
            raise BadPartnership(tuple(sorted(self.found)))


class Table:
    """One table of a TOML file; an accessor that misses something notes a fault and gives an empty value."""

    def __init__(self, file: "TomlText", where: Where, values: dict[str, object]) -> None:
        self.file = file
        self.where = where
        self.values = values
        self.used: set[str] = set()

    def line(self, key: str | None = None) -> int:
        """The line of a key, or of the table where the key is missing."""
        lines = self.file.lines
        own = lines.get(self.where, self.file.offset + 1)
        return own if key is None else lines.get((*self.where, key), own)

    def fault(self, key: str | None, words: str) -> None:
        self.file.faults.add(self.file.path, self.line(key), words)

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text, tidied at both ends. Empty is a fault unless a default is given."""
        if key not in self.values and default is not None:
            self.used.add(key)
            return default
        value = self._value(key, str, "a text in quotes")
        if isinstance(value, str) and not value.strip() and default is None:
            self.fault(key, f"“{key}” is empty")
        return value.strip() if isinstance(value, str) else ""

    def code(self, key: str) -> str:
        """A text of letters, digits and single hyphens."""
        value = self.text(key)
        if value and not CODE.fullmatch(value):
            self.fault(key, f"“{value}” is no code: use letters, digits and hyphens")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...], *, default: str | None = None) -> str:
        """A text of a closed set; its first entry stands in after a fault."""
        value = self.text(key, default=default)
        if value in allowed:
            return value
        if value:
            self.fault(key, f"unknown {key} “{value}”: one of {', '.join(allowed)}")
        return allowed[0]

    def whole(self, key: str, *, least: int = 0) -> int:
        value = self._value(key, int, "a whole number")
        if not isinstance(value, int):
            return least
        if value < least:
            self.fault(key, f"“{key}” is {value}, but must be at least {least}")
        return value

    def number(self, key: str) -> float:
        value = self._value(key, (int, float), "a number")
        return float(value) if isinstance(value, (int, float)) else 0.0

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        if key not in self.values and default is not None:
            self.used.add(key)
            return default
        return self._value(key, bool, "true or false") is True

    def day(self, key: str) -> date:
        value = self._value(key, date, "a date such as 2026-04-01, without quotes")
        return value if isinstance(value, date) else date.min

    def clock(self, key: str) -> time:
        value = self._value(key, time, "a time such as 09:00:00, without quotes")
        return value if isinstance(value, time) else time.min

    def texts(self, key: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        if key not in self.values and default is not None:
            self.used.add(key)
            return default
        value = self._value(key, list, "a list of texts")
        if not isinstance(value, list):
            return ()
        if any(not isinstance(part, str) or not part.strip() for part in value):
            self.fault(key, f"“{key}” must be a list of texts")
            return ()
        return tuple(value)

    def table(self, key: str, *, needed: bool = True) -> "Table | None":
        if key not in self.values and not needed:
            return None
        value = self._value(key, dict, f"a section [{key}]")
        return Table(self.file, (*self.where, key), value if isinstance(value, dict) else {})

    def tables(self, key: str, *, needed: bool = True) -> "Iterator[Table]":
        if key not in self.values and not needed:
            return
        value = self._value(key, list, f"at least one section [[{key}]]")
        for number, each in enumerate(value if isinstance(value, list) else ()):
            if isinstance(each, dict):
                yield Table(self.file, (*self.where, key, number), each)
            else:
                self.fault(key, f"“{key}” must be sections [[{key}]]")

    def finish(self) -> None:
        """Notes a fault for each key that nobody asked for: most are slips of the hand."""
        for key in self.values.keys() - self.used:
            self.fault(key, f"“{key}” is not known here")

    def _value(self, key: str, kind: type | tuple[type, ...], wanted: str) -> object:
        self.used.add(key)
        if key not in self.values:
            if self.file.readable:
                self.fault(None, f"“{key}” is missing")
            return None
        value = self.values[key]
        misfit = isinstance(value, bool) and kind is not bool
        if misfit or not isinstance(value, kind):
            self.fault(key, f"“{key}” must be {wanted}")
            return None
        return value


class TomlText:
    """A TOML text with the line of each table and key; `offset` counts the lines before it in its file."""

    def __init__(self, path: Path, text: str, faults: Faults, *, offset: int = 0) -> None:
        self.path = path
        self.faults = faults
        self.offset = offset
        self.lines = dict(_lines(text, offset))
        self.readable = True
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            values = {}
            self.readable = False
            found = AT_LINE.search(str(fault))
            line = int(found[1]) if found else text.count("\n") + 1
            faults.add(path, line + offset, f"not valid TOML: {AT_LINE.sub('', str(fault))}")
        self.root = Table(self, (), values)


def read_text(path: Path, faults: Faults) -> str | None:
    """A file's text; a missing one or one not in UTF-8 is a fault."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.add(path, 1, "the file is missing")
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        faults.add(path, line, "not written in UTF-8")
    return None


def read_toml(path: Path, faults: Faults) -> Table:
    """The root table of a TOML file."""
    text = read_text(path, faults)
    file = TomlText(path, text or "", faults)
    file.readable = file.readable and text is not None
    return file.root


def read_front_matter(path: Path, faults: Faults) -> tuple[Table, str, int]:
    """The front matter of a Markdown file (between two lines of +++), its body, and the body's first line."""
    text = read_text(path, faults) or ""
    parts = text.split(f"{FENCE}\n", 2)
    if len(parts) != 3 or parts[0].strip():
        if text:
            faults.add(path, 1, "must open with a front matter between two lines of +++")
        empty = TomlText(path, "", faults)
        empty.readable = False
        return empty.root, "", 1
    return TomlText(path, parts[1], faults, offset=1).root, parts[2], parts[1].count("\n") + 3


def _lines(text: str, offset: int) -> Iterator[tuple[Where, int]]:
    """Pairs of path and line, for headings and keys; texts over several lines are passed over."""
    here: Where = ()
    counts: dict[Where, int] = {}
    quoted = False
    for line, words in enumerate(text.splitlines(), start=offset + 1):
        inside, quoted = quoted, quoted ^ (words.count('"""') % 2 == 1)
        if inside:
            continue
        if heading := HEADING.match(words):
            here = _resolve(tuple(heading[2].split(".")), counts)
            if heading[1] == "[[":
                counts[here] = counts.get(here, -1) + 1
                here = (*here, counts[here])
            yield here, line
        elif key := KEY.match(words):
            yield (*here, key[1]), line


def _resolve(names: tuple[str, ...], counts: dict[Where, int]) -> Where:
    """The path of a heading: within an array of tables it means the last one so far."""
    here: Where = ()
    for number, name in enumerate(names, start=1):
        here = (*here, name)
        if number < len(names) and here in counts:
            here = (*here, counts[here])
    return here
