"""Themes as officers begin them, for stories."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from portal.concerns import themes
from portal.concerns.theme_rules import ThemeWords

OFFICER = "o" * 26
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def a_theme(
    session: Session, name: str = "Dark path by the river", *, now: datetime = MONDAY, **more: str
) -> str:
    """A theme somebody began; its id."""
    words = ThemeWords(name, **{"note": "Lamps are out and bushes hide the path.", **more})
    return themes.begin(session, words, actor_id=OFFICER, now=now)
