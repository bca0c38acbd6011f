"""Themes of one ward as its councillors may know them: a name, an officer's newest note, a band.

Leaves out a theme that touches a sensitive kind, and one that too few reports stand under: a note about one
report would be that report told again. Numbers are bands, so that none can be taken from a table. Never a
report's own words.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.concerns import themes
from portal.concerns.theme_models import ThemeNote, ThemeRow
from portal.concerns.theme_rules import ThemeState
from portal.core.disclosure import Audience, Shown, band, gate
from portal.core.windows import london_date
from portal.partnership.rules import Partnership

MOST_THEMES = 20  # of one ward; a partnership has dozens in all


@dataclass(frozen=True, slots=True)
class WardTheme:
    """An open theme of the ward. `count` is printed as it stands; `noted_on` is the day of the note."""

    name: str
    note: str
    noted_on: date
    count: str


def of_ward(session: Session, ward: str, *, partnership: Partnership) -> tuple[WardTheme, ...]:
    """The open themes of a ward that its councillors may know, by name, at most `MOST_THEMES`."""
    newest = (
        select(ThemeNote.theme_id, func.max(ThemeNote.version).label("version"))
        .group_by(ThemeNote.theme_id)
        .subquery()
    )
    query = (
        select(ThemeRow.id, ThemeRow.name, ThemeRow.subtopic, ThemeNote.words, ThemeNote.written_at)
        .join(newest, newest.c.theme_id == ThemeRow.id)
        .join(
            ThemeNote,
            (ThemeNote.theme_id == ThemeRow.id) & (ThemeNote.version == newest.c.version),
        )
        .where(ThemeRow.ward == ward, ThemeRow.state == ThemeState.OPEN, ThemeNote.words != "")
        .order_by(ThemeRow.folded, ThemeRow.id)
    )
    found: list[WardTheme] = []
    for row in session.execute(query):
        behind = themes.behind(session, row.id, partnership=partnership)
        sensitive = behind.sensitive or _sensitive(partnership, row.subtopic)
        count = gate(behind.count, Audience.COUNCILLOR, sensitive=sensitive)
        if isinstance(count, Shown):
            found.append(
                WardTheme(row.name, row.words, london_date(row.written_at), band(behind.count).words)
            )
    return tuple(found[:MOST_THEMES])


def _sensitive(partnership: Partnership, subtopic: str | None) -> bool:
    """Whether the kind a theme is about is sensitive, or unknown by now."""
    kinds = {kind.code: kind.sensitive for topic in partnership.topics for kind in topic.subtopics}
    return subtopic is not None and kinds.get(subtopic, True)
