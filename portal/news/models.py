"""The table of news."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime


class NewsRow(Base):
    """A piece of the partnership's news."""

    __tablename__ = "news"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'published', 'withdrawn')", name="state"),
        CheckConstraint("state = 'draft' OR published_on IS NOT NULL", name="dated"),
        Index("uq_news_slug", "slug", unique=True),
        Index("ix_news_read", "state", "published_on", "id"),
        Index("ix_news_saved", "saved_at", "id"),
        Index("ix_news_title", "title", "id"),
        Index("ix_news_state", "state", "saved_at", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the piece")
    slug: Mapped[str] = mapped_column(String(80), comment="last part of its address")
    title: Mapped[str] = mapped_column(String(200), comment="title of the piece")
    summary: Mapped[str] = mapped_column(Text, comment="what it says, in short")
    body: Mapped[str] = mapped_column(Text, comment="the news itself")
    illustration: Mapped[bool] = mapped_column(Boolean, comment="whether the piece is only an example")
    state: Mapped[str] = mapped_column(String(12), comment="draft, published or withdrawn")
    published_on: Mapped[date | None] = mapped_column(Date, comment="day it was published first")
    changed_on: Mapped[date | None] = mapped_column(Date, comment="day its words last changed after that")
    reason: Mapped[str] = mapped_column(Text, comment="why an officer withdrew it")
    reason_salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into the ledger's hash of that reason"
    )
    version: Mapped[int] = mapped_column(Integer, comment="how often the piece was changed")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the piece was last changed")
