"""The tables of what a consultation tells before it opens, and of other bodies' consultations."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base
from portal.consultations.opening.facts import LabelKind

KINDS = ", ".join(f"'{kind}'" for kind in LabelKind)


class ConsultationFacts(Base):
    """What one consultation says of itself beyond its questions."""

    __tablename__ = "consultation_facts"
    __table_args__ = (WITHOUT_ROWID,)

    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), primary_key=True, comment="the consultation they belong to"
    )
    decides_on: Mapped[date | None] = mapped_column(Date, comment="day by which it is decided, as published")
    reasons: Mapped[str] = mapped_column(Text, default="", comment="the reasons, as published")
    evidence: Mapped[str] = mapped_column(
        Text, default="", comment="names and addresses of papers, as published"
    )
    affected: Mapped[str] = mapped_column(
        Text, default="", comment="groups affected most, as published; no person"
    )
    length_reason: Mapped[str] = mapped_column(
        Text, default="", comment="why it is open for as long as it is, as published"
    )
    equality_url: Mapped[str] = mapped_column(
        String(500), default="", comment="address of the equality impact assessment"
    )
    equality_reason: Mapped[str] = mapped_column(
        Text, default="", comment="why there is no equality impact assessment, as published"
    )
    dpia_url: Mapped[str] = mapped_column(
        String(500), default="", comment="address of the data protection impact assessment"
    )
    dpia_reason: Mapped[str] = mapped_column(
        Text, default="", comment="why there is no data protection impact assessment, as published"
    )


class ConsultationLabel(Base):
    """A kind of concern, a ward or an audience that a consultation is about; none of a kind means all."""

    __tablename__ = "consultation_labels"
    __table_args__ = (
        CheckConstraint(f"kind IN ({KINDS})", name="kind"),
        Index(None, "kind", "code", "consultation_id"),
        WITHOUT_ROWID,
    )

    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), primary_key=True, comment="the consultation it belongs to"
    )
    kind: Mapped[str] = mapped_column(String(10), primary_key=True, comment="family, ward or audience")
    code: Mapped[str] = mapped_column(String(40), primary_key=True, comment="which one, as a code")


class SetAside(Base):
    """A finding of the publish gate that somebody in charge set aside, with their reason."""

    __tablename__ = "consultation_set_asides"
    __table_args__ = (WITHOUT_ROWID,)

    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), primary_key=True, comment="the consultation it was about"
    )
    code: Mapped[str] = mapped_column(String(20), primary_key=True, comment="which finding, as a code")
    sentence: Mapped[str] = mapped_column(Text, comment="what the finding said when it was set aside")
    reason: Mapped[str] = mapped_column(Text, comment="the reason of whoever set it aside")
    salt: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into the ledger's hash of that reason"
    )
    set_on: Mapped[date] = mapped_column(Date, comment="day on which it was set aside")


class OtherConsultation(Base):
    """A consultation of another body on the same matters, and what we took from it."""

    __tablename__ = "other_consultations"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="days"),
        Index(None, "closes_on", "id"),
        Index(None, "title", "id"),
        Index(None, "body", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    title: Mapped[str] = mapped_column(String(200), comment="what the other body asks, as published")
    body: Mapped[str] = mapped_column(String(200), comment="which body asks")
    opens_on: Mapped[date] = mapped_column(Date, comment="its first day")
    closes_on: Mapped[date] = mapped_column(Date, comment="its last day")
    url: Mapped[str] = mapped_column(String(500), comment="its address")
    family: Mapped[str] = mapped_column(
        String(40), default="", comment="kind of concern it is about, as a code; empty for several"
    )
    findings: Mapped[str] = mapped_column(Text, default="", comment="what we took from it, as published")
    version: Mapped[int] = mapped_column(Integer, default=1, comment="how often staff changed it")
