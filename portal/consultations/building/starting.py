"""Where a new consultation's questions come from: the standard ones, a shipped questionnaire, an earlier one.

A copy takes over what another consultation said of itself too, with new days; it is a draft of its own.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.consultations import rows
from portal.consultations.building.patterns import patterns
from portal.consultations.models import Consultation
from portal.consultations.opening import queries, service
from portal.consultations.opening.facts import MAX_TITLE
from portal.consultations.opening.gate import ENOUGH_DAYS
from portal.consultations.questions.registry import Document
from portal.consultations.rules import LEAST_DAYS
from portal.consultations.shipped import from_priorities, nothing_asked_yet
from portal.core.errors import NotFound
from portal.core.windows import Window, london_date
from portal.core.years import year_of
from portal.partnership import queries as partnership_queries
from portal.partnership.rules import Partnership

STANDARD, EMPTY, COPY, PATTERN = "standard", "empty", "copy:", "pattern:"
FIRST = (
    (STANDARD, "The standard questions: how things are, and what should come first"),
    (EMPTY, "Only what ties somebody to the area; the rest is written later"),
)
LISTED = 12  # earlier consultations; an older one is copied from its own page
COPY_OF = "Copy of "


def offered(session: Session) -> tuple[tuple[str, str], ...]:
    """Every start as value and words: standard, shipped, then the latest consultations."""
    shipped = tuple((f"{PATTERN}{each.code}", each.name) for each in patterns())
    latest = select(Consultation).order_by(Consultation.closes_at.desc(), Consultation.slug).limit(LISTED)
    earlier = tuple(
        (f"{COPY}{row.slug}", f"The questions of “{row.title}”") for row in session.scalars(latest)
    )
    return (*FIRST, *shipped, *earlier)


def document(session: Session, start: str, partnership: Partnership, *, now: datetime) -> Document:
    """The questions of this start. Raises `NotFound` for one that is not offered."""
    today = london_date(now)
    priorities = partnership_queries.priorities_now(session, today)
    if start.startswith(COPY):
        return rows.document_of(rows.find(session, start.removeprefix(COPY)))
    for pattern in patterns():
        if start == f"{PATTERN}{pattern.code}":
            return pattern.document(partnership, priorities)
    if start == STANDARD and priorities is not None:
        return from_priorities(partnership, priorities, str(year_of(today))).document
    if start in (STANDARD, EMPTY):
        return nothing_asked_yet(partnership)
    raise NotFound(kind="start", value=start)


def copy(session: Session, slug: str, *, actor_id: str, now: datetime) -> str:
    """A draft with the same questions and facts, and days that lie ahead; answers its slug.

    The day of the decision and reasons for dates are not taken over. Raises `NotFound`.
    """
    facts = queries.draft(session, slug, now=now).facts
    days = max((facts.window.last_day - facts.window.first_day).days + 1, LEAST_DAYS)
    opens = london_date(now) + timedelta(days=LEAST_DAYS)
    window = Window.of_days(opens, opens + timedelta(days=min(days, 2 * ENOUGH_DAYS) - 1))
    title = f"{COPY_OF}{facts.title.removeprefix(COPY_OF)}"[:MAX_TITLE]
    new = replace(facts, title=title, window=window, decides_on=None, length_reason="")
    questions = rows.document_of(rows.find(session, slug))
    return service.start(session, new, questions, actor_id=actor_id, now=now)
