"""What waits to be talked about: pulled from the slices that hold it, for one group, by need to know.

Proposes and decides nothing. Refuses to show a group a theme that holds a kind which is not routed to it, and
to carry words that could point to somebody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.concerns import gathering, themes
from portal.concerns.gathering import Of
from portal.concerns.theme_rules import ThemeState
from portal.consultations import queries as consultations
from portal.consultations.rules import Phase
from portal.contact import queries as contact
from portal.core.disclosure import band
from portal.core.words import details
from portal.meetings import returns, room, rules, work_plan
from portal.meetings.kinds import SOURCE_WORDS, MeetingState, Source
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.rules import ItemWords
from portal.partnership.rules import Group, Partnership
from portal.referrals import sent_to_group
from portal.web.filters import day

RECENT = timedelta(days=183)
"""So long after its close a consultation is proposed: it is talked about at one of the next meetings."""


A_QUESTION = "A question from the public"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something a group could talk about."""

    source: Source
    source_id: str
    title: str
    paper: str = ""
    source_agency: str = ""
    approved: str = ""
    closed: bool = False
    public_title: str = ""

    @property
    def key(self) -> str:
        """As a form sends it."""
        return f"{self.source}:{self.source_id}"

    def words(self) -> ItemWords:
        """As it stands on an agenda: words that could point to somebody stay where they were written."""
        kind, named = SOURCE_WORDS[self.source], details(self.title)
        return rules.accept_item(
            ItemWords(
                kind if named else self.title[: rules.MAX_TITLE],
                "" if details(self.paper) else self.paper[: rules.MAX_WORDS],
                self.closed,
                self.source,
                self.source_id,
                self.source_agency,
                self.approved,
                public_title="" if named else self.public_title[: rules.MAX_TITLE],
            )
        )


def proposals(
    session: Session, meeting: Meeting, group: Group, *, partnership: Partnership, now: datetime
) -> tuple[Proposal, ...]:
    """Everything that waits for this group and does not stand on this agenda yet."""
    return (
        *_work(session, meeting),
        *_returns(session, group),
        *_themes(session, group, partnership),
        *_consultations(session, now),
        *_referrals(session, group, partnership, now),
        *_questions(session, group, partnership),
    )


def _work(session: Session, meeting: Meeting) -> Iterator[Proposal]:
    for each in work_plan.of(session, meeting.group_code, until=meeting.held_on):
        yield Proposal(Source.WORK_PLAN, each.id, each.title)


def _returns(session: Session, group: Group) -> Iterator[Proposal]:
    for each in returns.at(session, group.code):
        yield Proposal(Source.RETURN, each.id, each.title, each.words, each.source_agency, each.approved)


def _themes(session: Session, group: Group, partnership: Partnership) -> Iterator[Proposal]:
    """Open themes all of whose kinds the group needs to know of; their number is told as a band."""
    known = {kind.code for kind in partnership.subtopics_of(group.code)}
    topics = {partnership.topic_of(code).code for code in known}
    for theme in _every_theme(session):
        nobodys = theme.topic is None and group.code == partnership.engagement_group
        routed = theme.subtopic in known if theme.subtopic else (theme.topic in topics or nobodys)
        if not routed or not gathering.kinds(session, Of(theme=theme.id)) <= known:
            continue
        count = themes.behind(session, theme.id, partnership=partnership).count
        number, begun = band(count).words, day(theme.begun_on)
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
            yield Proposal(Source.CONSULTATION, each.slug, each.title, paper, public_title=each.title)


def _referrals(session: Session, group: Group, partnership: Partnership, now: datetime) -> Iterator[Proposal]:
    """What the scrutiny committee sent to this group, as the public register calls it.

    What does not stand there stays in the room, under its reference alone; what the committee closed since
    waits until it stood on one of the group's agendas.
    """
    wards = {ward.code: ward.name for ward in partnership.wards}
    for each in sent_to_group.to(session, group.code, now=now):
        if each.closed and _stood_on_one(session, group, Source.REFERRAL, each.reference):
            continue
        kind = partnership.subtopic(each.subtopic) if each.listed else None
        if kind is None or kind.sensitive:
            yield Proposal(Source.REFERRAL, each.reference, each.reference, closed=True)
            continue
        title = f"{', '.join(filter(None, (kind.name, wards.get(each.ward, ''))))} ({each.reference})"
        paper = f"{each.about}\n\nWhat the councillor wants to come of it: {each.wanted}"
        yield Proposal(Source.REFERRAL, each.reference, title, paper)


def _stood_on_one(session: Session, group: Group, source: Source, source_id: str) -> bool:
    query = select(AgendaItem.id).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    query = query.where(Meeting.group_code == group.code, Meeting.state != MeetingState.CANCELLED)
    about = query.where(AgendaItem.source == source, AgendaItem.source_id == source_id)
    return session.scalars(about.limit(1)).first() is not None


def _questions(session: Session, group: Group, partnership: Partnership) -> Iterator[Proposal]:
    """Questions from the public go to the groups at the head of the partnership; their words stay there."""
    if group.code not in room.tops(partnership):
        return
    for each in contact.accepted_questions(session):
        yield Proposal(Source.QUESTION, each.id, A_QUESTION, public_title=A_QUESTION)


def asked(session: Session, source: Source, source_id: str) -> str:
    """The words of the question an item is about, for as long as they are kept; empty for any other item."""
    if source is not Source.QUESTION:
        return ""
    words = contact.words_of_question(session, source_id)
    return "" if details(words) else words
