"""The table of safety advice."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime


class AdvicePage(Base):
    """A page of safety advice, as everybody can read it."""

    __tablename__ = "advice_pages"
    __table_args__ = (WITHOUT_ROWID,)

    code: Mapped[str] = mapped_column(String(60), primary_key=True, comment="short name of the page")
    position: Mapped[int] = mapped_column(Integer, comment="place in the list")
    title: Mapped[str] = mapped_column(String(120), comment="title of the page")
    summary: Mapped[str] = mapped_column(Text, comment="what the page is about")
    topic: Mapped[str] = mapped_column(String(60), comment="topic of concern it belongs to")
    audience: Mapped[list[Any]] = mapped_column(JSON, comment="whom it is for")
    sensitive: Mapped[bool] = mapped_column(Boolean, comment="whether a reader may need to leave fast")
    report_to: Mapped[str] = mapped_column(Text, comment="what to do now and whom to tell")
    helplines: Mapped[list[Any]] = mapped_column(JSON, comment="short names of the helplines it shows")
    sources: Mapped[list[Any]] = mapped_column(JSON, comment="where its facts come from")
    reviewed_on: Mapped[date] = mapped_column(Date, comment="day somebody last checked the page")
    body: Mapped[str] = mapped_column(Text, comment="the advice itself")
    version: Mapped[int] = mapped_column(Integer, comment="how often the page was saved")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the page was last saved")
