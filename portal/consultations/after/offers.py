"""What people offered to do, and anything else they wrote: officers' copies of one question, page by page.

Offers of help are listed for the plan's section on what the community does. Never an original.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.consultations import rows
from portal.consultations.models import Response, WrittenAnswer
from portal.consultations.questions.registry import Document
from portal.consultations.questions.written import Written
from portal.consultations.rules import TextState
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.web.listing import PAGE_ROWS, Page, paged


@dataclass(frozen=True, slots=True)
class Offer:
    """One copy, its month, and the ward its writer chose."""

    id: str
    month: date
    ward: str
    words: str


@dataclass(frozen=True, slots=True)
class Offers:
    """Copies of one question. `questions`: what can be listed, as name and title."""

    slug: str
    title: str
    name: str
    question: str
    questions: tuple[tuple[str, str], ...]
    page: Page[Offer]


def about_help(document: Document) -> tuple[Written, ...]:
    """The questions whose answers are offers of help, in order."""
    return tuple(each for each in document.questions if isinstance(each, Written) and each.offers_help)


def offers(session: Session, slug: str, name: str = "", *, after: str | None = None) -> Offers:
    """The copies of the question of this name, or of the one about help. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    document = rows.document_of(consultation)
    titles = document.written_titles
    chosen = name or next((each.code for each in about_help(document)), next(iter(titles), ""))
    if chosen not in titles:
        if name:
            raise NotFound(kind="question", value=name)
        return Offers(slug, consultation.title, "", "", (), Page((), None))
    wards = {code: words for question in document.questions for code, words in question.possible}
    query = (
        select(WrittenAnswer.id, WrittenAnswer.enters_at, WrittenAnswer.sanitised, Response.ward)
        .join(Response, Response.id == WrittenAnswer.response_id)
        .where(
            WrittenAnswer.consultation_id == consultation.id,
            WrittenAnswer.question == chosen,
            WrittenAnswer.state == TextState.CLEARED,
            WrittenAnswer.id > (after or ""),
        )
    )
    found = session.execute(query.order_by(WrittenAnswer.id).limit(PAGE_ROWS + 1)).all()
    listed = [
        Offer(each.id, london_date(each.enters_at), wards.get(each.ward or "", ""), each.sanitised or "")
        for each in found
    ]
    page = paged(listed, [each.id for each in listed])
    return Offers(slug, consultation.title, chosen, titles[chosen], tuple(titles.items()), page)
