"""What an officer sees of a report: a line of the queue, or the opened report; frozen, no table rows."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.adapters.seal import from_bytes
from portal.concerns.models import Concern
from portal.concerns.report import Connection, HowMuch, Impact, Unsafe, unsafe_of
from portal.concerns.rules import DeclineCode, Risk, State, Verb
from portal.concerns.safeguarding import Told
from portal.core.queue import Position
from portal.core.redaction import Taken


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue. Codes only: nothing in it was typed by the writer."""

    id: str
    topic: str
    subtopic: str
    area: str | None
    ward: str
    state: State
    risk: Risk
    flags: tuple[str, ...]
    received_on: date
    due_at: datetime
    late: bool
    message_waiting: bool
    version: int
    second_for: str | None = None
    lead_by: datetime | None = None
    released: bool = False

    @property
    def place(self) -> Position:
        """Where it stands on the list."""
        return Position(self.risk is Risk.HIGH, self.due_at, self.id)


@dataclass(frozen=True, slots=True)
class Words:
    """An opened text: what was typed, the exact point (None where a ward was chosen), and when.

    `detail` is what the writer added to find the place: a lamp number, a beach hut; mostly empty. `answers`:
    whether an officer had asked.
    """

    text: str
    lat: float | None
    lon: float | None
    written_on: date | None
    detail: str = ""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One earlier decision with its reason; who decided stands in the ledger."""

    version: int
    verb: Verb
    reason: str
    taken_out: tuple[Taken, ...] = ()
    waited: bool = False


@dataclass(frozen=True, slots=True)
class Ticks:
    """What the writer ticked after the text; empty and None where it was left out."""

    unsafe: tuple[Unsafe, ...]
    impact: Impact
    connection: Connection | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as the officer who decides sees it. `original` is None once it was deleted."""

    line: Waiting
    happened: str
    how_often: str
    time_of_day: str
    happened_before: str
    ticks: Ticks
    original: Words | None
    corrections: tuple[Words, ...]
    sanitised: str | None
    theme: str | None
    decline_code: DeclineCode | None
    decisions: tuple[PastDecision, ...]
    verbs: tuple[Verb, ...]
    told: tuple[Told, ...] = ()
    duplicate_of: str | None = None
    put_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What an officer puts right; None leaves a value as it is. A new ward takes the map area away.

    An empty `area` means the ward and nothing finer.
    """

    topic: str | None = None
    subtopic: str | None = None
    ward: str | None = None
    area: str | None = None


def words_of(plain: bytes, written_on: date | None, *, answers: bool = False) -> Words:
    value = from_bytes(plain)
    return Words(value["text"], value["lat"], value["lon"], written_on, value.get("detail", ""), answers)


def ticks_of(row: Concern) -> Ticks:
    bands = (row.impact_people, row.impact_community, row.impact_environment)
    return Ticks(
        unsafe=unsafe_of(row.unsafe),
        impact=Impact(*(HowMuch(band) if band else None for band in bands)),
        connection=Connection(row.connection) if row.connection else None,
    )


def line_of(row: Concern, now: datetime) -> Waiting:
    return Waiting(
        id=row.id,
        topic=row.topic,
        subtopic=row.subtopic,
        area=row.area,
        ward=row.ward,
        state=State(row.state),
        risk=Risk(row.risk),
        flags=tuple(row.flags.split()),
        received_on=row.received_on,
        due_at=row.due_at,
        late=now > row.due_at,
        message_waiting=row.message_waiting,
        version=row.version,
        second_for=row.second_for,
        lead_by=row.lead_by,
        released=row.release_id is not None,
    )
