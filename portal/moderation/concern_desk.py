"""Reports of concerns, as the one queue sees them."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal.adapters.seal import Opener
from portal.concerns import desk, queue, safeguarding, same_event, themes
from portal.concerns.opened import Opened, Waiting
from portal.concerns.rules import LEADS_ONLY, SURGE, Decision, DeclineCode, Risk, State, Verb
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.leads import open_to_officers
from portal.core.queue import Position, Wanted
from portal.moderation import concern_words as words
from portal.moderation import rules
from portal.moderation.concern_words import CODES, TOGETHER, VERBS
from portal.moderation.desks import Beside, Item
from portal.moderation.rules import Choice, Line
from portal.partnership.rules import Partnership

ROOM = (State.ESCALATED,)
OFFICERS = (State.HELD,)


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
        return [_line(row, partnership, now) for row in found]

    def count(self, session: Session, *, room: bool, wanted: Wanted, now: datetime) -> int:
        """How many reports wait."""
        return queue.count_waiting(session, now=now, states=ROOM if room else OFFICERS, wanted=wanted)

    def look(
        self, session: Session, item_id: str, *, partnership: Partnership, room: bool, now: datetime
    ) -> Line:
        """One report without its words. Raises `NotFound`."""
        return _line(_seen(session, item_id, room, now), partnership, now)

    def open(
        self,
        session: Session,
        item_id: str,
        *,
        partnership: Partnership,
        room: bool,
        opener: Opener,
        actor_id: str,
        now: datetime,
    ) -> Item:
        """One report with its words. Raises `NotFound`, `CannotOpen`."""
        _seen(session, item_id, room, now)
        found = desk.open(session, item_id, opener=opener, actor_id=actor_id, now=now)
        if room:
            safeguarding.seen_by_lead(session, item_id)
        notes = safeguarding.handovers(session, item_id, opener=opener) if room else ()
        beside = _beside(session, found, partnership, room)
        return Item(
            line=_line(found.line, partnership, now),
            facts=words.facts(found, partnership),
            texts=words.texts(found),
            copy=found.sanitised,
            past=tuple(words.past(each) for each in found.decisions),
            verbs=tuple((verb.value, VERBS[verb]) for verb in _verbs(found.verbs, found.line.state, room)),
            codes=tuple((reply.code, reply.name) for reply in partnership.replies.decline),
            beside=replace(
                beside,
                handovers=tuple(words.handover(each) for each in notes),
                told_apart=words.told_apart(found, room=room, actor_id=actor_id, now=now),
            ),
        )

    def may_undo(self, session: Session, item_id: str, *, now: datetime) -> bool:
        """Whether the last decision can still be taken back. Raises `NotFound`."""
        return desk.may_undo(session, item_id)

    def decide(
        self,
        session: Session,
        item_id: str,
        choice: Choice,
        *,
        room: bool = False,
        actor_id: str,
        now: datetime,
    ) -> bool:
        """Decide. Raises `Stale`, `CopyMissing`, `CopyPointsToSomebody` and what the desk raises."""
        verb, seen = Verb(choice.verb), _seen(session, item_id, room, now)
        if verb not in _verbs((verb,), seen.state, room):
            raise MoveNotAllowed(state=seen.state, verb=verb)
        code = DeclineCode(choice.code) if verb is Verb.DECLINE and choice.code else None
        copy = rules.check_copy(choice.copy) if verb is Verb.COUNT else None
        after = desk.decide(
            session,
            item_id,
            Decision(verb, code),
            seen_version=choice.seen_version,
            actor_id=actor_id,
            reason=choice.reason,
            sanitised=copy,
            now=now,
            marks=choice.marks,
        )
        if verb is Verb.COUNT and choice.marks.theme is not None:
            themes.label(session, item_id, choice.marks.theme or None, actor_id=actor_id, now=now)
        return after.second_for is None


def _seen(session: Session, item_id: str, room: bool, now: datetime) -> Waiting:
    """The report, if this room sees it. Raises `NotFound`."""
    found = desk.look(session, item_id, now=now)
    leads = found.state in LEADS_ONLY
    if leads == room or (leads and open_to_officers(found.lead_by, now)):
        return found
    raise NotFound(kind="concern", value=item_id)


def _verbs(verbs: tuple[Verb, ...], state: State, room: bool) -> tuple[Verb, ...]:
    """What is decided here: officers only take back what leads did not open."""
    if state in LEADS_ONLY and not room:
        return tuple(verb for verb in verbs if verb is Verb.RETURN)
    return verbs


def _beside(session: Session, found: Opened, partnership: Partnership, room: bool) -> Beside:
    """What may be seen and done beside the decision."""
    counts = Verb.COUNT in found.verbs
    candidates = same_event.candidates(session, found.line.id) if counts else ()
    return Beside(
        taken_out=tuple(found.decisions[-1].taken_out) if found.decisions else (),
        names_business=bool(found.line.second_for),
        candidates=tuple(words.candidate(each) for each in candidates),
        same_as=found.duplicate_of or "",
        put_with=found.put_with,
        told=tuple(words.told(each, partnership) for each in found.told),
        may_place=not found.line.released,
        published=found.line.released,
        closes=Verb.COUNT_AS_ESCALATED in found.verbs and room,
        takes_handovers=room,
        themes=_themes(session, found) if counts else (),
        theme=found.theme or "",
    )


def _themes(session: Session, found: Opened) -> tuple[tuple[str, str], ...]:
    """The themes a report may be put under, its own among them even where that one is closed."""
    offered = themes.choices(session)
    if found.theme and found.theme not in dict(offered):
        return (*offered, *themes.names(session, {found.theme}).items())
    return offered


def _line(row: Waiting, partnership: Partnership, now: datetime) -> Line:
    topic = partnership.topic(row.topic)
    return Line(
        desk="concerns",
        id=row.id,
        what=f"Concern: {partnership.subtopic(row.subtopic).name or topic.name}",
        where=partnership.ward(row.ward).name,
        signs=words.signs(row, now),
        high=row.risk is Risk.HIGH,
        due_at=row.due_at,
        late=row.late,
        version=row.version,
        alike=row.topic if _is_plain(row) else "",
        surge=SURGE in row.flags,
    )


def _is_plain(row: Waiting) -> bool:
    """Whether it may be decided with others: never read, nothing new, no second person waited for."""
    return row.state is State.HELD and not row.message_waiting and not row.second_for
