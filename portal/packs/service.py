"""Freezing a pack, telling its group, and what is said and signed beside it; nothing in it ever changes.

The same form sent twice makes one pack, one comment, one round of mail. Another group's pack is not found.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.db import added
from portal.adapters.tokens import once
from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.ledger import service as ledger
from portal.outbox.service import queue
from portal.packs import agencies, content, making, rules
from portal.packs.ground import Asked
from portal.packs.models import Pack, PackComment
from portal.packs.rules import Judgement, Period
from portal.partnership.geography import Geography
from portal.partnership.margins import Margins
from portal.partnership.rules import Partnership, UnknownCode
from portal.staff import queries as staff

TRIES = 3  # at a version's number, where somebody else freezes a pack for the same months just now
SUBJECT = "Something waits for your group"
BODY = "A paper for your group can be read now. Sign in to read it:\n\n{origin}/staff/packs\n"


def make(
    session: Session,
    *,
    partnership: Partnership,
    geography: Geography,
    residents: Margins,
    group: str,
    period: Period,
    actor_id: str,
    now: datetime,
    judgement: Judgement | None = None,
    pack_id: str | None = None,
) -> str:
    """Freeze a pack and answer its id; the ledger keeps its digest.

    `pack_id`: the id that travelled in the form; sent again with the same facts nothing is made. Raises
    `UnknownCode` for no group or one outside the partnership, and what `rules.accept_judgement` raises.
    """
    found = partnership.group(group)
    if found.sits_outside:
        raise UnknownCode("group", group)
    judged = rules.accept_judgement(judgement or Judgement())
    kept_as = once(pack_id, group, period.start, period.end, judged)
    if session.get(Pack, kept_as) is not None:
        return kept_as
    asked = Asked(partnership, geography, residents, found, period, now)
    text = content.to_text(making.content(session, asked, judged, agencies.usable(session, asked)))
    pack = _kept(session, asked, text, actor_id, kept_as)
    _record(session, "pack.frozen", pack, actor_id, now, group=group, digest=pack.digest)
    return pack.id


def comment(
    session: Session, actor: Actor, pack_id: str, words: str, *, comment_id: str, now: datetime
) -> None:
    """Note something beside a pack, once. Raises `NotFound` and what `rules.accept_comment` raises.

    `comment_id`: the id that travelled in the form.
    """
    pack = _mine(session, actor, pack_id)
    kept = rules.accept_comment(words)
    kept_as = once(comment_id, actor.id, pack.id, kept)
    if session.get(PackComment, kept_as) is not None:
        return
    row = PackComment(id=kept_as, pack_id=pack.id, words=kept, written_at=now, written_by=actor.id)
    if not added(session, row):
        return  # the same comment came a moment ago
    _record(session, "pack.commented", pack, actor.id, now)


def sign(session: Session, actor: Actor, pack_id: str, *, now: datetime) -> bool:
    """The chair takes note of a pack; whether that was still to do. Raises `NotFound`, `Refused`."""
    pack = _mine(session, actor, pack_id)
    rules.check_signer(actor, pack.group_code)
    if pack.signed_at is not None:
        return False
    pack.signed_at, pack.signed_by = now, actor.id
    _record(session, "pack.signed", pack, actor.id, now)
    return True


def send(session: Session, actor: Actor, pack_id: str, *, origin: str, now: datetime) -> int | None:
    """Tell the group by mail that says nothing of the pack; to how many, None where it was told before.

    Raises `NotFound`.
    """
    pack = _mine(session, actor, pack_id)
    if pack.sent_at is not None:
        return None
    told = staff.sitting_on(session, pack.group_code)
    for each in told:
        queue(session, to=each.email, subject=SUBJECT, body=BODY.format(origin=origin), now=now)
    pack.sent_at, pack.sent_by = now, actor.id
    _record(session, "pack.sent", pack, actor.id, now, number=len(told))
    return len(told)


def _kept(session: Session, asked: Asked, text: str, actor_id: str, pack_id: str) -> Pack:
    """The pack as a row, with the next free number of its group and months."""
    period = asked.period
    for left in reversed(range(TRIES)):
        pack = Pack(
            id=pack_id,
            group_code=asked.group.code,
            starts_on=period.start,
            ends_on=period.end,
            version=_earlier(session, asked.group.code, period) + 1,
            made_at=asked.now,
            made_by=actor_id,
            content=text,
            digest=content.digest(text),
        )
        try:
            with session.begin_nested():
                session.add(pack)
            return pack
        except IntegrityError:
            there = session.get(Pack, pack_id, populate_existing=True)
            if there is not None:
                return there
            if not left:
                raise
    raise AssertionError("every try returns or raises")


def _earlier(session: Session, group: str, period: Period) -> int:
    same = (Pack.group_code == group, Pack.starts_on == period.start, Pack.ends_on == period.end)
    return session.scalar(select(func.coalesce(func.max(Pack.version), 0)).where(*same)) or 0


def _mine(session: Session, actor: Actor, pack_id: str) -> Pack:
    pack = session.get(Pack, pack_id, with_for_update=True)
    if pack is None or not rules.may_read(actor, pack.group_code):
        raise NotFound(kind="pack", value=pack_id)
    return pack


def _record(session: Session, action: str, pack: Pack, actor_id: str, now: datetime, **facts: Any) -> None:
    session.flush()
    ledger.record(session, actor_id=actor_id, action=action, subject=f"pack:{pack.id}", now=now, **facts)
