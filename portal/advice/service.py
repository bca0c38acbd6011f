"""Keeping safety advice and helplines: loaded once, then changed by officers only."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.advice import rules
from portal.advice.models import AdvicePage
from portal.advice.rules import AdviceWords, HelplineWords
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership import service as partnership
from portal.partnership.content import AdviceText, Audience, Content, Helpline
from portal.partnership.models import HelplineRow

FIRST = 1
"""Version of a page that nobody has changed."""


def load(session: Session, content: Content, *, now: datetime) -> list[str]:
    """Add the pages that are missing; answers what differs, a line each, and overwrites nothing."""
    differences: list[str] = []
    for position, text in enumerate(content.advice):
        row = session.get(AdvicePage, text.code)
        given = _columns(text)
        if row is None:
            session.add(AdvicePage(code=text.code, position=position, version=FIRST, saved_at=now, **given))
            continue
        changed = [name for name, value in given.items() if getattr(row, name) != value]
        if changed:
            differences.append(f"advice {text.code}: {', '.join(changed)} differ; the database stands.")
    session.flush()
    return differences


def add(session: Session, words: AdviceWords, *, actor_id: str, now: datetime) -> str:
    """A new page at the end of the list; answers its code. The same words sent twice make one page.

    Raises `TitleTaken`, `AdviceIncomplete`, `UnknownHelpline`.
    """
    rules.check(words, frozenset(session.scalars(select(HelplineRow.code))))
    same = session.scalars(select(AdvicePage).where(AdvicePage.title == words.title)).first()
    if same is not None:
        if (same.summary, same.body, same.report_to) != (words.summary, words.body, words.report_to):
            raise rules.TitleTaken(title=words.title)
        return same.code
    code = rules.code_for(words.title, {*session.scalars(select(AdvicePage.code)), "new"})
    last = session.scalar(select(func.max(AdvicePage.position)))
    row = AdvicePage(code=code, position=(last or 0) + 1, topic="", version=FIRST, saved_at=now)
    _put(row, words)
    row.reviewed_on = london_date(now)
    session.add(row)
    session.flush()
    _record(session, row, actor_id, now)
    return code


def save(
    session: Session, code: str, words: AdviceWords, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Put an officer's words on the page.

    Raises `NotFound`, `Stale`, `AdviceIncomplete`, `UnknownHelpline`.
    """
    row = session.get(AdvicePage, code, with_for_update=True)
    if row is None:
        raise NotFound(kind="advice", value=code)
    if row.version != seen_version:
        raise Stale(kind="advice", value=code, version=row.version)
    rules.check(words, frozenset(session.scalars(select(HelplineRow.code))))
    _put(row, words)
    if words.checked:
        row.reviewed_on = london_date(now)
    row.version += 1
    row.saved_at = now
    session.flush()
    _record(session, row, actor_id, now)


def save_helpline(
    session: Session, code: str, words: HelplineWords, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Change a helpline everywhere it shows. Raises `NotFound`, `Stale`."""
    line = _helpline(code, words)
    partnership.save_helpline(session, line, seen_version=seen_version, actor_id=actor_id, now=now)


def add_helpline(session: Session, words: HelplineWords, *, actor_id: str, now: datetime) -> str:
    """Add a helpline at the end of the list; answers the short name it got."""
    code = rules.code_for(words.name, frozenset(session.scalars(select(HelplineRow.code))))
    partnership.add_helpline(session, _helpline(code, words), actor_id=actor_id, now=now)
    return code


def _helpline(code: str, words: HelplineWords) -> Helpline:
    return Helpline(
        code=code,
        name=words.name,
        number=words.number,
        text_number=words.text_number,
        url=words.url,
        hours=words.hours,
        words=words.words,
        audience=Audience(words.audience),
        source=words.source,
        always=words.always,
    )


def _put(row: AdvicePage, words: AdviceWords) -> None:
    row.title, row.summary, row.body, row.report_to = words.title, words.summary, words.body, words.report_to
    row.audience, row.helplines = list(words.audience), list(words.helplines)
    row.sources = _pairs(words.sources)
    row.sensitive = words.sensitive


def _record(session: Session, row: AdvicePage, actor_id: str, now: datetime) -> None:
    ledger.record(
        session,
        actor_id=actor_id,
        action="advice.saved",
        subject=f"advice:{row.code}",
        now=now,
        version=row.version,
    )


def _columns(text: AdviceText) -> dict[str, Any]:
    return {
        "title": text.title,
        "summary": text.summary,
        "topic": text.topic,
        "audience": [each.value for each in text.audience],
        "sensitive": text.sensitive,
        "report_to": text.report_to,
        "helplines": list(text.helplines),
        "sources": _pairs(tuple((source.name, source.url) for source in text.sources)),
        "reviewed_on": text.reviewed_on,
        "body": text.body,
    }


def _pairs(sources: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "url": url} for name, url in sources]
