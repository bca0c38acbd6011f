"""The standing services of a group: those the partnership's files name, and those the chair adds.

Keeps posts and accounts, never names. Refuses to forget a service that took part: it leaves and stays known.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.meetings import room, rules
from portal.meetings.group_models import SeatRow
from portal.meetings.rules import Seat
from portal.partnership.meeting import half
from portal.partnership.rules import Group, Partnership
from portal.staff import queries as staff
from portal.staff.queries import Sitting


def code_of(service: str) -> str:
    """A service's code: its name in small letters, with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", service.casefold()).strip("-")[:100]


def of(session: Session, group: Group) -> tuple[Seat, ...]:
    """The services that sit on the group now, those of the files first."""
    rows = {row.seat: row for row in _rows(session, group.code)}
    listed = {code_of(service): service for service in group.members}
    seats = [
        _seat(rows[code]) if code in rows else Seat(code, service)
        for code, service in listed.items()
        if code not in rows or not rows[code].gone
    ]
    added = sorted((row for code, row in rows.items() if code not in listed and not row.gone), key=_name)
    return (*seats, *(_seat(row) for row in added))


def one(session: Session, group: Group, code: str) -> Seat:
    """One of them. Raises `NotFound`."""
    for seat in of(session, group):
        if seat.code == code:
            return seat
    raise NotFound(kind="seat", value=code)


def needed(group: Group, number: int, partnership: Partnership) -> int | None:
    """How many of `number` services make a quorum; None where the group keeps no rule."""
    return half(number, partnership.meeting_rules.rounding) if group.quorum and number else None


def save(session: Session, actor: Actor, group: Group, seat: Seat, *, now: datetime) -> str:
    """Add a service, or change who speaks for it; its code.

    Raises `NotFound`, `Stale`, `WordsMissing`, `WordsTooLong`; accounts that do not sit on the group are
    refused.
    """
    room.chair(actor, group.code)
    service = rules.clean("service", " ".join(seat.service.split()), rules.MAX_POST, plain=False)
    code = seat.code or code_of(service)
    if not code:
        raise rules.WordsMissing(part="service")
    sitting = {each.id for each in people(session, group.code)}
    row = session.get(SeatRow, (group.code, code), with_for_update=True)
    row = row or SeatRow(group_code=group.code, seat=code, version=0)
    if not row.gone:
        room.fresh(row, seat.version)
    session.add(row)
    row.service, row.gone, row.version = service, False, row.version + 1
    row.representative = _post("representative", seat.representative)
    row.deputy = _post("deputy", seat.deputy)
    row.representative_account = seat.representative_account if seat.representative_account in sitting else ""
    row.deputy_account = seat.deputy_account if seat.deputy_account in sitting else ""
    room.record(session, actor, "seat.saved", f"group:{group.code}", now, version=row.version)
    return code


def leave(
    session: Session, actor: Actor, group: Group, code: str, *, seen_version: int, now: datetime
) -> None:
    """A service sits on the group no longer. Raises `NotFound`, `Stale`."""
    room.chair(actor, group.code)
    seat = one(session, group, code)
    save(session, actor, group, replace(seat, version=seen_version), now=now)
    row = session.get_one(SeatRow, (group.code, code))
    row.gone = True
    session.flush()


def people(session: Session, group_code: str) -> tuple[Sitting, ...]:
    """The accounts that sit on a group."""
    return staff.sitting_on(session, group_code)


def of_account(seats: Iterable[Seat], account_id: str) -> frozenset[str]:
    """The services this account speaks for."""
    return frozenset(
        seat.code for seat in seats if account_id in (seat.representative_account, seat.deputy_account)
    )


def _rows(session: Session, group_code: str) -> list[SeatRow]:
    return list(session.scalars(select(SeatRow).where(SeatRow.group_code == group_code)))


def _name(row: SeatRow) -> str:
    return row.service.casefold()


def _post(part: str, text: str) -> str:
    return rules.clean(part, " ".join(text.split()), rules.MAX_POST, needed=False, plain=False)


def _seat(row: SeatRow) -> Seat:
    return Seat(
        row.seat,
        row.service,
        row.representative,
        row.deputy,
        row.representative_account,
        row.deputy_account,
        row.version,
    )
