"""What waits to be talked about: pulled from the slices that hold it, for one group, by need to know.

Proposes and decides nothing. Refuses to show a group a theme of a kind that is not routed to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.concerns import themes
from portal.concerns.theme_rules import ThemeState
from portal.consultations import queries as consultations
from portal.consultations.rules import Phase
from portal.contact import queries as contact
from portal.core.disclosure import band
from portal.core.words import details
from portal.meetings import returns, room, rules, work_plan
from portal.meetings.kinds import Source
from portal.meetings.models import Meeting
from portal.partnership.rules import Group, Partnership
from portal.referrals import sent_to_group
from portal.web.filters import day

RECENT = timedelta(days=183)
"""So long after its close a consultation is proposed: it is talked about at one of the next meetings."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something a group could talk about."""

    source: Source
    source_id: str
    title: str
    paper: str = ""
    source_agency: str = ""
    approved: str = ""

    @property
    def key(self) -> str:
        """As a form sends it."""
        return f"{self.source}:{self.source_id}"


def proposals(
    session: Session, meeting: Meeting, group: Group, *, partnership: Partnership, now: datetime
) -> tuple[Proposal, ...]:
    """Everything that waits for this group and does not stand on this agenda yet."""
    return (
        *_work(session, meeting),
        *_returns(session, group),
        *_themes(session, group, partnership),
        *_consultations(session, now),
        *_referrals(session, group),
        *_questions(session, group, partnership),
    )


def _work(session: Session, meeting: Meeting) -> Iterator[Proposal]:
    for each in work_plan.of(session, meeting.group_code, until=meeting.held_on):
        yield Proposal(Source.WORK_PLAN, each.id, each.title)


def _returns(session: Session, group: Group) -> Iterator[Proposal]:
    for each in returns.at(session, group.code):
        yield Proposal(Source.RETURN, each.id, each.title, each.words, each.source_agency, each.approved)


def _themes(session: Session, group: Group, partnership: Partnership) -> Iterator[Proposal]:
    """Open themes of the kinds the group needs to know of; their number is told as a band."""
    known = {kind.code for kind in partnership.subtopics_of(group.code)}
    topics = {partnership.topic_of(code).code for code in known}
    for theme in _every_theme(session):
        nobodys = theme.topic is None and group.code == partnership.engagement_group
        routed = theme.subtopic in known if theme.subtopic else (theme.topic in topics or nobodys)
        behind = themes.behind(session, theme.id, partnership=partnership)
        if not routed or (behind.sensitive and theme.subtopic not in known):
            continue
        number, begun = band(behind.count).words, day(theme.begun_on)
        paper = f"Counted reports behind it: {number}. Officers began it on {begun}."
        yield Proposal(Source.THEME, theme.id, theme.name, paper)


def _every_theme(session: Session) -> Iterator[themes.Theme]:
    after: str | None = None
    while True:
        found = themes.page(session, state=ThemeState.OPEN, after=after)
        yield from found.rows
        after = found.next_key
        if after is None:
            return


def _consultations(session: Session, now: datetime) -> Iterator[Proposal]:
    for each in consultations.listing(session, now=now).closed:
        if each.phase is Phase.CLOSED and each.window.closes_at > now - RECENT:
            paper = f"What people said: /consultations/{each.slug}/results"
            yield Proposal(Source.CONSULTATION, each.slug, each.title, paper)


def _referrals(session: Session, group: Group) -> Iterator[Proposal]:
    """What the scrutiny committee sent to this group; words that could point to somebody stay there."""
    for each in sent_to_group.to(session, group.code):
        words = f"{each.about}\n\nWhat the councillor wants to come of it: {each.wanted}"
        paper = "" if details(words) else words[: rules.MAX_WORDS]
        yield Proposal(Source.REFERRAL, each.reference, f"{each.title} ({each.reference})", paper)


def _questions(session: Session, group: Group, partnership: Partnership) -> Iterator[Proposal]:
    """Questions from the public go to the groups at the head of the partnership."""
    if group.code not in room.tops(partnership):
        return
    for each in contact.accepted_questions(session):
        words = "" if details(each.words) else each.words[: rules.MAX_WORDS]
        yield Proposal(Source.QUESTION, each.id, "A question from the public", words)
