"""Reports of concerns, as the one queue sees them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.adapters.seal import Opener
from portal.concerns import desk, queue
from portal.concerns.opened import Opened, Waiting, Words
from portal.concerns.rules import CORRECTED, LEADS_ONLY, SURGE, Decision, DeclineCode, Risk, State, Verb
from portal.core.errors import NotFound
from portal.core.queue import Position, Wanted
from portal.moderation import rules
from portal.moderation.concern_ticks import tick_facts
from portal.moderation.desks import Item, Past, Text, text_of
from portal.moderation.rules import Choice, Line, Sign
from portal.partnership.rules import Partnership
from portal.web.filters import day, month

ROOM = (State.ESCALATED,)
OFFICERS = (State.HELD,)

VERBS = {
    Verb.COUNT: "Count it: the figures take it in, your copy is kept for analysts",
    Verb.DECLINE: "Decline it: it is left out of the figures, for one of the listed reasons",
    Verb.ESCALATE: "Escalate it: only safeguarding leads see it from now on",
    Verb.RETURN: "Return it to the officers’ queue",
    Verb.COUNT_AS_ESCALATED: "Dealt with: count it as escalated, and nothing more",
    Verb.REOPEN: "Take the last decision back",
}
CODES = {
    DeclineCode.NOT_OURS: "It belongs to somebody else, who was named to the writer",
    DeclineCode.UNCLEAR: "It cannot be understood",
    DeclineCode.ONE_PERSON: "It is about one person and nothing else",
    DeclineCode.ABUSIVE: "It is abusive",
    DeclineCode.BEFORE_A_COURT: "It is before a court",
    DeclineCode.SAME_AGAIN: "The same writer sent it before",
    DeclineCode.TEST: "It was a test",
}
TOGETHER = (DeclineCode.SAME_AGAIN, DeclineCode.TEST, DeclineCode.ABUSIVE, DeclineCode.NOT_OURS)
"""Reasons that many reports of one topic may share."""

BANDS = {
    "right-now": "Right now",
    "today": "Today",
    "this-week": "This week",
    "this-month": "This month",
    "longer": "Longer ago",
    "once": "Once",
    "a-few-times": "A few times",
    "most-weeks": "Most weeks",
    "most-days": "Most days",
    "morning": "Mornings",
    "afternoon": "Afternoons",
    "evening": "Evenings",
    "night": "At night",
    "any-time": "Any time",
    "first-time": "For the first time",
    "to-me": "Before, to the writer",
    "to-others": "Before, to others",
    "to-me-and-others": "Before, to the writer and to others",
    "not-sure": "Not sure",
}


@dataclass(frozen=True, slots=True)
class ConcernDesk:
    """The desk of the concerns slice."""

    code: str = "concerns"
    name: str = "Concerns"
    noun: str = "concern"
    all_verbs: tuple[tuple[str, str], ...] = tuple((verb.value, words) for verb, words in VERBS.items())
    all_codes: tuple[tuple[str, str], ...] = tuple((code.value, words) for code, words in CODES.items())
    declined_together: tuple[tuple[str, str], ...] = tuple((code.value, CODES[code]) for code in TOGETHER)

    def waiting(
        self,
        session: Session,
        *,
        partnership: Partnership,
        room: bool,
        wanted: Wanted,
        after: Position | None,
        now: datetime,
    ) -> list[Line]:
        """Reports that wait, in the order of the queue."""
        states = ROOM if room else OFFICERS
        found = queue.waiting(session, now=now, states=states, wanted=wanted, after=after)
        return [_line(row, partnership) for row in found]

    def count(self, session: Session, *, room: bool, wanted: Wanted, now: datetime) -> int:
        """How many reports wait."""
        return queue.count_waiting(session, now=now, states=ROOM if room else OFFICERS, wanted=wanted)

    def look(
        self, session: Session, item_id: str, *, partnership: Partnership, room: bool, now: datetime
    ) -> Line:
        """One report without its words. Raises `NotFound`."""
        found = desk.look(session, item_id, now=now)
        if (found.state in LEADS_ONLY) != room:
            raise NotFound(kind="concern", value=item_id)
        return _line(found, partnership)

    def open(
        self,
        session: Session,
        item_id: str,
        *,
        partnership: Partnership,
        opener: Opener,
        actor_id: str,
        now: datetime,
    ) -> Item:
        """One report with its words. Raises `NotFound`, `CannotOpen`."""
        found = desk.open(session, item_id, opener=opener, actor_id=actor_id, now=now)
        return Item(
            line=_line(found.line, partnership),
            facts=_facts(found, partnership),
            texts=_texts(found),
            copy=found.sanitised,
            past=tuple(Past(VERBS[each.verb].split(":")[0], each.reason) for each in found.decisions),
            verbs=tuple((verb.value, VERBS[verb]) for verb in found.verbs),
            codes=self.all_codes,
        )

    def may_undo(self, session: Session, item_id: str, *, now: datetime) -> bool:
        """Whether the last decision can still be taken back. Raises `NotFound`."""
        return desk.may_undo(session, item_id)

    def decide(self, session: Session, item_id: str, choice: Choice, *, actor_id: str, now: datetime) -> None:
        """Decide. Raises `Stale`, `CopyMissing`, `CopyPointsToSomebody` and what the desk raises."""
        verb = Verb(choice.verb)
        code = DeclineCode(choice.code) if verb is Verb.DECLINE and choice.code else None
        copy = rules.check_copy(choice.copy) if verb is Verb.COUNT else None
        desk.decide(
            session,
            item_id,
            Decision(verb, code),
            seen_version=choice.seen_version,
            actor_id=actor_id,
            reason=choice.reason,
            sanitised=copy,
            now=now,
        )


def _line(row: Waiting, partnership: Partnership) -> Line:
    topic = partnership.topic(row.topic)
    return Line(
        desk="concerns",
        id=row.id,
        what=f"Concern: {partnership.subtopic(row.subtopic).name or topic.name}",
        where=partnership.ward(row.ward).name,
        signs=_signs(row),
        high=row.risk is Risk.HIGH,
        due_at=row.due_at,
        late=row.late,
        version=row.version,
        alike=row.topic if row.state is State.HELD and not row.message_waiting else "",
        surge=SURGE in row.flags,
    )


def _signs(row: Waiting) -> tuple[Sign, ...]:
    signs = []
    if any(flag.startswith("danger:") for flag in row.flags):
        signs.append(Sign("danger", "danger words"))
    details = sum(flag.startswith("detail:") for flag in row.flags)
    if details:
        signs.append(Sign("", f"{details} kind{'s' if details > 1 else ''} of personal detail"))
    if CORRECTED in row.flags or row.message_waiting:
        signs.append(Sign("", "the writer added something"))
    if SURGE in row.flags:
        signs.append(Sign("quiet", "part of a surge"))
    return tuple(signs)


def _facts(found: Opened, partnership: Partnership) -> tuple[tuple[str, str], ...]:
    line = found.line
    held = line.state in (State.HELD, State.ESCALATED)
    return (
        ("Topic", f"{partnership.topic(line.topic).name}: {partnership.subtopic(line.subtopic).name}"),
        ("Ward", partnership.ward(line.ward).name),
        ("Happened", BANDS[found.happened]),
        ("How often", BANDS[found.how_often]),
        ("Time of day", BANDS[found.time_of_day]),
        ("Before", BANDS[found.happened_before]),
        *tick_facts(found.ticks),
        ("Received", day(line.received_on) if held else month(line.received_on)),
        *_point(found.original),
    )


def _texts(found: Opened) -> tuple[Text, ...]:
    first = (text_of("What was written", found.original.text),) if found.original else ()
    return (*first, *(text_of(_when(each), _with_detail(each)) for each in found.corrections))


def _with_detail(words: Words) -> str:
    return f"{words.text}\n\nTo find it: {words.detail}" if words.detail else words.text


def _when(words: Words) -> str:
    return f"Added on {day(words.written_on)}" if words.written_on else "Added"


def _point(words: Words | None) -> tuple[tuple[str, str], ...]:
    """What is sealed about the place: the point, and what the writer added to find it."""
    if words is None:
        return ()
    told = (("To find it, for your eyes only", words.detail),) if words.detail else ()
    if words.lat is None or words.lon is None:
        return told
    return (*told, ("Exact point, for your eyes only", f"{words.lat:.5f}, {words.lon:.5f}"))
