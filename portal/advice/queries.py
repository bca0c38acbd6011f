"""Reading safety advice: the list, one page, and what officers need to keep them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.sanitise import to_html, to_text
from portal.advice import rules
from portal.advice.models import AdvicePage
from portal.core.errors import NotFound
from portal.partnership.helplines import HelplineView
from portal.partnership.queries import helplines

plain = lru_cache(maxsize=200)(to_text)
"""The words alone; kept, because every search reads every page."""


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A page of advice in a list. `code` is the last part of its address; `stale`: not checked in time."""

    code: str
    title: str
    summary: str
    audience: tuple[str, ...]
    sensitive: bool
    reviewed_on: date
    stale: bool
    version: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a fact comes from."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AdviceView:
    """A page of advice, ready to read."""

    code: str
    title: str
    summary: str
    body: Markup
    report_to: Markup
    sensitive: bool
    helplines: tuple[HelplineView, ...]
    sources: tuple[SourceView, ...]
    reviewed_on: date
    audience: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceDraft:
    """A page of advice as an officer edits it: Markdown, codes, lines."""

    code: str
    title: str
    summary: str
    body: str
    report_to: str
    audience: tuple[str, ...]
    helplines: tuple[str, ...]
    sources: str
    sensitive: bool
    reviewed_on: date
    version: int


@dataclass(frozen=True, slots=True)
class AdviceWordsOnly:
    """A page of advice as search reads it: no markup."""

    code: str
    title: str
    summary: str
    words: str


def lines(session: Session, *, today: date, months: int, audience: str = "") -> tuple[AdviceLine, ...]:
    """Every page, or those for one audience (what is for everyone included), in the order of the files."""
    rows = session.scalars(select(AdvicePage).order_by(AdvicePage.position, AdvicePage.code))
    wanted = {audience, "everyone"}
    return tuple(
        AdviceLine(
            code=row.code,
            title=row.title,
            summary=row.summary,
            audience=tuple(row.audience),
            sensitive=row.sensitive,
            reviewed_on=row.reviewed_on,
            stale=rules.is_stale(row.reviewed_on, months, today),
            version=row.version,
        )
        for row in rows
        if not audience or wanted & set(row.audience)
    )


def is_sensitive(session: Session, code: str) -> bool:
    """Whether this page needs a quick way out and no copy in any cache. Raises `NotFound`."""
    found = session.scalar(select(AdvicePage.sensitive).where(AdvicePage.code == code))
    if found is None:
        raise NotFound(kind="advice", value=code)
    return found


def page(session: Session, code: str) -> AdviceView:
    """One page of advice. Raises `NotFound`."""
    row = _row(session, code)
    return AdviceView(
        code=row.code,
        title=row.title,
        summary=row.summary,
        body=to_html(row.body),
        report_to=to_html(row.report_to),
        sensitive=row.sensitive,
        helplines=helplines(session, row.helplines),
        sources=tuple(SourceView(source["name"], source["url"]) for source in row.sources),
        reviewed_on=row.reviewed_on,
        audience=tuple(row.audience),
    )


def draft(session: Session, code: str) -> AdviceDraft:
    """One page as an officer edits it. Raises `NotFound`."""
    row = _row(session, code)
    return AdviceDraft(
        code=row.code,
        title=row.title,
        summary=row.summary,
        body=row.body,
        report_to=row.report_to,
        audience=tuple(row.audience),
        helplines=tuple(row.helplines),
        sources=rules.write_sources(tuple((source["name"], source["url"]) for source in row.sources)),
        sensitive=row.sensitive,
        reviewed_on=row.reviewed_on,
        version=row.version,
    )


def for_search(session: Session) -> tuple[AdviceWordsOnly, ...]:
    """Every page as plain words."""
    rows = session.scalars(select(AdvicePage).order_by(AdvicePage.position, AdvicePage.code))
    return tuple(
        AdviceWordsOnly(row.code, row.title, row.summary, plain(row.body + "\n\n" + row.report_to))
        for row in rows
    )


def titles(session: Session, codes: tuple[str, ...]) -> dict[str, str]:
    """Titles of these pages by code, for links from elsewhere."""
    found = session.execute(select(AdvicePage.code, AdvicePage.title).where(AdvicePage.code.in_(codes)))
    return {row.code: row.title for row in found}


def _row(session: Session, code: str) -> AdvicePage:
    row = session.get(AdvicePage, code)
    if row is None:
        raise NotFound(kind="advice", value=code)
    return row
