"""What holds in a group's room: who may be there, what makes a quorum, what may leave, how things move.

Need to know comes first: a group reads its own room and nobody else's. Refuses words that are missing, too
long or point to a person, a step that is not in a table, a meeting closed before its day, and the re-use of
what another agency told before that agency said yes.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time

from portal.core.actors import Actor, Role
from portal.core.errors import DomainError, MoveNotAllowed
from portal.core.words import details
from portal.meetings.kinds import REPRESENTED, ActionState, Agreement, MeetingState, Presence, Source

MAX_TITLE = 160  # characters: a line of an agenda
MAX_WORDS = 2000  # characters of a paper, a decision, an action, an update
MAX_PLACE = 200  # characters: where people meet
MAX_POST = 100  # characters: a service, or a post that speaks for it
MAX_PART = 6000  # characters of one part of a quarterly brief
FIRST_YEAR, LAST_YEAR = 2000, 2099  # years that a day of a group can lie in
ID = re.compile(r"[a-z2-7]{26}", re.ASCII)


class WordsMissing(DomainError):
    """`.part` is empty."""

    code = "room-words-missing"
    part: str


class WordsTooLong(DomainError):
    """`.part` has more than `.most` characters."""

    code = "room-words-too-long"
    part: str
    most: int


class PointsToSomebody(DomainError):
    """`.part` holds what looks like a personal detail."""

    code = "room-points-to-somebody"
    part: str


class TimeUnknown(DomainError):
    """The time is not written like 10:00 or 2:30pm."""

    code = "room-time-unknown"
    part = "starts"


class NotYet(DomainError):
    """The day of the meeting is still to come."""

    code = "room-not-yet"


class NobodyNoted(DomainError):
    """Nobody noted yet who came."""

    code = "room-nobody-noted"


class NeedsSource(DomainError):
    """Another agency told this, and has not said yes to its re-use."""

    code = "room-needs-source"
    agency: str


class DayInFuture(DomainError):
    """The day is still to come."""

    code = "room-day-in-future"
    part = "on"


class DayOutOfReach(DomainError):
    """The day lies before `FIRST_YEAR` or after `LAST_YEAR`: a slip of the hand."""

    code = "room-day-out-of-reach"
    part: str


class NobodyAbove(DomainError):
    """No group stands above this one."""

    code = "room-nobody-above"


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """What a chair writes about a meeting; `held_on` a day of London, `starts` like 10:00."""

    held_on: date
    starts: str
    place: str
    public: bool
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What stands on an agenda. `approved`: who at the source agency said yes to re-use; empty until then.

    `public_title`: the title the chair releases for everybody; empty while nobody outside reads of it.
    """

    title: str
    paper: str = ""
    closed: bool = False
    source: Source = Source.OWN
    source_id: str = ""
    source_agency: str = ""
    approved: str = ""
    note: str = ""
    public_title: str = ""


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What is to be done, by which service (a code), by when."""

    what: str
    owner: str
    due_on: date
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A standing service with its posts; accounts are ids or empty. `code` is the service's name, folded.

    `version`: how often it was changed when somebody last looked.
    """

    code: str
    service: str
    representative: str = ""
    deputy: str = ""
    representative_account: str = ""
    deputy_account: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of the standing services came, or sent a deputy. `needed` is None where no rule is kept."""

    there: int
    of: int
    needed: int | None

    @property
    def quorate(self) -> bool | None:
        """Whether the group could decide; None where no rule is kept."""
        return None if self.needed is None else self.there >= self.needed


def reads(actor: Actor, group: str, tops: Collection[str]) -> bool:
    """Need to know. `tops`: the groups at the head of the partnership, which the Executive reads."""
    return group in readable(actor, tops)


def readable(actor: Actor, tops: Collection[str]) -> frozenset[str]:
    """The groups whose rooms this person may enter."""
    return actor.groups | frozenset(tops if Role.EXECUTIVE in actor.roles else ())


def runs(actor: Actor, group: str) -> bool:
    """Whether this person chairs the group."""
    return Role.GROUP_CHAIR in actor.roles and group in actor.groups


def reads_brief(actor: Actor, group: str, *, signed: bool) -> bool:
    """The Executive reads every brief that was signed off; the group its own, drafts too."""
    return group in actor.groups or (signed and Role.EXECUTIVE in actor.roles)


def clean(part: str, text: str, most: int, *, needed: bool = True, plain: bool = True) -> str:
    """The text stripped; `plain` refuses what looks like a personal detail.

    Raises `WordsMissing`, `WordsTooLong`, `PointsToSomebody`.
    """
    kept = text.strip()
    if needed and not kept:
        raise WordsMissing(part=part)
    if len(kept) > most:
        raise WordsTooLong(part=part, most=most)
    if plain and details(kept):
        raise PointsToSomebody(part=part)
    return kept


def accept_meeting(words: MeetingWords) -> MeetingWords:
    """The words in order.

    Raises `DayOutOfReach`, `TimeUnknown`, `WordsMissing`, `WordsTooLong`, `PointsToSomebody`.
    """
    return MeetingWords(
        within("held_on", words.held_on),
        clock(words.starts),
        clean("place", words.place, MAX_PLACE, plain=False),
        words.public,
        clean("notes", words.notes, MAX_WORDS, needed=False),
    )


def clock(text: str) -> str:
    """A time of day as 24-hour text: "2.30 pm" is 14:30. Raises `TimeUnknown`."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", text.strip().lower(), re.ASCII)
    if found is None:
        raise TimeUnknown(text=text)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        raise TimeUnknown(text=text)
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    if hour > 23 or minute > 59:
        raise TimeUnknown(text=text)
    return f"{time(hour, minute):%H:%M}"


def accept_item(words: ItemWords) -> ItemWords:
    """The words in order. Raises `WordsMissing`, `WordsTooLong`, `PointsToSomebody`."""
    return ItemWords(
        clean("title", " ".join(words.title.split()), MAX_TITLE),
        clean("paper", words.paper, MAX_WORDS, needed=False),
        words.closed,
        words.source,
        words.source_id,
        clean("source_agency", words.source_agency, MAX_POST, needed=False, plain=False),
        clean("approved", words.approved, MAX_POST, needed=False, plain=False),
        clean("note", words.note, MAX_WORDS, needed=False),
        clean("public_title", " ".join(words.public_title.split()), MAX_TITLE, needed=False),
    )


def may_leave(*, closed: bool, source_agency: str, approved: bool) -> bool:
    """Whether an item may be read outside the room: open, and nobody else's without their yes (7.1d)."""
    return not closed and (approved or not source_agency)


def check_source(agency: str, *, approved: bool) -> None:
    """Raise `NeedsSource` where another agency's yes is missing."""
    if agency and not approved:
        raise NeedsSource(agency=agency)


def quorum(came: Iterable[Presence], needed: int | None) -> Quorum:
    """Who came, counted by service."""
    noted = list(came)
    return Quorum(sum(each in REPRESENTED for each in noted), len(noted), needed)


def agreement_of(came: Presence | None) -> Agreement:
    """A service that was there agreed by taking part; one that was not is asked first."""
    return Agreement.AGREED if came in REPRESENTED else Agreement.WAITING


def check_held(state: MeetingState, held_on: date, *, today: date, noted: bool) -> None:
    """Whether a meeting may be closed now. Raises `MoveNotAllowed`, `NotYet`, `NobodyNoted`."""
    if state is not MeetingState.PLANNED:
        raise MoveNotAllowed(state=state, verb="hold")
    if held_on > today:
        raise NotYet(on=held_on)
    if not noted:
        raise NobodyNoted()


def settled(state: ActionState, wanted: ActionState) -> ActionState:
    """The state after a step: an open action is done or dropped, and may be taken up again.

    Raises `MoveNotAllowed`.
    """
    if (state is ActionState.OPEN) == (wanted is ActionState.OPEN):
        raise MoveNotAllowed(state=state, verb=wanted)
    return wanted


def past(day: date, today: date) -> date:
    """The day, which is not still to come. Raises `DayInFuture`, `DayOutOfReach`."""
    if day > today:
        raise DayInFuture(on=day)
    return within("on", day)


def within(part: str, day: date) -> date:
    """The day, of a year people plan for. Raises `DayOutOfReach`."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayOutOfReach(part=part, on=day)
    return day
