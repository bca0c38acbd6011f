"""What respondents wrote in consultations, as the one queue sees it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.adapters.seal import Opener
from portal.consultations import desk, queue
from portal.consultations.desk import PastDecision
from portal.consultations.queue import Waiting
from portal.consultations.rules import DeclineCode, Risk, TextDecision, TextState, TextVerb
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.leads import open_to_officers
from portal.core.queue import Position, Wanted
from portal.moderation import rules
from portal.moderation.desks import Beside, Item, Past, text_of
from portal.moderation.rules import Choice, Line, Sign
from portal.moderation.words import SECOND_PERSON, UNOPENED
from portal.partnership.rules import Partnership

ROOM = (TextState.ESCALATED,)
LEADS_ONLY = frozenset({TextState.ESCALATED, TextState.DEALT_WITH})
"""What officers cannot look at, not even by its address."""
OFFICERS = (TextState.HELD,)

VERBS = {
    TextVerb.CLEAR: "Clear it: your copy may be used, the original is not",
    TextVerb.DECLINE: "Decline it: it is not used, for one of the listed reasons",
    TextVerb.ESCALATE: "Escalate it: only safeguarding leads see it from now on",
    TextVerb.RETURN: "Return it to the officers’ queue",
    TextVerb.REOPEN: "Take the last decision back",
}
CODES = {
    DeclineCode.EMPTY: "It says nothing",
    DeclineCode.IDENTIFIES_SOMEBODY: "It is about one person and nothing else",
    DeclineCode.ABUSIVE: "It is abusive",
    DeclineCode.ADVERTISING: "It advertises something",
    DeclineCode.CASE_IN_COURT: "It is before a court",
}

TOGETHER = (DeclineCode.EMPTY, DeclineCode.ABUSIVE, DeclineCode.ADVERTISING)
"""Reasons that many answers to one question may share."""


@dataclass(frozen=True, slots=True)
class AnswerDesk:
    """The desk of the consultations slice."""

    code: str = "answers"
    name: str = "Answers in consultations"
    noun: str = "answer"
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
        """Texts that wait, in the order of the queue."""
        states = ROOM if room else OFFICERS
        found = queue.waiting(session, now=now, states=states, wanted=wanted, after=after)
        return [_line(row, now) for row in found]

    def count(self, session: Session, *, room: bool, wanted: Wanted, now: datetime) -> int:
        """How many texts wait."""
        return queue.count_waiting(session, now=now, states=ROOM if room else OFFICERS, wanted=wanted)

    def look(
        self, session: Session, item_id: str, *, partnership: Partnership, room: bool, now: datetime
    ) -> Line:
        """One text's line. Raises `NotFound`."""
        return _line(_seen(session, item_id, room, now), now)

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
        """One text with its words. Raises `NotFound`, `CannotOpen`."""
        _seen(session, item_id, room, now)
        found = desk.open(session, item_id, opener=opener, actor_id=actor_id, now=now)
        if room:
            desk.seen_by_lead(session, item_id, now=now)
        line = found.line
        return Item(
            line=_line(line, now),
            facts=(("Consultation", line.consultation), ("Question", line.question)),
            texts=(text_of("What was written", found.original),) if found.original else (),
            copy=found.sanitised,
            past=tuple(_past(each) for each in found.decisions),
            verbs=tuple((verb.value, VERBS[verb]) for verb in _verbs(found.verbs, line.state, room)),
            codes=self.all_codes,
            beside=Beside(
                taken_out=tuple(found.decisions[-1].taken_out) if found.decisions else (),
                names_business=bool(line.second_for),
                told_apart=_told_apart(line, room=room, actor_id=actor_id, now=now),
            ),
        )

    def may_undo(self, session: Session, item_id: str, *, now: datetime) -> bool:
        """Whether the last decision can still be taken back. Raises `NotFound`."""
        return desk.may_undo(session, item_id, now=now)

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
        verb, seen = TextVerb(choice.verb), _seen(session, item_id, room, now)
        if verb not in _verbs((verb,), seen.state, room):
            raise MoveNotAllowed(state=seen.state, verb=verb)
        decision = TextDecision(
            verb=verb,
            reason=choice.reason,
            code=DeclineCode(choice.code) if choice.code else None,
            sanitised=rules.check_copy(choice.copy) if verb is TextVerb.CLEAR else None,
            marks=choice.marks,
        )
        after = desk.decide(
            session, item_id, decision, seen_version=choice.seen_version, actor_id=actor_id, now=now
        )
        return after.second_for is None


def _seen(session: Session, item_id: str, room: bool, now: datetime) -> Waiting:
    """The text, if this room sees it. Raises `NotFound`."""
    found = desk.look(session, item_id, now=now)
    leads = found.state in LEADS_ONLY
    if leads == room or (leads and open_to_officers(found.lead_by, now)):
        return found
    raise NotFound(kind="answer", value=item_id)


def _verbs(verbs: tuple[TextVerb, ...], state: TextState, room: bool) -> tuple[TextVerb, ...]:
    """What is decided here: officers only take back what leads did not open."""
    if state in LEADS_ONLY and not room:
        return tuple(verb for verb in verbs if verb is TextVerb.RETURN)
    return verbs


def _past(row: PastDecision) -> Past:
    words = VERBS[row.verb].split(":")[0]
    return Past(f"{words}, once a second person agrees" if row.waited else words, row.reason, row.taken_out)


def _told_apart(line: Waiting, *, room: bool, actor_id: str, now: datetime) -> tuple[str, ...]:
    second = (SECOND_PERSON[line.second_for == actor_id],) if line.second_for else ()
    return (*second, UNOPENED) if not room and open_to_officers(line.lead_by, now) else second


def _signs(row: Waiting, now: datetime) -> tuple[Sign, ...]:
    signs = [Sign("danger", "danger words")] if row.flags else []
    if row.second_for:
        signs.append(Sign("late", "waits for a second person"))
    if open_to_officers(row.lead_by, now):
        signs.append(Sign("late", "no lead opened it"))
    return tuple(signs)


def _line(row: Waiting, now: datetime) -> Line:
    return Line(
        desk="answers",
        id=row.id,
        what=f"Answer: {row.question}",
        where=row.consultation,
        signs=_signs(row, now),
        high=row.risk is Risk.HIGH,
        due_at=row.due_at,
        late=row.late,
        version=row.version,
        alike="" if row.state in LEADS_ONLY or row.second_for else f"{row.slug}:{row.question_code}",
    )
