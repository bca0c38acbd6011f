"""What councillors referred about the group's subjects, as the public register tells it: no words of anybody.

A sensitive referral, and one that is not listed yet, is in no register and so in no pack.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from portal.core.sentences import several
from portal.packs.content import PackSection, PackTable
from portal.packs.ground import Asked
from portal.partnership.rules import Partnership
from portal.referrals import register
from portal.referrals.register import Entry, Row
from portal.referrals.rules import State
from portal.web.filters import day

ABOUT = (
    "Referrals under section 19 of the Police and Justice Act 2006 that stand in the public "
    "register, about kinds "
    "of concern that are routed to this group or sent to it by the committee, listed before the "
    "end of the period."
)
SENT = "sent to this group"
SENT_TO = frozenset({State.SENT_TO_GROUP, State.CLOSED})


def section(session: Session, asked: Asked) -> PackSection:
    """The referrals, the newest first; what the committee sent to this group says so."""
    rows = tuple(_cells(asked, entry, sent) for entry, sent in _found(session, asked))
    if not rows:
        return PackSection(
            "referred", "What councillors referred", ("No referral about these subjects is listed.",)
        )
    head = ("Referral", "Kind of concern", "Ward", "Listed on", "Where it stands", "For this group")
    table = PackTable(
        "referrals", "What councillors referred", ABOUT, several(len(rows), "referral"), head, rows
    )
    return PackSection("referred", "What councillors referred", (), (table,))


def _found(session: Session, asked: Asked) -> Iterator[tuple[Entry, bool]]:
    needed, below = set(asked.needed), asked.below
    for row in _register(session, asked.partnership):
        if row.listed_on >= asked.period.end:
            continue
        entry = register.entry(session, row.reference, partnership=asked.partnership, today=asked.period.end)
        sent = entry.row.state in SENT_TO and entry.body in below
        if sent or row.subtopic in needed:
            yield entry, sent


def _register(session: Session, partnership: Partnership) -> Iterator[Row]:
    after: str | None = None
    while True:
        page = register.page(session, partnership=partnership, after=after)
        yield from page.rows
        after = page.next_key
        if after is None:
            return


def _cells(asked: Asked, entry: Entry, sent: bool) -> tuple[str, ...]:
    row = entry.row
    kinds = {kind.code: kind.name for topic in asked.partnership.topics for kind in topic.subtopics}
    wards = {ward.code: ward.name for ward in asked.partnership.wards}
    return (
        row.reference,
        kinds.get(row.subtopic, ""),
        wards.get(row.ward, ""),
        day(row.listed_on),
        row.words,
        SENT if sent else "",
    )
