"""Mail that waits to be sent."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime


class Mail(Base):
    """One mail to a member of staff; it never holds what the public wrote."""

    __tablename__ = "outbox_mails"
    __table_args__ = (Index(None, "sent_at", "written_at", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    recipient: Mapped[str] = mapped_column(String(254), comment="e-mail address of a member of staff")
    subject: Mapped[str] = mapped_column(String(200), comment="subject line without content")
    body: Mapped[str] = mapped_column(Text, comment="words of the mail until it is sent")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the mail was written")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when the mail was sent")
    tries: Mapped[int] = mapped_column(Integer, default=0, comment="how often sending was tried")
