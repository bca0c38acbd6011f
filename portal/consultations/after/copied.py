"""What officers see of copied answers: how many texts of a question are alike, never what they say.

Refuses to look before the close. Where a copy of one is cleared it stands as the example; nothing is opened.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.consultations import rows, rules, signatures
from portal.consultations.counting import campaigns
from portal.consultations.counting.results import NotClosed
from portal.consultations.models import Response, WrittenAnswer
from portal.consultations.rules import Phase, ResponseState, State, TextState
from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.partnership.rules import Partnership

AT_ONCE = 500
"""Ids in one question to the database."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One campaign: the question, how many answers carry the text, an officer's copy of one if there is."""

    question: str
    answers: WorkCount
    example: str


@dataclass(frozen=True, slots=True)
class Copied:
    """All of one consultation. `known` is False once the signatures are gone, from `until` on.

    `together` counts answers in any campaign once; `unsigned` texts too short to be compared, or unsigned.
    """

    slug: str
    title: str
    seen: tuple[Seen, ...]
    answers: WorkCount
    together: WorkCount
    signed: WorkCount
    unsigned: WorkCount
    secrets: int
    until: date

    @property
    def known(self) -> bool:
        """Whether anything can be said at all."""
        return self.signed.number > 0


def copied(session: Session, slug: str, *, partnership: Partnership, now: datetime) -> Copied:
    """Campaigns found from signatures. Raises `NotFound`, `NotClosed`."""
    consultation = rows.find(session, slug)
    phase = rules.phase(State(consultation.state), rows.window_of(consultation), now)
    if phase is Phase.HIDDEN:
        raise NotFound(slug=slug)
    if phase is not Phase.CLOSED:
        raise NotClosed(slug=slug)
    found = campaigns.of_consultation(session, consultation.id) or ()
    titles = rows.document_of(consultation).written_titles
    seen = tuple(
        Seen(
            titles.get(each.question, each.question), WorkCount(len(each.responses)), _example(session, each)
        )
        for each in found
    )
    signed, unsigned, secrets = _texts(session, consultation.id)
    kept = timedelta(days=signatures.kept_days(partnership.retention))
    return Copied(
        slug=slug,
        title=consultation.title,
        seen=seen,
        answers=WorkCount(_sent(session, consultation.id)),
        together=WorkCount(len(frozenset().union(*(each.responses for each in found)))),
        signed=WorkCount(signed),
        unsigned=WorkCount(unsigned),
        secrets=secrets,
        until=london_date(consultation.closes_at + kept),
    )


def _sent(session: Session, consultation_id: str) -> int:
    mine = (Response.consultation_id == consultation_id, Response.state == ResponseState.SENT)
    return session.scalar(select(func.count()).select_from(Response).where(*mine)) or 0


def _texts(session: Session, consultation_id: str) -> tuple[int, int, int]:
    """How many sent texts have a signature, how many have none, and how many secrets made them."""
    start = func.substr(WrittenAnswer.signature, 1, signatures.MARK)
    query = (
        select(start, func.count())
        .join(Response, Response.id == WrittenAnswer.response_id)
        .where(WrittenAnswer.consultation_id == consultation_id, Response.state == ResponseState.SENT)
        .group_by(start)
    )
    found = {each[0]: each[1] for each in session.execute(query)}
    unsigned = found.pop(None, 0)
    return sum(found.values()), unsigned, len(found)


def _example(session: Session, campaign: campaigns.Campaign) -> str:
    """An officer's cleared copy of one of its texts; empty where none is cleared yet."""
    ids = sorted(campaign.responses)
    return next(
        (
            copy
            for at in range(0, len(ids), AT_ONCE)
            if (copy := _copy(session, campaign.question, ids[at : at + AT_ONCE]))
        ),
        "",
    )


def _copy(session: Session, question: str, ids: Collection[str]) -> str:
    cleared = (
        WrittenAnswer.question == question,
        WrittenAnswer.response_id.in_(ids),
        WrittenAnswer.state == TextState.CLEARED,
    )
    query = select(WrittenAnswer.sanitised).where(*cleared).order_by(WrittenAnswer.id).limit(1)
    return session.scalar(query) or ""
