"""Making a pack: count what the group needs to know, pass every number through the gate, freeze."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.concerns.releases import figures
from portal.concerns.releases.figures import Figure as Counted
from portal.consultations import evidence
from portal.core.disclosure import Audience, gate, safe_table
from portal.ledger import service as ledger
from portal.packs import rules
from portal.packs.models import Pack
from portal.packs.rules import PackContent, PackTable, Period
from portal.partnership.rules import Group, Partnership
from portal.web.filters import day, month

COUNTS = (
    "Concerns that people reported and an officer counted, each once, in the month it came. People choose to "
    "report: the numbers say what was told, not how much happens."
)
NOTES = (
    "A number under 5 is not shown, and a second one is hidden with it where a total would give it away.",
    "Only subjects that are routed to this group are in its pack.",
    "A rise can mean that more people trust us with what they see; it is no failure by itself.",
)


def make(
    session: Session, *, partnership: Partnership, group: str, period: Period, actor_id: str, now: datetime
) -> str:
    """Freeze a pack and answer its id; the ledger keeps its digest. Raises `UnknownCode`."""
    found = partnership.group(group)
    content = _content(session, partnership=partnership, group=found, period=period, now=now)
    text = rules.to_text(content)
    pack = Pack(
        id=new_id(),
        group_code=group,
        starts_on=period.start,
        ends_on=period.end,
        version=_earlier(session, group, period) + 1,
        made_at=now,
        made_by=actor_id,
        content=text,
        digest=rules.digest(text),
    )
    session.add(pack)
    ledger.record(
        session,
        actor_id=actor_id,
        action="pack.frozen",
        subject=f"pack:{pack.id}",
        now=now,
        group=group,
        digest=pack.digest,
    )
    session.flush()
    return pack.id


def _earlier(session: Session, group: str, period: Period) -> int:
    same = (Pack.group_code == group, Pack.starts_on == period.start, Pack.ends_on == period.end)
    return session.scalar(select(func.coalesce(func.max(Pack.version), 0)).where(*same)) or 0


def _content(
    session: Session, *, partnership: Partnership, group: Group, period: Period, now: datetime
) -> PackContent:
    needed = [sub.code for sub in partnership.subtopics_of(group.code)]
    this = figures.counted(session, start=period.start, end=period.end, subtopics=needed)
    last = figures.counted(session, start=period.before.start, end=period.before.end, subtopics=needed)
    escalated = figures.escalated(session, start=period.start, end=period.end)
    return PackContent(
        group=group.code,
        group_name=group.name,
        period=_words(period),
        before=_words(period.before),
        made_on=day(now),
        escalated=gate(escalated, Audience.GROUP).words,
        tables=(
            *_concern_tables(partnership, needed, period, this, last),
            *_consultation_tables(session, partnership, period, now),
        ),
        notes=NOTES,
    )


def _words(period: Period) -> str:
    first, last = period.firsts[0], period.firsts[-1]
    return month(first) if first == last else f"{month(first)} to {month(last)}"


def _concern_tables(
    partnership: Partnership,
    needed: Sequence[str],
    period: Period,
    this: Sequence[Counted],
    last: Sequence[Counted],
) -> tuple[PackTable, ...]:
    kinds = [(code, partnership.subtopic(code).name) for code in needed]
    wards = [(ward.code, ward.name) for ward in partnership.wards]
    return (
        _table("topics", "Concerns by subject", kinds, this, last, lambda each: each.subtopic),
        _table("wards", "Concerns by ward", wards, this, last, lambda each: each.ward),
        _months(period, this, last),
    )


def _table(
    code: str,
    caption: str,
    labels: Sequence[tuple[str, str]],
    this: Sequence[Counted],
    last: Sequence[Counted],
    key: Callable[[Counted], str],
) -> PackTable:
    now, before = _sums(this, key), _sums(last, key)
    return rules.paired(
        code,
        caption,
        COUNTS,
        safe_table([(words, now[label]) for label, words in labels]),
        safe_table([(words, before[label]) for label, words in labels]),
    )


def _months(period: Period, this: Sequence[Counted], last: Sequence[Counted]) -> PackTable:
    """Month by month; the words at the left name both months of a line."""
    pairs = list(zip(period.firsts, period.before.firsts, strict=True))
    labels = [f"{month(now)} (before: {month(before)})" for now, before in pairs]
    now, before = _sums(this, lambda each: each.month), _sums(last, lambda each: each.month)
    return rules.paired(
        "months",
        "Concerns by month",
        COUNTS,
        safe_table([(label, now[pair[0]]) for label, pair in zip(labels, pairs, strict=True)]),
        safe_table([(label, before[pair[1]]) for label, pair in zip(labels, pairs, strict=True)]),
    )


def _sums(found: Sequence[Counted], key: Callable[[Counted], str | date]) -> Counter[str | date]:
    sums: Counter[str | date] = Counter()
    for each in found:
        sums[key(each)] += each.count
    return sums


def _consultation_tables(
    session: Session, partnership: Partnership, period: Period, now: datetime
) -> tuple[PackTable, ...]:
    """What every consultation that closed in the period found, question by question."""
    closed = evidence.closed_between(
        session, partnership=partnership, start=period.start, end=period.end, now=now
    )
    return tuple(
        PackTable(
            code=f"{each.slug}-{at}",
            caption=f"{each.title} {table.caption}",
            definition=table.definition,
            base=table.base,
            rows=tuple(rules.PackRow(row.label, _share(row.share), row.words, "") for row in table.rows),
        )
        for each in closed
        for at, table in enumerate(each.tables, start=1)
    )


def _share(share: int | None) -> str:
    return "not shown" if share is None else f"{share}%"
