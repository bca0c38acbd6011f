"""Tables of themes: what officers call what many reports have in common, and what they noted about it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime


class ThemeRow(Base):
    """A theme: a label that officers put on reports."""

    __tablename__ = "themes"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed')", name="state_known"),
        UniqueConstraint("folded"),
        Index("ix_themes_listed", "state", "folded", "id"),
        Index("ix_themes_begun", "begun_on", "id"),
        Index("ix_themes_state_begun", "state", "begun_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the theme")
    name: Mapped[str] = mapped_column(String(60), comment="name of the theme")
    folded: Mapped[str] = mapped_column(
        String(200), comment="name of the theme in small letters, for its order"
    )
    topic: Mapped[str | None] = mapped_column(String(60), comment="topic the theme is mostly about")
    subtopic: Mapped[str | None] = mapped_column(
        String(60), comment="kind of concern the theme is mostly about"
    )
    ward: Mapped[str | None] = mapped_column(String(20), comment="ward the theme is mostly about")
    area: Mapped[str | None] = mapped_column(String(20), comment="map area the theme is mostly about")
    state: Mapped[str] = mapped_column(String(10), comment="whether reports are still put under the theme")
    begun_on: Mapped[date] = mapped_column(Date, comment="day the theme was begun")
    changed_on: Mapped[date] = mapped_column(Date, comment="day the theme was last changed")
    version: Mapped[int] = mapped_column(Integer, comment="how often the theme was changed")


class ThemeNote(Base):
    """An officer's note about a theme as it stood from one version on; without personal details."""

    __tablename__ = "theme_notes"
    __table_args__ = (WITHOUT_ROWID,)

    theme_id: Mapped[str] = mapped_column(ForeignKey("themes.id"), primary_key=True, comment="the theme")
    version: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="version of the theme the note came with"
    )
    words: Mapped[str] = mapped_column(Text, comment="an officer's note, without personal details")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the officer wrote the note")
    written_by: Mapped[str] = mapped_column(String(32), comment="id of the officer's account")
