"""Everything a search can find, gathered from the slices that own it."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.advice import queries as advice
from portal.consultations import queries as consultations
from portal.front.rules import Document, Kind
from portal.meetings import public as meetings
from portal.news import queries as news
from portal.notices import glossary
from portal.notices.rules import NOTICES
from portal.outcomes import queries as outcomes
from portal.partnership import queries as partnership_queries
from portal.partnership.helplines import HelplineView
from portal.partnership.rules import Group, Partnership
from portal.plan import queries as plans
from portal.referrals import findable as referrals
from portal.referrals import untold


def documents(session: Session, partnership: Partnership, *, now: datetime) -> tuple[Document, ...]:
    """Every page a visitor may find, in the order in which equals are shown."""
    return (
        *_advice(session),
        *(_helpline(line) for line in partnership_queries.all_helplines(session)),
        *_plan(session),
        *_consultations(session, now),
        *_outcomes(session, partnership),
        *_news(session),
        *(_group(group) for group in partnership.groups),
        *(Document(Kind.NOTICE, n.title, n.summary, n.words, n.path) for n in NOTICES),
        *(Document(Kind.WORD, t.word, t.means, " ".join(t.also), t.href) for t in glossary.for_everybody()),
        *(Document(Kind.NOTICE, *page) for page in (*referrals.PAGES, *meetings.PAGES)),
    )


def _advice(session: Session) -> tuple[Document, ...]:
    pages = advice.for_search(session)
    return tuple(
        Document(Kind.ADVICE, page.title, page.summary, page.words, f"/advice/{page.code}") for page in pages
    )


def _helpline(line: HelplineView) -> Document:
    href = f"/help-now#helpline-{line.code}"
    number = line.number or line.text_number
    summary = f"{number}. {line.words}" if number else line.words
    return Document(Kind.HELPLINE, line.name, summary, f"{line.hours} {line.site}", href)


def _plan(session: Session) -> tuple[Document, ...]:
    plan = plans.published(session)
    if plan is None:
        return ()
    whole = Document(Kind.PLAN, plan.title, plan.year_words, plan.summary, f"/plan/{plan.year}")
    parts = tuple(
        Document(Kind.PLAN, heading, plan.title, words, f"/plan/{plan.year}#part-{part.letter}")
        for part, (heading, words) in zip(plan.sections, plans.words_of(plan), strict=True)
    )
    return (whole, *parts)


def _group(group: Group) -> Document:
    duties = " ".join((*group.duties, group.tier_name, group.short_name))
    summary = "; ".join(group.remit[:3])
    return Document(
        Kind.GROUP,
        group.name,
        summary,
        f"{duties} {' '.join(group.remit)}",
        f"/partnership/{group.code.lower()}",
    )


def _consultations(session: Session, now: datetime) -> tuple[Document, ...]:
    listing = consultations.listing(session, now=now)
    every = (*listing.open, *listing.upcoming, *listing.closed)
    return tuple(
        Document(Kind.CONSULTATION, one.title, one.purpose, one.phase.value, f"/consultations/{one.slug}")
        for one in every
    )


def _outcomes(session: Session, partnership: Partnership) -> tuple[Document, ...]:
    """The newest outcomes; older ones are found on their own page."""
    without = untold.references(session, partnership=partnership)
    return tuple(
        Document(
            Kind.OUTCOME, one.line, one.subject_name, f"{one.decision} {one.reason}", f"/outcomes/{one.id}"
        )
        for one in outcomes.published(session, without=without).rows
    )


def _news(session: Session) -> tuple[Document, ...]:
    """The newest news."""
    return tuple(
        Document(Kind.NEWS, line.title, line.summary, words, f"/news/{line.slug}")
        for line, words in news.for_search(session)
    )
