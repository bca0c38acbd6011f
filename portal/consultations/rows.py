"""The rows behind one receipt: found, claimed once, written down, and told apart from a repeat."""

import json

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.seal import ReceiptKeys, box, to_bytes
from portal.adapters.tokens import new_id, same
from portal.consultations import rules
from portal.consultations.channels.models import InvitedOnly
from portal.consultations.channels.rules import InvitationNeeded
from portal.consultations.models import Consultation, EqualityAnswer, Response
from portal.consultations.questions.base import Kind, Value
from portal.consultations.questions.registry import Document, document_from_json
from portal.consultations.rules import Channel, ResponseState, ResponseWithdrawn
from portal.core.errors import NotFound
from portal.core.windows import Window

UNINVITED = frozenset({Channel.WEB, Channel.EVENT})
"""Channels on which anybody may come; on the others an officer or a code vouches for the invitation."""


def find(session: Session, slug: str) -> Consultation:
    """The consultation of this slug. Raises `NotFound`."""
    found = session.scalars(select(Consultation).where(Consultation.slug == slug)).first()
    if found is None:
        raise NotFound(slug=slug)
    return found


def document_of(consultation: Consultation) -> Document:
    """Its pages and questions."""
    return document_from_json(json.loads(consultation.document))


def window_of(consultation: Consultation) -> Window:
    """Its dates."""
    return Window(consultation.opens_at, consultation.closes_at)


def held(session: Session, consultation: Consultation, receipt: ReceiptKeys) -> Response | None:
    """The row of this receipt, locked. Raises `NotFound` when it belongs to another consultation."""
    query = select(Response).where(Response.lookup == receipt.lookup).with_for_update()
    found = session.scalars(query).first()
    if found is not None and found.consultation_id != consultation.id:
        raise NotFound(slug=consultation.slug)
    return found


def claim(session: Session, consultation: Consultation, receipt: ReceiptKeys, channel: Channel) -> Response:
    """A new row for this receipt, or the row of whoever came first with the same one.

    Raises `InvitationNeeded` where nobody answers without an invitation.
    """
    if channel in UNINVITED and session.get(InvitedOnly, consultation.id) is not None:
        raise InvitationNeeded()
    claimed = Response(
        id=new_id(),
        consultation_id=consultation.id,
        lookup=receipt.lookup,
        receipt_public=receipt.public,
        state=ResponseState.DRAFT,
        channel=channel,
        document_version=consultation.document_version,
    )
    try:
        with session.begin_nested():
            session.add(claimed)
    except IntegrityError:
        found = held(session, consultation, receipt)
        assert found is not None  # the unique index says that somebody has it
        return found
    return claimed


def is_repeat(response: Response | None, digest: bytes) -> bool:
    """Whether exactly this was sent before."""
    return response is not None and response.digest is not None and same(response.digest, digest)


def check_not_withdrawn(response: Response) -> None:
    """Raises `ResponseWithdrawn`."""
    if response.state == ResponseState.WITHDRAWN:
        raise ResponseWithdrawn()


def write_down(
    session: Session,
    consultation: Consultation,
    response: Response,
    document: Document,
    accepted: dict[str, Value],
    receipt: ReceiptKeys,
) -> None:
    """Make the row say what was sent now; chosen answers plainly, the respondent's copy encrypted."""
    by_kind = {question.kind: accepted.get(question.code) for question in document.questions}
    told = [q for q in document.questions if q.code in accepted and not q.apart]
    chosen = {q.code: q.chosen(accepted[q.code]) for q in told if not q.is_text}
    response.state = ResponseState.SENT
    response.document_version = consultation.document_version
    response.answers = json.dumps(chosen, ensure_ascii=False, sort_keys=True)
    response.audience = rules.audience(by_kind.get(Kind.RELATION) or ())
    response.ward = by_kind.get(Kind.WARD) or (by_kind.get(Kind.PLACE) or {}).get("ward")
    response.own_copy = box(receipt.symmetric, to_bytes({"answers": accepted}))
    forget_equality(session, response)
    said = by_kind.get(Kind.EQUALITY)
    if said:
        response.equality_link = new_id()
        for part, choice in said.items():
            row = EqualityAnswer(id=new_id(), consultation_id=consultation.id, part=part, choice=choice)
            row.link = response.equality_link
            session.add(row)


def forget_equality(session: Session, response: Response) -> None:
    """Delete the equality answers of this response, while the link is still there."""
    if response.equality_link is not None:
        session.execute(delete(EqualityAnswer).where(EqualityAnswer.link == response.equality_link))
    response.equality_link = None
