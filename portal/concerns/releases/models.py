"""Tables of what was published about concerns: bands only, never a count, and nothing is ever changed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime


class ReleaseMap(Base):
    """The script of a published map, kept under the hash it is served by; two alike pictures share one."""

    __tablename__ = "concern_release_maps"
    __table_args__ = (WITHOUT_ROWID,)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True, comment="SHA-256 of the map's script")
    script: Mapped[str] = mapped_column(Text, comment="outlines and bands of a published map, as a script")


class Release(Base):
    """One published picture of a period, frozen."""

    __tablename__ = "concern_releases"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="period_runs_forward"),
        UniqueConstraint("number"),
        UniqueConstraint("ends_on"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the publication")
    number: Mapped[int] = mapped_column(Integer, comment="running number of the publication")
    starts_on: Mapped[date] = mapped_column(Date, comment="first day of the period that is published")
    ends_on: Mapped[date] = mapped_column(Date, comment="last day of the period that is published")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the publication was made")
    made_by: Mapped[str] = mapped_column(String(32), comment="id of the account that made it")
    content: Mapped[str] = mapped_column(Text, comment="the published bands, exactly as published")
    digest: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the published bands")
    map_digest: Mapped[str] = mapped_column(
        ForeignKey("concern_release_maps.digest"), comment="SHA-256 of the script of its map"
    )

    def __repr__(self) -> str:
        return f"<Release {self.number}>"


class ReleaseNote(Base):
    """What was found wrong later; the publication itself stays as it was."""

    __tablename__ = "concern_release_notes"
    __table_args__ = (Index("ix_concern_release_notes_release", "release_id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the note")
    release_id: Mapped[str] = mapped_column(
        ForeignKey("concern_releases.id"), comment="publication that the note belongs to"
    )
    words: Mapped[str] = mapped_column(Text, comment="published note of an officer about the publication")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the note was written")
    written_by: Mapped[str] = mapped_column(String(32), comment="id of the account that wrote it")
