"""Table of the items that the public was kept out of, with the law's reason."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base


class ClosedItem(Base):
    """A matter that the committee discussed, or is to discuss, without the public."""

    __tablename__ = "committee_closed_items"
    __table_args__ = (
        UniqueConstraint("sitting_id", "referral_id"),
        Index("ix_committee_closed_items_noted", "noted_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the closed item")
    sitting_id: Mapped[str] = mapped_column(
        ForeignKey("committee_sittings.id"), comment="sitting at which the public is kept out"
    )
    referral_id: Mapped[str] = mapped_column(
        ForeignKey("referrals.id", ondelete="CASCADE"), comment="the referral it is about"
    )
    reason: Mapped[str] = mapped_column(String(40), comment="the law's reason, as a code")
    why_public_interest: Mapped[str] = mapped_column(
        Text, comment="why keeping the public out weighs more here than letting it in"
    )
    noted_on: Mapped[date] = mapped_column(Date, comment="day this was noted")
    noted_by: Mapped[str] = mapped_column(String(32), comment="id of the account that noted it")
