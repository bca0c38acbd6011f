"""Writing the questions of a consultation, one edit at a time, each a version that can be brought back.

A draft changes freely; once published, only slips of the pen are put right, with a reason. Refuses an edit
made on an older version, so that two officers never lose each other's work.
"""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_key
from portal.consultations import rows, rules
from portal.consultations.building import spelling
from portal.consultations.building.edits import Edit
from portal.consultations.building.models import DocumentVersion
from portal.consultations.building.versions import Done
from portal.consultations.models import Consultation
from portal.consultations.questions.registry import Document, document_from_json
from portal.consultations.rules import Phase, ReasonMissing, State
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.windows import london_date
from portal.ledger.service import record


def change(
    session: Session, slug: str, edit: Edit, done: Done, *, seen: int, actor_id: str, now: datetime
) -> int:
    """Make one edit to a draft; answers the version it led to. `seen` is the version the officer saw.

    Raises `NotFound`, `Stale`, `MoveNotAllowed` for what is published, and what the edit refuses.
    """
    consultation = _found(session, slug)
    if State(consultation.state) is not State.DRAFT:
        raise MoveNotAllowed(before=State(consultation.state), after="changed")
    if consultation.document_version != seen:
        raise Stale(seen=seen, version=consultation.document_version)
    before = rows.document_of(consultation)
    after = edit(before)
    if after != before:
        _write(session, consultation, after, done, now=now)
        record(
            session,
            actor_id=actor_id,
            action="consultation.questions_saved",
            subject=f"consultation:{consultation.id}",
            now=now,
            version=consultation.document_version,
        )
    return consultation.document_version


def bring_back(session: Session, slug: str, number: int, *, seen: int, actor_id: str, now: datetime) -> int:
    """Let an earlier version of a draft stand again, as a new one. Raises as `change` does."""

    def earlier(_: Document) -> Document:
        return version(session, slug, number)

    return change(session, slug, earlier, Done.TAKEN_BACK, seen=seen, actor_id=actor_id, now=now)


def correct(
    session: Session,
    slug: str,
    wanted: dict[str, str],
    reason: str,
    *,
    seen: int,
    actor_id: str,
    now: datetime,
) -> int:
    """Put slips in published words right; answers the version. Those who answered saw the words as they were.

    Raises `NotFound`, `Stale`, `ReasonMissing`, `MoveNotAllowed` for a draft and for what is closed, and
    `ChangesMeaning`.
    """
    consultation = _found(session, slug)
    phase = rules.phase(State(consultation.state), rows.window_of(consultation), now)
    if phase not in (Phase.UPCOMING, Phase.OPEN):
        raise MoveNotAllowed(before=phase, after="corrected")
    if consultation.document_version != seen:
        raise Stale(seen=seen, version=consultation.document_version)
    if not reason.strip():
        raise ReasonMissing()
    before = rows.document_of(consultation)
    after = spelling.corrected(before, wanted, _published(session, consultation))
    if after != before:
        row = _write(session, consultation, after, Done.CORRECTED, now=now)
        row.reason, row.salt = reason, new_key()
        record(
            session,
            actor_id=actor_id,
            action="consultation.questions_corrected",
            subject=f"consultation:{consultation.id}",
            now=now,
            reason=reason,
            salt=row.salt,
            version=consultation.document_version,
        )
    return consultation.document_version


def version(session: Session, slug: str, number: int) -> Document:
    """The questions as they stood in this version. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    if number == consultation.document_version:
        return rows.document_of(consultation)
    return document_from_json(json.loads(version_row(session, consultation, number).document))


def version_row(session: Session, consultation: Consultation, number: int) -> DocumentVersion:
    """One version as it is kept. Raises `NotFound`."""
    known = 1 <= number <= consultation.document_version  # no database is asked for a number it cannot hold
    row = session.get(DocumentVersion, (consultation.id, number)) if known else None
    if row is None:
        raise NotFound(kind="version", value=str(number))
    return row


def _found(session: Session, slug: str) -> Consultation:
    query = select(Consultation).where(Consultation.slug == slug).with_for_update()
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(slug=slug)
    return found


def _published(session: Session, consultation: Consultation) -> Document:
    """The questions as they were published, before any slip was put right."""
    query = select(DocumentVersion).where(
        DocumentVersion.consultation_id == consultation.id, DocumentVersion.done != Done.CORRECTED
    )
    row = session.scalars(query.order_by(DocumentVersion.number.desc()).limit(1)).first()
    stored = row.document if row is not None else consultation.document
    return document_from_json(json.loads(stored))


def _write(
    session: Session, consultation: Consultation, after: Document, done: Done, *, now: datetime
) -> DocumentVersion:
    number = consultation.document_version
    if session.get(DocumentVersion, (consultation.id, number)) is None:
        begun = DocumentVersion(consultation_id=consultation.id, number=number, done=Done.BEGUN)
        begun.document, begun.made_on = consultation.document, london_date(now)
        session.add(begun)
    consultation.document = json.dumps(after.to_json(), ensure_ascii=False)
    consultation.document_version = number + 1
    consultation.version += 1
    row = DocumentVersion(consultation_id=consultation.id, number=number + 1, done=done, reason="")
    row.document, row.made_on = consultation.document, london_date(now)
    session.add(row)
    session.flush()
    return row
