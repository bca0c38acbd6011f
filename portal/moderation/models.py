"""Who works on what waits just now. Nothing here was written by the public."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime


class ClaimRow(Base):
    """An item that a member of staff works on; it ends by itself."""

    __tablename__ = "moderation_claims"
    __table_args__ = (
        Index("ix_moderation_claims_until", "until"),
        Index("ix_moderation_claims_actor", "actor_id", "until"),
        WITHOUT_ROWID,
    )

    desk: Mapped[str] = mapped_column(
        String(20), primary_key=True, comment="which kind of item a member of staff works on"
    )
    item_id: Mapped[str] = mapped_column(
        String(32), primary_key=True, comment="random id of the item that is worked on"
    )
    actor_id: Mapped[str] = mapped_column(String(32), comment="id of the staff account that works on it")
    until: Mapped[datetime] = mapped_column(UtcDateTime, comment="when that ends by itself")
