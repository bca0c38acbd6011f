"""All answers as a table for analysts and officers, with its data dictionary, for one of a few purposes.

Holds what was chosen from lists and officers' copies of what was written; never an original, an optional
answer about a person, an id or a moment. Refuses to hand anything out before the close. Each one is in the
ledger with its purpose. Rows come in no order that means anything, and some at a time.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from portal.consultations import rows, rules
from portal.consultations.after.rules import Purpose
from portal.consultations.counting.results import NotClosed
from portal.consultations.counting.settled import channel_words
from portal.consultations.models import Consultation, Response, WrittenAnswer
from portal.consultations.questions.base import Cell, Column, Kind, Question
from portal.consultations.questions.choices import Choosing
from portal.consultations.questions.grids import Matrix, Points
from portal.consultations.questions.measured import Number
from portal.consultations.questions.ranking import NOT_PLACED, Ranking
from portal.consultations.questions.registry import Document
from portal.consultations.rules import Audience, Channel, Phase, ResponseState, State, TextState
from portal.core.errors import NotFound
from portal.ledger.service import record

BATCH = 1000  # answers read at a time

HOW = (
    Column("channel", "How the answers came"),
    Column("audience", "What ties the person to the area"),
    Column("ward", "Ward"),
)
"""Columns before those of the questions."""

AUDIENCES = {
    Audience.RESIDENT: "lives here",
    Audience.WORKER: "works or studies here, lives elsewhere",
    Audience.VISITOR: "visits",
}

DICTIONARY_HEAD = ("Column", "Heading", "Question", "Kind", "Type", "Values")


class Type(StrEnum):
    """What stands in a column."""

    CODE = "code"
    NUMBER = "number"
    WORDS = "words"


class Format(StrEnum):
    """In what shape answers leave."""

    XLSX = "xlsx"
    CSV = "csv"
    DICTIONARY = "dictionary"


@dataclass(frozen=True, slots=True)
class Entry:
    """One column explained; `question` and `kind` are empty for what is no question."""

    column: Column
    question: str
    kind: str
    type: Type
    values: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As a line under `DICTIONARY_HEAD`."""
        return (self.column.name, self.column.heading, self.question, self.kind, self.type, self.values)


@dataclass(frozen=True, slots=True)
class Export:
    """What one export is about; `answers` is how many lines it has."""

    slug: str
    title: str
    entries: tuple[Entry, ...]
    answers: int

    @property
    def head(self) -> tuple[str, ...]:
        """The first line: names for machines."""
        return tuple(entry.column.name for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Offered:
    """A closed consultation that can be exported."""

    slug: str
    title: str
    closed_on: datetime


def offered(session: Session, *, now: datetime) -> tuple[Offered, ...]:
    """What can be exported now, the last to close first."""
    query = select(Consultation).where(
        Consultation.closes_at < now, Consultation.state.not_in((State.DRAFT, State.WITHDRAWN))
    )
    found = session.scalars(query.order_by(Consultation.closes_at.desc(), Consultation.slug))
    return tuple(Offered(each.slug, each.title, each.closes_at) for each in found)


def look(session: Session, slug: str, *, now: datetime) -> Export:
    """What an export would hold. Raises `NotFound`, `NotClosed`."""
    consultation = rows.find(session, slug)
    phase = rules.phase(State(consultation.state), rows.window_of(consultation), now)
    if phase is Phase.HIDDEN:
        raise NotFound(slug=slug)
    if phase is not Phase.CLOSED:
        raise NotClosed(slug=slug)
    sent = select(func.count()).select_from(Response).where(*_sent(consultation.id))
    document = rows.document_of(consultation)
    return Export(slug, consultation.title, entries(document), session.scalar(sent) or 0)


def hand_out(
    session: Session, slug: str, purpose: Purpose, shape: Format, *, actor_id: str, now: datetime
) -> Export:
    """Note in the ledger that it is handed out, and for what. Raises `NotFound`, `NotClosed`."""
    export = look(session, slug, now=now)
    record(
        session,
        actor_id=actor_id,
        action="answers.exported",
        subject=f"consultation:{rows.find(session, slug).id}",
        now=now,
        purpose=str(purpose),
        format=str(shape),
        rows=export.answers if shape is not Format.DICTIONARY else 0,
    )
    return export


def lines(session: Session, slug: str) -> Iterator[tuple[Cell, ...]]:
    """Every sent answer as a line under `Export.head`, some at a time along random ids."""
    consultation = rows.find(session, slug)
    document = rows.document_of(consultation)
    columns = (Response.id, Response.answers, Response.audience, Response.ward, Response.channel)
    after = ""
    while True:
        batch = select(*columns).where(*_sent(consultation.id), Response.id > after)
        found = session.execute(batch.order_by(Response.id).limit(BATCH)).all()
        if not found:
            return
        words = _copies(session, [each.id for each in found])
        for each in found:
            chosen = json.loads(each.answers or "{}")
            how = (each.channel, each.audience, each.ward)
            yield (*how, *cells(document, chosen, words.get(each.id, {})))
        after = found[-1].id


def cells(document: Document, chosen: Mapping[str, object], words: Mapping[str, str]) -> Iterator[Cell]:
    """One respondent's cells under the questions' columns; `words` are officers' copies by their name."""
    for question in document.questions:
        given = iter(question.cells(chosen.get(question.code)) if question.columns() else ())
        for column in question.columns():
            yield words.get(column.name) if column.written else next(given)


def entries(document: Document) -> tuple[Entry, ...]:
    """The data dictionary: every column explained, in order."""
    wards = {
        option.code: option.words
        for question in document.questions
        if isinstance(question, Choosing) and question.kind in (Kind.WARD, Kind.PLACE)
        for option in question.options
    }
    values = (
        _coded({str(each): channel_words(each) for each in Channel}),
        _coded({str(code): words for code, words in AUDIENCES.items()}),
        _coded(wards) or "not asked",
    )
    how = (Entry(column, "", "", Type.CODE, text) for column, text in zip(HOW, values, strict=True))
    asked = (_entry(question, column) for question in document.questions for column in question.columns())
    return (*how, *asked)


def _entry(question: Question, column: Column) -> Entry:
    kind, values = VALUES[question.kind](question, column)
    if column.written:
        kind, values = Type.WORDS, "an officer’s copy without personal details; empty where none is cleared"
    return Entry(column, question.title, question.kind, kind, values)


def _coded(pairs: Mapping[str, str]) -> str:
    return "; ".join(f"{code} = {words}" for code, words in pairs.items())


Explained = tuple[Type, str]


def _one(question: Question, column: Column) -> Explained:
    return Type.CODE, _coded(dict(question.possible))


def _ticks(question: Question, column: Column) -> Explained:
    return Type.NUMBER, "1 = ticked; 0 = not ticked; empty = question not answered"


def _ranked(question: Question, column: Column) -> Explained:
    assert isinstance(question, Ranking)
    return Type.NUMBER, f"place from 1 to {question.places}; {NOT_PLACED} = not a priority; empty = left out"


def _matrix(question: Question, column: Column) -> Explained:
    assert isinstance(question, Matrix)
    row = column.name.partition(".")[2]
    return Type.CODE, _coded({step.code: step.words for step in question.steps(row)})


def _points(question: Question, column: Column) -> Explained:
    assert isinstance(question, Points)
    return Type.NUMBER, f"points given, 0 to {question.total:,}; empty = question not answered"


def _number(question: Question, column: Column) -> Explained:
    assert isinstance(question, Number)
    return Type.NUMBER, f"whole number from {question.least:,} to {question.most:,} {question.unit}".rstrip()


def _month(question: Question, column: Column) -> Explained:
    return Type.CODE, "month as 2026-03; the day is not kept"


def _place(question: Question, column: Column) -> Explained:
    if column.name.endswith(".area"):
        return Type.CODE, "map area, as published with the map; empty where only the ward is known"
    assert isinstance(question, Choosing)
    return Type.CODE, _coded({option.code: option.words for option in question.options})


def _words(question: Question, column: Column) -> Explained:
    return Type.WORDS, ""


VALUES: dict[Kind, Callable[[Question, Column], Explained]] = {
    Kind.RELATION: _ticks,
    Kind.WARD: _one,
    Kind.PLACE: _place,
    Kind.RANKING: _ranked,
    Kind.RATING: _one,
    Kind.MATRIX: _matrix,
    Kind.ONE_CHOICE: _one,
    Kind.SEVERAL: _ticks,
    Kind.POINTS: _points,
    Kind.NUMBER: _number,
    Kind.DATE: _month,
    Kind.SHORT_TEXT: _words,
    Kind.LONG_TEXT: _words,
}
"""What stands in a column of each kind; statements and optional questions have none."""


def _sent(consultation_id: str) -> tuple[ColumnElement[bool], ...]:
    return (Response.consultation_id == consultation_id, Response.state == ResponseState.SENT)


def _copies(session: Session, ids: list[str]) -> dict[str, dict[str, str]]:
    """Officers' copies by answer and question; what waits, was declined or escalated is not asked for."""
    query = select(WrittenAnswer.response_id, WrittenAnswer.question, WrittenAnswer.sanitised).where(
        WrittenAnswer.response_id.in_(ids), WrittenAnswer.state == TextState.CLEARED
    )
    found: dict[str, dict[str, str]] = {}
    for response, question, copy in session.execute(query):
        if copy:
            found.setdefault(response, {})[question] = copy
    return found
