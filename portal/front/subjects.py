"""What an outcome can be about: gathered from the slices that hold it, with the facts a rule asks for.

Refuses a subject that is not there; tells an outcome's rule how many stand behind it and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.concerns import themes
from portal.consultations import queries as consultations
from portal.consultations.rules import Phase
from portal.core.errors import NotFound
from portal.outcomes.rules import Facts, Kind, Subject
from portal.partnership.rules import Partnership


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

    def facts(self, *, proceedings: bool) -> Facts:
        """What `may_publish` is given."""
        return Facts(reports=self.reports, sensitive=self.sensitive, proceedings=proceedings)


def gather(ground: Ground, kind: Kind, subject_id: str) -> Gathered:
    """The subject as it stands now. Raises `NotFound`."""
    if kind not in GATHERERS:
        raise NotFound(kind=kind, value=subject_id)
    return GATHERERS[kind](ground, subject_id)


def gone(kind: Kind, subject_id: str, name: str) -> Gathered:
    """A subject nobody here can read any more: behind a theme stands nothing then that could be counted."""
    return Gathered(Subject(kind, subject_id, name), 0 if kind is Kind.THEME else None, False, "")


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


GATHERERS: dict[Kind, Callable[[Ground, str], Gathered]] = {
    Kind.THEME: _theme,
    Kind.CONSULTATION: _consultation,
}
"""Who knows a subject of this kind."""


def offered(ground: Ground) -> tuple[tuple[Kind, str, str], ...]:
    """What an outcome can be written about now: kind, id and name."""
    open_themes = ((Kind.THEME, theme_id, name) for theme_id, name in themes.choices(ground.session))
    closed = consultations.listing(ground.session, now=ground.now).closed
    asked = ((Kind.CONSULTATION, each.slug, each.title) for each in closed if each.phase is Phase.CLOSED)
    return (*open_themes, *asked)
