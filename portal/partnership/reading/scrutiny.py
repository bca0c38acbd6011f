"""Reads what the scrutiny committee writes, and to whom: notices.toml.

Refuses a missing notice, words with a fact nobody knows, an authority without a governing body, and a mailbox
that could be a person's.
"""

import re
from collections.abc import Sequence
from string import Formatter

from portal.partnership.reading.tables import Table
from portal.partnership.rules import Authority
from portal.partnership.scrutiny import (
    FACTS,
    NOTICE_KINDS,
    ClosedReason,
    GoverningBody,
    NoticeText,
    Scrutiny,
)

MAILBOX = re.compile(r"[a-z0-9-]+@[a-z0-9.-]+\.[a-z]{2,}")  # no full stop before the @: not first.last@


def read_scrutiny(top: Table, authorities: Sequence[Authority]) -> Scrutiny:
    """The committee's papers."""
    made = Scrutiny(
        notices=_notices(top),
        governing_bodies=_governing_bodies(top, {each.code for each in authorities}),
        closed_reasons=_closed_reasons(top),
        facts_note=top.text("facts_note", default=""),
    )
    top.finish()
    return made


def _governing_bodies(top: Table, authorities: set[str]) -> tuple[GoverningBody, ...]:
    found: dict[str, GoverningBody] = {}
    for table in top.tables("governing_body"):
        of, name, mailbox = table.code("of"), table.text("name"), table.text("mailbox", default="")
        if mailbox and not MAILBOX.fullmatch(mailbox):
            table.fault("mailbox", f"“{mailbox}” must be the address of a post, not a person’s")
        if of in found:
            table.fault("of", f"a second governing body of “{of}”")
        found[of] = GoverningBody(of, name, mailbox)
        table.finish()
    for code in sorted(authorities - found.keys()):
        top.fault(None, f"no [[governing_body]] of “{code}”: a matter of one authority alone goes there")
    return tuple(found.values())


def _notices(top: Table) -> tuple[NoticeText, ...]:
    found: dict[str, NoticeText] = {}
    for table in top.tables("notice"):
        kind = table.one_of("kind", NOTICE_KINDS)
        if kind in found:
            table.fault("kind", f"a second notice “{kind}”")
        title, words = table.text("title"), table.text("words")
        found[kind] = NoticeText(kind, title, words, table.flag("law"), table.text("source"))
        _check_facts(table, "title", title)
        _check_facts(table, "words", words)
        table.finish()
    for kind in NOTICE_KINDS:
        if kind not in found:
            top.fault(None, f"no [[notice]] “{kind}”")
    return tuple(found.values())


def _check_facts(table: Table, key: str, text: str) -> None:
    try:
        named = [each[1:] for each in Formatter().parse(text)]
    except ValueError:
        table.fault(key, "a brace stands alone; write two for one")
        return
    for name, form, turn in named:
        if name is not None and (name not in FACTS or form or turn):
            table.fault(key, f"“{{{name}}}” is no fact of a notice: one of {', '.join(FACTS)}")


def _closed_reasons(top: Table) -> tuple[ClosedReason, ...]:
    found = []
    for table in top.tables("closed_reason"):
        found.append(ClosedReason(table.code("code"), table.text("words"), table.text("source")))
        table.finish()
    return tuple(found)
