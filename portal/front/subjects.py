"""What an outcome can be about: gathered from the slices that hold it, with the facts a rule asks for.

Refuses a subject that is not there; tells an outcome's rule how many stand behind it and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from sqlalchemy.orm import Session

from portal.concerns import themes
from portal.consultations import queries as consultations
from portal.consultations.rules import Phase
from portal.contact import queries as contact
from portal.contact.queries import AcceptedQuestion
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.core.words import details
from portal.outcomes.rules import Facts, Kind, Subject
from portal.partnership.rules import Partnership
from portal.referrals import register

MAX_NAME = 200  # characters of what an outcome is about, as it is kept
QUESTION = "A question to the board"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where to look, and when."""

    session: Session
    partnership: Partnership
    now: datetime


@dataclass(frozen=True, slots=True)
class Gathered:
    """A subject, what its rule is given, and where staff read about it. `reports` is raw: not for a page."""

    subject: Subject
    reports: int | None
    sensitive: bool
    href: str
    gone: bool = False

    def facts(self, *, proceedings: bool) -> Facts:
        """What `may_publish` is given."""
        return Facts(self.reports, self.sensitive, proceedings=proceedings, gone=self.gone)


def gather(ground: Ground, kind: Kind, subject_id: str) -> Gathered:
    """The subject as it stands now. Raises `NotFound`."""
    if kind not in GATHERERS:
        raise NotFound(kind=kind, value=subject_id)
    return GATHERERS[kind](ground, subject_id)


def gone(kind: Kind, subject_id: str, name: str) -> Gathered:
    """A subject nobody here can read any more: nothing new is told of it."""
    return Gathered(Subject(kind, subject_id, name), None, False, "", gone=True)


def _theme(ground: Ground, theme_id: str) -> Gathered:
    theme = themes.of(ground.session, theme_id)
    behind = themes.behind(ground.session, theme_id, partnership=ground.partnership)
    subject = Subject(Kind.THEME, theme.id, theme.name, theme.topic or "", behind.first_month)
    return Gathered(subject, behind.count, behind.sensitive, f"/staff/concerns/themes/{theme.id}")


def _consultation(ground: Ground, slug: str) -> Gathered:
    asked = consultations.asked(ground.session, slug, now=ground.now)
    if asked.phase is not Phase.CLOSED:
        raise NotFound(kind=Kind.CONSULTATION, value=slug)
    subject = Subject(Kind.CONSULTATION, asked.slug, asked.title, heard_on=asked.window.last_day)
    return Gathered(subject, None, False, f"/staff/consultations/{asked.slug}")


def _referral(ground: Ground, reference: str) -> Gathered:
    """Only what the public register holds: a sensitive referral, or one not listed yet, is not found."""
    today = london_date(ground.now)
    row = register.entry(ground.session, reference, partnership=ground.partnership, today=today).row
    kind, ward = ground.partnership.subtopic(row.subtopic), ground.partnership.ward(row.ward)
    subject = Subject(
        Kind.REFERRAL,
        row.reference,
        f"Referral {row.reference}: {kind.name}, {ward.name}",
        ground.partnership.topic_of(row.subtopic).code,
        row.submitted_on,
    )
    return Gathered(subject, None, kind.sensitive, f"/referrals/{row.reference}")


def _question(ground: Ground, question_id: str) -> Gathered:
    """A question an officer has accepted, in the officer's copy of its words."""
    for each in _questions(ground):
        if each.id == question_id:
            name = _named(each)
            subject = Subject(Kind.QUESTION, each.id, name, heard_on=each.received_on)
            return Gathered(subject, None, False, f"/staff/contact/{each.id}")
    raise NotFound(kind=Kind.QUESTION, value=question_id)


def _questions(ground: Ground) -> tuple[AcceptedQuestion, ...]:
    return tuple(
        each
        for answered in (False, True)
        for each in contact.accepted_questions(ground.session, answered=answered)
    )


def _named(question: AcceptedQuestion) -> str:
    """The question as it is printed: in short, and without its words where they might point to somebody."""
    words = "" if details(question.words) else " ".join(question.words.split())
    return shorten(f"A question to the board: {words}", MAX_NAME, placeholder=" …") if words else QUESTION


GATHERERS: dict[Kind, Callable[[Ground, str], Gathered]] = {
    Kind.THEME: _theme,
    Kind.CONSULTATION: _consultation,
    Kind.REFERRAL: _referral,
    Kind.QUESTION: _question,
}
"""Who knows a subject of this kind."""


def offered(ground: Ground) -> tuple[tuple[Kind, str, str], ...]:
    """What an outcome can be written about now: kind, id and name."""
    open_themes = ((Kind.THEME, theme_id, name) for theme_id, name in themes.choices(ground.session))
    closed = consultations.listing(ground.session, now=ground.now).closed
    asked = ((Kind.CONSULTATION, each.slug, each.title) for each in closed if each.phase is Phase.CLOSED)
    kinds = {kind.code for topic in ground.partnership.topics for kind in topic.subtopics}
    wards = {ward.code for ward in ground.partnership.wards}
    rows = register.page(ground.session, partnership=ground.partnership).rows
    listed = (_referral(ground, row.reference) for row in rows if row.subtopic in kinds and row.ward in wards)
    referred = ((Kind.REFERRAL, each.subject.id, each.subject.name) for each in listed)
    questions = ((Kind.QUESTION, each.id, _named(each)) for each in _questions(ground))
    return (*open_themes, *asked, *referred, *questions)
