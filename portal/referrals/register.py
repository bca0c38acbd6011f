"""The public register: what councillors referred, where it stands, what was decided and answered.

Delayed until a matter is listed. A sensitive matter is only counted; an unknown reference, one that is not
listed yet and a sensitive one are the same to whoever asks. Words stand here once two people have read them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.orm import Session

from portal.core.errors import NotFound
from portal.partnership.rules import Partnership
from portal.referrals import register_texts
from portal.referrals.committee_models import Sitting
from portal.referrals.counted import are_sensitive, is_sensitive
from portal.referrals.models import Referral, ReferralEvent
from portal.referrals.publishing import STATE_WORDS, Listed, Part, on_register
from portal.referrals.report_models import Recipient, Recommendation, Response
from portal.referrals.rules import AnswerKind, State, Verb
from portal.web.listing import Page, paged

ROWS = 20  # referrals on one public page


@dataclass(frozen=True, slots=True)
class Row:
    """One referral in the list; `ward` and `subtopic` are codes."""

    reference: str
    ward: str
    subtopic: str
    state: State
    submitted_on: date
    listed_on: date
    decided_on: date | None

    @property
    def words(self) -> str:
        """Where it stands."""
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Answered:
    """A body's answer to one recommendation; `words` are empty until two people have read them."""

    body: str
    kind: AnswerKind
    by_on: date | None
    given_on: date
    done_on: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommendation with its answers."""

    number: int
    words: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A body that has to answer, and by when; `late` while it has not and the day has passed."""

    body: str
    due_on: date
    expected_on: date | None
    later: str
    answered_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One referral as anybody reads it.

    `closed_early`: the committee closed it before its time and said why; `closing` are those words once two
    people have read them.
    """

    row: Row
    insisted: bool
    sitting_on: date | None
    sitting_begins: str
    sitting_place: str
    considered_on: date | None
    ended_on: date | None
    body: str
    matter: str
    reasons: str
    review: str
    closing: str
    closed_early: bool
    recommended: tuple[Recommended, ...]
    asked: tuple[Asked, ...]


def page(
    session: Session, *, partnership: Partnership, ward: str = "", after: str | None = None
) -> Page[Row]:
    """Listed referrals, the newest first; an `after` that is none of ours starts from the beginning."""
    order = (Referral.first_listed_on, Referral.reference)
    query = select(Referral).where(*_LISTED, ~are_sensitive(partnership))
    if ward:
        query = query.where(Referral.ward == ward)
    last = _find(session, after, partnership) if after else None
    if last is not None:
        key = (literal(last.first_listed_on), literal(last.reference))
        query = query.where(tuple_(*order) < tuple_(*key))
    found = session.scalars(query.order_by(*(each.desc() for each in order)).limit(ROWS + 1))
    rows = [_row(each) for each in found]
    return paged(rows, [row.reference for row in rows], ROWS)


def sensitive_count(session: Session, *, partnership: Partnership) -> int:
    """How many listed referrals are on sensitive matters."""
    only = select(func.count()).select_from(Referral).where(*_LISTED, are_sensitive(partnership))
    return session.scalar(only) or 0


def unfindable(session: Session, references: Collection[str], *, partnership: Partnership) -> frozenset[str]:
    """Which of these references nobody finds in the register, though there is such a referral."""
    found = session.scalars(select(Referral).where(Referral.reference.in_(references)))
    return frozenset(each.reference or "" for each in found if not _stands(each, partnership))


def entry(session: Session, reference: str, *, partnership: Partnership, today: date) -> Entry:
    """One referral. Raises `NotFound`."""
    found = _find(session, reference, partnership)
    if found is None:
        raise NotFound(kind="referral", value=reference)
    words = register_texts.public(session, found.id)
    sitting = session.get(Sitting, found.sitting_id) if found.sitting_id else None
    return Entry(
        row=_row(found),
        insisted=found.insisted,
        sitting_on=sitting.on if sitting else None,
        sitting_begins=sitting.begins if sitting else "",
        sitting_place=sitting.place if sitting else "",
        considered_on=found.considered_on,
        ended_on=found.ended_on,
        body=found.body,
        matter=words.get((Part.MATTER, ""), ""),
        reasons=words.get((Part.REASONS, ""), ""),
        review=words.get((Part.REVIEW, ""), ""),
        closing=words.get((Part.CLOSING, ""), ""),
        closed_early=_closed_early(session, found.id),
        recommended=_recommended(session, found.id, words),
        asked=_asked(session, found.id, words, today),
    )


def _closed_early(session: Session, referral_id: str) -> bool:
    """Whether it was closed, with words, while a report was watched or information was awaited."""
    steps = select(ReferralEvent).where(ReferralEvent.referral_id == referral_id)
    newest = session.scalars(steps.order_by(ReferralEvent.version.desc()).limit(2)).all()
    if len(newest) < 2 or newest[0].verb != Verb.CLOSE or not newest[0].note:
        return False
    return newest[1].state in (State.MONITORING, State.INFORMATION_REQUESTED)


def _recommended(
    session: Session, referral_id: str, words: dict[tuple[Part, str], str]
) -> tuple[Recommended, ...]:
    answers: dict[str, list[Answered]] = {}
    given = (
        select(Response, Recipient.body)
        .join(Recipient, Recipient.id == Response.recipient_id)
        .where(Recipient.referral_id == referral_id)
        .order_by(Recipient.body)
    )
    for response, body in session.execute(given):
        text = words.get((Part.RESPONSE, of_response(response.recommendation_id, response.recipient_id)), "")
        answers.setdefault(response.recommendation_id, []).append(
            Answered(
                body=body,
                kind=AnswerKind(response.answer),
                by_on=response.by_on,
                given_on=response.given_on,
                done_on=response.done_on,
                words=text,
            )
        )
    query = select(Recommendation).where(Recommendation.referral_id == referral_id)
    return tuple(
        Recommended(row.number, words.get((Part.RECOMMENDATION, row.id), ""), tuple(answers.get(row.id, ())))
        for row in session.scalars(query.order_by(Recommendation.number))
    )


def of_response(recommendation_id: str, recipient_id: str) -> str:
    """What the words about one answer tell of."""
    return f"{recommendation_id}:{recipient_id}"


def _asked(
    session: Session, referral_id: str, words: dict[tuple[Part, str], str], today: date
) -> tuple[Asked, ...]:
    query = select(Recipient).where(Recipient.referral_id == referral_id)
    return tuple(
        Asked(
            body=row.body,
            due_on=row.due_on,
            expected_on=row.expected_on,
            later=words.get((Part.LATER, row.id), ""),
            answered_on=row.answered_on,
            late=row.answered_on is None and today > (row.expected_on or row.due_on),
        )
        for row in session.scalars(query.order_by(Recipient.body))
    )


_LISTED = (Referral.first_listed_on.is_not(None), Referral.state != State.DRAFT)


def _find(session: Session, reference: str | None, partnership: Partnership) -> Referral | None:
    found = session.scalars(select(Referral).where(Referral.reference == reference)).one_or_none()
    return found if found is not None and _stands(found, partnership) else None


def _stands(found: Referral, partnership: Partnership) -> bool:
    return on_register(Listed(State(found.state), found.first_listed_on, is_sensitive(found, partnership)))


def _row(found: Referral) -> Row:
    assert found.reference and found.submitted_on and found.first_listed_on  # it was listed
    return Row(
        reference=found.reference,
        ward=found.ward,
        subtopic=found.subtopic,
        state=State(found.state),
        submitted_on=found.submitted_on,
        listed_on=found.first_listed_on,
        decided_on=found.decided_on,
    )


def recipient_id(session: Session, referral_id: str, body: str) -> str:
    """The id of a body's line in a referral's report; empty where it has none."""
    query = select(Recipient.id).where(Recipient.referral_id == referral_id, Recipient.body == body)
    return session.scalars(query).first() or ""
