"""What officers see of a case: a line of the list, or the opened case; frozen, no table rows."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.adapters.seal import Opener, from_bytes
from portal.contact.clocks import Clock
from portal.contact.models import ContactCase, ContactMessage, ContactStep
from portal.contact.rules import ENDED, OPEN, Kind, Risk, State, Verb, Want


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line. Codes only: nothing in it was typed by the writer."""

    id: str
    kind: Kind
    state: State
    risk: Risk
    flags: tuple[str, ...]
    wants: tuple[Want, ...]
    agency: str
    received_on: date
    due_at: datetime
    late: bool
    message_waiting: bool
    extended: bool
    version: int
    lead_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """An opened text, how to reach its writer (may be empty), and the day it was written."""

    text: str
    contact: str
    written_on: date


@dataclass(frozen=True, slots=True)
class PastStep:
    """One earlier step; `letter` is empty where it sent none. Who took it stands in the ledger."""

    version: int
    verb: Verb
    done_on: date
    reason: str
    letter: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as the officer who deals with it sees it."""

    line: Waiting
    original: Words
    added: tuple[Words, ...]
    steps: tuple[PastStep, ...]
    copy: str | None
    answer: str | None
    code: str
    clock: Clock
    acknowledged_on: date | None
    ended_on: date | None
    verbs: tuple[Verb, ...]


def line_of(row: ContactCase, now: datetime) -> Waiting:
    open_now = State(row.state) in OPEN or row.message_waiting
    return Waiting(
        id=row.id,
        kind=Kind(row.kind),
        state=State(row.state),
        risk=Risk(row.risk),
        flags=tuple(row.flags.split()),
        wants=tuple(Want(want) for want in row.wants.split()),
        agency=row.agency,
        received_on=row.received_on,
        due_at=row.due_at,
        late=open_now and now > row.due_at,
        message_waiting=row.message_waiting,
        extended=row.extended,
        version=row.version,
        lead_by=row.lead_by,
    )


def words_of(opener: Opener, row: ContactCase | ContactMessage, written_on: date) -> Words:
    value = from_bytes(opener.open(row.sealed_working))
    return Words(value["text"], value["contact"], written_on)


def step_of(opener: Opener, row: ContactStep) -> PastStep:
    letter = from_bytes(opener.open(row.letter_working))["text"] if row.letter_working else ""
    return PastStep(row.version, Verb(row.verb), row.done_on, row.reason, letter)


def has_ended(row: ContactCase) -> bool:
    """Whether nothing is left to do and the time of keeping runs."""
    return State(row.state) in ENDED
