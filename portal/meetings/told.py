"""From a group's decision to the outcome everybody reads of it, and back.

Tells of a meeting only who may enter its room, and everybody where it was public, is over, and the chair
released the item's title.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.meetings import room, rules
from portal.meetings.decisions import Decided
from portal.meetings.kinds import MeetingState
from portal.meetings.models import AgendaItem, Decision, Meeting
from portal.outcomes import queries as outcomes
from portal.outcomes.queries import Outcome
from portal.outcomes.rules import Kind, State
from portal.partnership.rules import Partnership


@dataclass(frozen=True, slots=True)
class Behind:
    """The meeting at which it was decided."""

    meeting_id: str
    held_on: date


def for_staff(session: Session, actor: Actor, outcome_id: str, *, partnership: Partnership) -> Behind | None:
    """The meeting behind an outcome, for somebody who may enter its room."""
    found = _behind(session, outcome_id)
    if found is None or not rules.reads(actor, found[1].group_code, room.tops(partnership)):
        return None
    return _view(found[1])


def for_everybody(session: Session, outcome_id: str) -> Behind | None:
    """The public meeting behind an outcome, where everybody may read of the item."""
    found = _behind(session, outcome_id)
    return _view(found[1]) if found and found[1].public and _shown(*found) else None


def handed(session: Session, decided: Iterable[Decided]) -> dict[str, Outcome]:
    """What officers were handed of these decisions, by the outcome's id."""
    return outcomes.some(session, [each.outcome_id for each in decided if each.outcome_id])


def published(session: Session, meeting_id: str, *, without: Collection[str] = ()) -> tuple[Outcome, ...]:
    """What everybody reads of a public meeting's decisions. `without`: referrals that are told nobody."""
    query = select(Decision.outcome_id, AgendaItem, Meeting).join(
        AgendaItem, AgendaItem.id == Decision.item_id
    )
    query = query.join(Meeting, Meeting.id == AgendaItem.meeting_id)
    query = query.where(Meeting.id == meeting_id, Meeting.public.is_(True), Decision.outcome_id != "")
    rows = session.execute(query.order_by(AgendaItem.place, AgendaItem.id, Decision.id))
    ids = [outcome_id for outcome_id, item, meeting in rows if _shown(item, meeting)]
    found = outcomes.some(session, ids)
    told = (found[each] for each in ids if each in found)
    return tuple(
        each
        for each in told
        if each.state is State.PUBLISHED and not (each.kind is Kind.REFERRAL and each.subject_id in without)
    )


def _behind(session: Session, outcome_id: str) -> tuple[AgendaItem, Meeting] | None:
    query = select(AgendaItem, Meeting).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    query = query.join(Decision, Decision.item_id == AgendaItem.id).where(Decision.outcome_id == outcome_id)
    row = session.execute(query.limit(1)).first()
    return (row[0], row[1]) if row else None


def _shown(item: AgendaItem, meeting: Meeting) -> bool:
    """Whether everybody may read that this item stood on this meeting's agenda."""
    return meeting.state == MeetingState.HELD and item.leaves and bool(item.public_title)


def _view(meeting: Meeting) -> Behind:
    return Behind(meeting.id, meeting.held_on)
