"""Marked words, and every place where a trace of them could lie."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import select, text

from portal.outbox.models import Mail
from portal.web.context import EXTENSION

ADDRESS = "198.51.100.77"
AGENT = "Quillfeather/7.3 (canary)"
REFERRER_WORD = "zephyrmarmalade"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that stands nowhere but in what one person typed."""

    word: str

    @property
    def shapes(self) -> Iterator[bytes]:
        """The word as it might be written down: plain, base64 (three alignments), hex, UTF-16."""
        plain = self.word.encode()
        yield plain
        yield plain.upper()
        yield plain.hex().encode()
        yield self.word.encode("utf-16-le")
        yield self.word.encode("utf-16-be")
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + plain)
            yield whole[4 if shift else 0 : -4]


def lines_of(app: Flask) -> dict[str, bytes]:
    """Every place of a portal on one machine: database, write-ahead log, instance files, outbox."""
    house = app.extensions[EXTENSION]
    folder: Path = house.settings.instance
    found = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with house.database.reading() as session:
        mails = session.scalars(select(Mail)).all()
        found["mail"] = "".join(f"{m.recipient}{m.subject}{m.body}" for m in mails).encode()
        found["values"] = b"".join(dump(session))
    return found


def dump(session) -> Iterator[bytes]:
    """Every value of every table, texts and bytes alike."""
    tables = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    for table in tables:
        for row in session.execute(text(f'SELECT * FROM "{table}"')):
            for value in row:
                yield value if isinstance(value, bytes) else str(value).encode()


def traces(app: Flask, words: list[str], more: dict[str, bytes]) -> list[str]:
    """Where any shape of any word lies, as sentences."""
    places = {**lines_of(app), **more}
    return [
        f"{word!r} as {shape[:12]!r} in {name}"
        for word in words
        for shape in Mark(word).shapes
        for name, body in places.items()
        if shape and shape in body
    ]
