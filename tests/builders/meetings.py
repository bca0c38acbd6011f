"""Groups' rooms as their chairs fill them, for stories: one group, its services, meetings and actions."""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from portal.core.actors import Actor, Role
from portal.meetings import actions, agenda, seats, service
from portal.meetings.kinds import Presence
from portal.meetings.rules import ActionWords, ItemWords, MeetingWords
from portal.partnership.rules import Group, Partnership, Tier

EVERYBODY = Presence.PRESENT


def group_of(partnership: Partnership, tier: Tier = Tier.STRATEGIC) -> Group:
    """The group that gathers what the public says, or the first of another tier."""
    if tier is Tier.STRATEGIC:
        return partnership.group(partnership.engagement_group)
    return next(group for group in partnership.groups if group.tier is tier)


def a_chair(group: Group, number: int = 1) -> Actor:
    """Somebody who chairs this group."""
    roles, groups = frozenset({Role.GROUP_CHAIR}), frozenset({group.code})
    return Actor(f"chair{number}".ljust(26, "c"), roles, groups=groups)


def a_member(group: Group) -> Actor:
    """Somebody who sits on this group."""
    return Actor("member".ljust(26, "m"), frozenset({Role.GROUP_MEMBER}), groups=frozenset({group.code}))


def an_executive() -> Actor:
    """A member of the Executive."""
    return Actor("executive".ljust(26, "e"), frozenset({Role.EXECUTIVE}))


def on(day: date, hour: int = 15) -> datetime:
    """A moment of that day."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


def a_meeting(session: Session, group: Group, day: date, *, now: datetime, **changes: object) -> str:
    """A planned meeting; its id."""
    values: dict[str, object] = {"starts": "10:00", "place": "Committee room", "public": False, **changes}
    words = MeetingWords(day, **values)  # type: ignore[arg-type]
    return service.plan(session, a_chair(group), group, words, now=now)


def an_item(session: Session, group: Group, meeting: str, title: str = "Lamps", **changes: object) -> str:
    """An item on its agenda; its id."""
    words = ItemWords(title, **changes)  # type: ignore[arg-type]
    return agenda.add(session, a_chair(group), meeting, words, now=on(date(2026, 1, 1)))


def came(session: Session, group: Group, number: int | None = None) -> dict[str, Presence]:
    """So many of the services are there (all without a number), the others sent apologies."""
    found = seats.of(session, group)
    there = len(found) if number is None else number
    return {
        seat.code: Presence.PRESENT if at < there else Presence.APOLOGIES for at, seat in enumerate(found)
    }


def an_action(session: Session, group: Group, meeting: str, due: date, **changes: object) -> str:
    """An action for the group's first service; its id."""
    owner = seats.of(session, group)[0].code
    values: dict[str, object] = {"what": "Mend the lamps by the steps", "owner": owner, **changes}
    item = str(values.pop("item_id", ""))
    words = ActionWords(due_on=due, **values)  # type: ignore[arg-type]
    return actions.give(
        session, a_chair(group), meeting, words, group=group, item_id=item, now=on(date(2026, 1, 1))
    )


def closed(session: Session, group: Group, meeting: str, partnership: Partnership, *, now: datetime) -> None:
    """Everybody came, and the meeting is over."""
    chair = a_chair(group)
    service.attend(session, chair, meeting, came(session, group), group=group, now=now)
    version = service.read(session, meeting).version
    service.hold(session, chair, meeting, group=group, partnership=partnership, seen_version=version, now=now)


def a_service(session: Session, group: Group, partnership: Partnership, *, now: datetime) -> None:
    """A group whose files name no service gets the authorities as its services."""
    for authority in partnership.authorities:
        if not group.members:
            seats.save(session, a_chair(group), group, rules_seat(authority.role), now=now)


def rules_seat(name: str) -> seats.Seat:
    """A service without posts."""
    return seats.Seat("", name)
