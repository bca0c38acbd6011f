"""What a group decided, and which services still have to agree before it binds them.

Nothing is promised in the name of a service that was not there until that service says yes. Refuses a
decision before anybody noted who came, and to tell the public what is closed, another agency's, still
waits for somebody's yes, or was refused by a service it binds.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.errors import DomainError, MoveNotAllowed, NotFound
from portal.core.sentences import listed
from portal.core.windows import london_date
from portal.meetings import holding_back, room, rules, seats, service
from portal.meetings.kinds import Agreement, Source
from portal.meetings.models import AgendaItem, Decision, DecisionAgreement, Meeting
from portal.outcomes import service as outcomes
from portal.outcomes.rules import Kind, OutcomeWords, Progress, Subject
from portal.partnership.rules import Group, Partnership

KINDS = {
    Source.THEME: Kind.THEME,
    Source.CONSULTATION: Kind.CONSULTATION,
    Source.REFERRAL: Kind.REFERRAL,
    Source.QUESTION: Kind.QUESTION,
}
"""What an outcome can be written about, by where an item came from."""


class RefusedByOne(DomainError):
    """A service the decision binds said no: the group decides anew, and that is told."""

    code = "decision-refused"
    status = 409


@dataclass(frozen=True, slots=True)
class Said:
    """What one service said to a decision that binds it."""

    seat: str
    service: str
    state: Agreement
    on: date | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and what is still missing."""

    id: str
    item_id: str
    words: str
    decided_on: date
    outcome_id: str
    said: tuple[Said, ...]

    @property
    def waiting(self) -> tuple[Said, ...]:
        """The services whose yes is still missing."""
        return tuple(each for each in self.said if each.state is Agreement.WAITING)

    @property
    def refused(self) -> tuple[Said, ...]:
        """The services that said no."""
        return tuple(each for each in self.said if each.state is Agreement.REFUSED)

    @property
    def state(self) -> str:
        """In words, such as "awaiting agreement of Housing"."""
        refused = [each.service for each in self.refused]
        if self.waiting:
            return f"awaiting agreement of {listed(each.service for each in self.waiting)}"
        return f"agreed, without {listed(refused)}" if refused else "agreed"


def decide(
    session: Session,
    actor: Actor,
    item_id: str,
    words: str,
    *,
    binds: Collection[str],
    group: Group,
    key: str = "",
    now: datetime,
) -> str:
    """Note a decision; its id. A bound service that was there has agreed, one that was not is asked.

    Raises `NotFound`, `MoveNotAllowed`, `NobodyNoted`, `WordsMissing`, `WordsTooLong`, `PointsToSomebody`.
    """
    item, meeting = room.item(session, actor, item_id)
    kept = rules.clean("words", words, rules.MAX_WORDS)
    came = service.presence(session, meeting.id)
    bound = [seats.one(session, group, code) for code in dict.fromkeys(binds)]
    decision_id = room.id_for(key, actor.id, item.id, kept, *(seat.code for seat in bound))
    if session.get(Decision, decision_id) is not None:
        return decision_id
    session.add(
        Decision(id=decision_id, item_id=item.id, words=kept, decided_on=meeting.held_on, outcome_id="")
    )
    session.flush()
    for seat in bound:
        state = rules.agreement_of(came.get(seat.code))
        there = state is Agreement.AGREED
        session.add(
            DecisionAgreement(
                decision_id=decision_id,
                seat=seat.code,
                service=seat.service,
                state=state,
                settled_on=meeting.held_on if there else None,
                by_presence=there,
            )
        )
    room.record(session, actor, "decision.made", f"decision:{decision_id}", now)
    return decision_id


def agree(
    session: Session, actor: Actor, decision_id: str, seat: str, said: Agreement, *, now: datetime
) -> None:
    """Note what a service said afterwards; only one that waits is asked.

    Raises `NotFound`, `MoveNotAllowed`.
    """
    _, item, _ = _mine(session, actor, decision_id)
    row = session.get(DecisionAgreement, (decision_id, seat), with_for_update=True)
    if row is None:
        raise NotFound(kind="agreement", value=seat)
    if row.state != Agreement.WAITING or said is Agreement.WAITING:
        raise MoveNotAllowed(state=row.state, verb=said)
    row.state, row.settled_on = said, london_date(now)
    holding_back.follow(session, actor, (item,), now=now)
    room.record(session, actor, "decision.agreed", f"decision:{decision_id}", now, state=said.value)


def tell(
    session: Session,
    actor: Actor,
    decision_id: str,
    *,
    line: str,
    reason: str,
    action: str,
    partnership: Partnership,
    now: datetime,
) -> str:
    """Hand a decision to officers as an outcome nobody outside reads yet; its id, the same if told twice.

    Until it is published it goes by the item's title; what is printed is the subject's own name. It says so
    where the meeting had no quorum. Raises `NotFound`, `MoveNotAllowed`, `RefusedByOne`, `NeedsSource` and
    what `outcomes.rules.accept` raises.
    """
    decision, item, meeting = _mine(session, actor, decision_id)
    if decision.outcome_id:
        return decision.outcome_id
    found = read(session, decision)
    if item.closed or Source(item.source) not in KINDS or found.waiting:
        raise MoveNotAllowed(state="in the room", verb="tell")
    if found.refused:
        raise RefusedByOne()
    rules.check_source(item.source_agency, approved=bool(item.approved))
    subject = Subject(KINDS[Source(item.source)], item.source_id, item.title)
    words = OutcomeWords(
        line=line,
        decision=decision.words + _without_quorum(session, meeting, partnership),
        reason=reason,
        action=action,
        owner=meeting.group_code,
        progress=Progress.PLANNED,
        decided_on=min(decision.decided_on, london_date(now)),
    )
    decision.outcome_id = outcomes.record(session, subject, words, actor_id=actor.id, now=now)
    session.flush()
    return decision.outcome_id


def of(session: Session, item_ids: Collection[str]) -> dict[str, tuple[Decided, ...]]:
    """The decisions about these items, by item."""
    query = select(Decision).where(Decision.item_id.in_(item_ids)).order_by(Decision.decided_on, Decision.id)
    found: dict[str, tuple[Decided, ...]] = {}
    for row in session.scalars(query):
        found[row.item_id] = (*found.get(row.item_id, ()), read(session, row))
    return found


def awaiting(session: Session, group_code: str) -> tuple[Decided, ...]:
    """Decisions of the group that wait for somebody's yes, the oldest first."""
    query = (
        select(Decision)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(DecisionAgreement, DecisionAgreement.decision_id == Decision.id)
        .where(Meeting.group_code == group_code, DecisionAgreement.state == Agreement.WAITING)
        .distinct()
        .order_by(Decision.decided_on, Decision.id)
    )
    return tuple(read(session, row) for row in session.scalars(query))


def read(session: Session, row: Decision) -> Decided:
    """A decision as pages show it."""
    query = select(DecisionAgreement).where(DecisionAgreement.decision_id == row.id)
    said = tuple(
        Said(each.seat, each.service, Agreement(each.state), each.settled_on)
        for each in session.scalars(query.order_by(DecisionAgreement.service, DecisionAgreement.seat))
    )
    return Decided(row.id, row.item_id, row.words, row.decided_on, row.outcome_id, said)


def _mine(session: Session, actor: Actor, decision_id: str) -> tuple[Decision, AgendaItem, Meeting]:
    """A decision with its item and its meeting, which is locked first. Raises `NotFound`."""
    of = select(AgendaItem.meeting_id).join(Decision, Decision.item_id == AgendaItem.id)
    meeting_id = session.scalar(of.where(Decision.id == decision_id))
    if meeting_id is None:
        raise NotFound(kind="decision", value=decision_id)
    meeting = room.meeting(session, actor, meeting_id)
    decision = session.get_one(Decision, decision_id, with_for_update=True)
    return decision, session.get_one(AgendaItem, decision.item_id), meeting


def _without_quorum(session: Session, meeting: Meeting, partnership: Partnership) -> str:
    """A sentence more where too few services came to decide."""
    came = service.quorum(session, meeting, partnership.group(meeting.group_code), partnership)
    if came.quorate is not False:
        return ""
    return f"\n\nTaken without a quorum: {came.there} of {came.of} services came, {came.needed} are needed."
