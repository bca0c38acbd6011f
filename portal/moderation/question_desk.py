"""Questions to the board, as the one queue sees them. Their letters are written where all cases are kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.adapters.seal import Opener
from portal.contact import desk
from portal.contact import words as contact_words
from portal.contact.cases import By
from portal.contact.opened import Opened, Waiting
from portal.contact.rules import LEADS_ONLY, Decision, Kind, Risk, State, Verb
from portal.contact.service import SealTo
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.leads import open_to_officers
from portal.core.queue import Position, Wanted
from portal.moderation import rules
from portal.moderation.desks import Beside, Item, Past, Text, text_of
from portal.moderation.rules import Choice, Line, Sign
from portal.moderation.words import UNOPENED
from portal.partnership.current import current
from portal.partnership.rules import Partnership
from portal.web.context import settings
from portal.web.filters import day

ROOM = (State.ESCALATED,)
OFFICERS = (State.HELD,)
HERE = (Verb.ACCEPT, Verb.DECLINE, Verb.ESCALATE, Verb.RETURN, Verb.REOPEN, Verb.CLOSE)
"""Steps that need no letter to the writer."""

VERBS = {verb: contact_words.VERBS[verb] for verb in HERE}
CODES = tuple((str(code), said) for code, said in contact_words.DECLINES.items())


@dataclass(frozen=True, slots=True)
class QuestionDesk:
    """The desk of the contact slice, for questions to the board."""

    code: str = "questions"
    name: str = "Questions to the board"
    noun: str = "contact"
    all_verbs: tuple[tuple[str, str], ...] = tuple((verb.value, said) for verb, said in VERBS.items())
    all_codes: tuple[tuple[str, str], ...] = CODES
    declined_together: tuple[tuple[str, str], ...] = ()

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
        """Questions that wait, in the order of the queue."""
        states = ROOM if room else OFFICERS
        found = desk.waiting(session, now=now, states=states, wanted=wanted, after=after)
        return [_line(row, now) for row in found]

    def count(self, session: Session, *, room: bool, wanted: Wanted, now: datetime) -> int:
        """How many questions wait."""
        return desk.count_waiting(session, states=ROOM if room else OFFICERS, wanted=wanted, now=now)

    def look(
        self, session: Session, item_id: str, *, partnership: Partnership, room: bool, now: datetime
    ) -> Line:
        """One question without its words. Raises `NotFound`."""
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
        """One question with its words. Raises `NotFound`, `CannotOpen`."""
        _seen(session, item_id, room, now)
        found = desk.open(
            session, item_id, opener=opener, actor_id=actor_id, clocks=partnership.clocks, now=now
        )
        if room:
            desk.seen_by_lead(session, item_id)
        unopened = not room and open_to_officers(found.line.lead_by, now)
        return Item(
            line=_line(found.line, now),
            facts=(("Received", day(found.line.received_on)),),
            texts=_texts(found),
            copy=found.copy,
            past=_past(found),
            verbs=tuple((verb.value, VERBS[verb]) for verb in _verbs(found.verbs, found.line.state, room)),
            codes=CODES,
            beside=Beside(told_apart=(UNOPENED,) if unopened else ()),
        )

    def may_undo(self, session: Session, item_id: str, *, now: datetime) -> bool:
        """Whether the last decision can still be taken back. Raises `NotFound`."""
        return desk.look(session, item_id, now=now).state in (
            State.ACCEPTED,
            State.DECLINED,
            State.DEALT_WITH,
        )

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
        decision = Decision(
            verb,
            reason=choice.reason,
            copy=rules.check_copy(choice.copy) if verb is Verb.ACCEPT else "",
            code=(choice.code or "") if verb is Verb.DECLINE else "",
        )
        by = By(actor_id, SealTo(settings().seal_public, settings().recovery_public), current().clocks)
        desk.decide(session, item_id, decision, seen_version=choice.seen_version, by=by, now=now)
        return True


def _seen(session: Session, item_id: str, room: bool, now: datetime) -> Waiting:
    """The question, if it belongs to this room. Raises `NotFound`."""
    found = desk.look(session, item_id, now=now)
    leads = found.state in LEADS_ONLY
    if leads == room or (leads and open_to_officers(found.lead_by, now)):
        return found
    raise NotFound(kind="question", value=item_id)


def _verbs(verbs: tuple[Verb, ...], state: State, room: bool) -> tuple[Verb, ...]:
    """What is decided here: officers only take back what leads did not open."""
    if state in LEADS_ONLY and not room:
        return tuple(verb for verb in verbs if verb is Verb.RETURN)
    return tuple(verb for verb in verbs if verb in VERBS)


def _line(row: Waiting, now: datetime) -> Line:
    danger = any(flag.startswith("danger:") for flag in row.flags)
    signs = (
        *((Sign("danger", "danger words"),) if danger else ()),
        *((Sign("", "the writer added something"),) if row.message_waiting else ()),
        *((Sign("late", "no lead opened it"),) if open_to_officers(row.lead_by, now) else ()),
    )
    return Line(
        desk="questions",
        id=row.id,
        what=contact_words.KINDS[Kind.QUESTION],
        where="The partnership",
        signs=signs,
        high=row.risk is Risk.HIGH,
        due_at=row.due_at,
        late=row.late,
        version=row.version,
    )


def _texts(found: Opened) -> tuple[Text, ...]:
    first = text_of("What was asked", found.original.text)
    return (first, *(text_of(f"Added on {day(each.written_on)}", each.text) for each in found.added))


def _past(found: Opened) -> tuple[Past, ...]:
    return tuple(Past(contact_words.VERBS[each.verb].split(":")[0], each.reason) for each in found.steps)
