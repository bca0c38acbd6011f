"""Officers' copies of what was written in consultations, found by their words; never an original."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session, load_only

from portal.adapters.db import UtcDateTime
from portal.consultations import rows
from portal.consultations.copy_words import holds
from portal.consultations.models import Consultation, WrittenAnswer
from portal.consultations.rules import TextState
from portal.core.queue import Position, read_position
from portal.core.windows import london_date
from portal.web.listing import PAGE_ROWS, Page, paged

SHOWN = (
    *(WrittenAnswer.id, WrittenAnswer.consultation_id, WrittenAnswer.question, WrittenAnswer.enters_at),
    WrittenAnswer.sanitised,
)


@dataclass(frozen=True, slots=True)
class Copy:
    """An officer's copy of an answer, with what was asked and in which consultation."""

    id: str
    month: date
    question: str
    consultation: str
    words: str


def search(session: Session, words: str, *, after: str | None = None) -> Page[Copy]:
    """Copies in which every one of these words stands, the newest month first; none without a word."""
    found = holds(words)
    if not found:
        return Page((), None)
    order = (WrittenAnswer.enters_at, WrittenAnswer.id)
    query = select(WrittenAnswer).where(WrittenAnswer.state == TextState.CLEARED, *found)
    place = read_position(after)
    if place is not None:
        query = query.where(tuple_(*order) < tuple_(literal(place.due_at, UtcDateTime()), literal(place.id)))
    query = query.order_by(*(column.desc() for column in order)).options(load_only(*SHOWN))
    texts = list(session.scalars(query.limit(PAGE_ROWS + 1)))
    asked = select(Consultation).where(Consultation.id.in_({text.consultation_id for text in texts}))
    consultations = {each.id: each for each in session.scalars(asked)} if texts else {}
    keys = [Position(False, text.enters_at, text.id).written for text in texts]
    return paged([_copy(text, consultations[text.consultation_id]) for text in texts], keys)


def _copy(text: WrittenAnswer, consultation: Consultation) -> Copy:
    asked = rows.document_of(consultation).written_titles
    return Copy(
        id=text.id,
        month=london_date(text.enters_at),
        question=asked.get(text.question, text.question),
        consultation=consultation.title,
        words=text.sanitised or "",
    )
