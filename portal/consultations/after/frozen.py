"""The figures of a consultation, counted once after its close and kept as they are.

Pages read what was kept; what turns out wrong is said in a note beside it. Refuses to count before the close,
while papers are still typed in, to count twice, and to read what was changed: its SHA-256 would not fit.
Where a page would wait for many answers the timer counts them, apart from the writing (`ahead`).
"""

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.consultations import rows, rules
from portal.consultations.after.models import FrozenResults, ResultNote
from portal.consultations.after.rules import MAX_WORDS, clean
from portal.consultations.channels.models import Batch, Sheet
from portal.consultations.channels.published import Invited, released
from portal.consultations.channels.rules import BatchState, ErrorRate
from portal.consultations.counting import campaigns, figures, results, settled
from portal.consultations.models import Consultation, EqualityAnswer, Response
from portal.consultations.questions.base import Kind
from portal.consultations.rules import PUBLIC_STATES, Phase, ResponseState, State
from portal.core import disclosure, safe_grid
from portal.core.errors import DomainError, NotFound
from portal.core.windows import london_date
from portal.ledger.service import record

POST_DAYS = 7  # after the close: papers posted on the last day arrive and are typed in
MANY = 3_000  # answers: about half a second of counting, the longest that a page waits
GROUP = 8  # characters of a fingerprint that stand together

SHAPES = {
    each.__name__: each
    for each in (
        *(settled.Settled, settled.SettledParty, settled.SettledQuestion, settled.SettledFigure),
        *(settled.SplitFigure, figures.Figure, figures.FigureRow, campaigns.Campaigned),
        *(safe_grid.SafeGrid, safe_grid.SafeLine, ErrorRate, Invited),
        *(disclosure.Shown, disclosure.Suppressed, disclosure.Band),
    )
}
"""What figures are made of; nothing else is written, and nothing else is read."""

ENUMS = {"kind": Kind, "reason": disclosure.Reason}


class Changed(DomainError):
    """The kept figures are not those that were counted."""

    code = "frozen-results-changed"
    status = 500


class NotCounted(DomainError):
    """Papers are still typed in: the figures are counted from `.first` on, once every pile is finished."""

    code = "not-counted"
    status = 409

    first: date


class StillCounting(NotCounted):
    """There are so many answers that the timer counts them, within the hour."""

    code = "still-counting"


@dataclass(frozen=True, slots=True)
class Ready:
    """Figures that were counted ahead, and the SHA-256 of the answers they were counted from."""

    content: str
    basis: str


@dataclass(frozen=True, slots=True)
class Note:
    """What was said later about the figures."""

    noted_on: date
    words: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """Figures, when they were counted, their SHA-256, and the notes; without a day they are counted now.

    `released`: why papers count whose second typing was given up.
    """

    settled: settled.Settled
    frozen_on: date | None
    digest: str
    notes: tuple[Note, ...]
    released: tuple[str, ...] = ()

    @property
    def digest_words(self) -> str:
        """The fingerprint in groups that fit a narrow page."""
        return grouped(self.digest)


def grouped(digest: str) -> str:
    """A fingerprint in groups of eight."""
    return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))


def read(session: Session, slug: str, *, now: datetime) -> Frozen:
    """The figures as they were counted; counted at once, the same way, where that has not been done yet.

    Raises `NotFound`, `NotClosed` before the close or when withdrawn, `NotCounted`, `StillCounting`,
    `Changed`.
    """
    consultation = _closed(session, slug, now)
    row, given_up = session.get(FrozenResults, consultation.id), released(session, consultation.id)
    if row is None:
        _check_typed(session, consultation, now)
        if many(session, consultation.id):
            raise StillCounting(first=london_date(now))
        settled_now = _count(session, consultation)
        return Frozen(settled_now, None, _digest(written(settled_now)), (), given_up)
    if _digest(row.content) != row.digest:
        raise Changed(slug=slug)
    query = select(ResultNote).where(ResultNote.consultation_id == consultation.id)
    notes = session.scalars(query.order_by(ResultNote.noted_on, ResultNote.id))
    told = tuple(Note(note.noted_on, note.words) for note in notes)
    return Frozen(read_back(row.content), row.frozen_on, row.digest, told, given_up)


def ahead(session: Session, slug: str, *, now: datetime, all_typed: bool = False) -> Ready | None:
    """Count without keeping, so that nobody's writing waits; None where it is kept. Raises as `freeze`."""
    consultation = _closed(session, slug, now)
    if counted(session, consultation.id):
        return None
    _check_typed(session, consultation, now, all_typed=all_typed)
    return Ready(written(_count(session, consultation)), _basis(session, consultation.id))


def freeze(
    session: Session, slug: str, *, now: datetime, all_typed: bool = False, ready: Ready | None = None
) -> bool:
    """Count and keep; whether that was still to do. `all_typed`: an officer says that no paper will come.

    `ready`: figures counted ahead, kept where the answers are still those. From then on no paper is typed
    in. Raises `NotFound`, `NotClosed`, `NotCounted` while papers are typed.
    """
    consultation = _closed(session, slug, now)
    session.refresh(consultation, with_for_update=True)
    if counted(session, consultation.id):
        return False
    _check_typed(session, consultation, now, all_typed=all_typed)
    good = ready is not None and ready.basis == _basis(session, consultation.id)
    content = ready.content if ready and good else written(_count(session, consultation))
    kept = FrozenResults(consultation_id=consultation.id, content=content, digest=_digest(content))
    kept.frozen_on = london_date(now)
    session.add(kept)
    session.flush()
    return True


def waiting(session: Session, *, now: datetime) -> tuple[str, ...]:
    """What has closed and was not counted yet, by slug."""
    kept = select(FrozenResults.consultation_id)
    query = select(Consultation.slug).where(
        Consultation.closes_at < now,
        Consultation.state.in_(PUBLIC_STATES - {State.WITHDRAWN}),
        Consultation.id.not_in(kept),
    )
    return tuple(session.scalars(query))


def freeze_closed(session: Session, *, now: datetime) -> int:
    """Count whatever has closed and was not counted yet; how many that were."""
    done = 0
    for slug in waiting(session, now=now):
        try:
            done += freeze(session, slug, now=now)
        except NotCounted:
            continue
    return done


def many(session: Session, consultation_id: str) -> bool:
    """Whether there are so many answers that a page does not wait for their counting."""
    sent = (Response.consultation_id == consultation_id, Response.state == ResponseState.SENT)
    return (session.scalar(select(func.count(Response.id)).where(*sent)) or 0) > MANY


def counted(session: Session, consultation_id: str) -> bool:
    """Whether the figures are kept: nothing is added to them any more."""
    kept = select(FrozenResults.consultation_id).where(FrozenResults.consultation_id == consultation_id)
    return session.scalar(kept) is not None


def check_not_counted(session: Session, consultation_id: str) -> None:
    """Pass while an answer that came on paper may still be added. Raises `ConsultationClosed`."""
    if counted(session, consultation_id):
        raise rules.ConsultationClosed()


def note(session: Session, slug: str, words: str, *, actor_id: str, now: datetime) -> None:
    """Say something beside the figures, once a day. Raises `NotFound`, `NotClosed`, what `clean` raises."""
    consultation = _closed(session, slug, now)
    if session.get(FrozenResults, consultation.id) is None:
        raise NotFound(slug=slug)
    kept = clean("words", words, MAX_WORDS)
    today = london_date(now)
    session.refresh(consultation, with_for_update=True)
    said = {"consultation_id": consultation.id, "noted_on": today, "words": kept}
    if session.scalars(select(ResultNote.id).filter_by(**said)).first() is not None:
        return
    session.add(ResultNote(id=new_id(), **said))
    subject = f"consultation:{consultation.id}"
    record(session, actor_id=actor_id, action="consultation.results_noted", subject=subject, now=now)


def written(value: settled.Settled) -> str:
    """Canonical JSON: the same figures are always the same text."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_back(content: str) -> settled.Settled:
    """What `written` wrote."""
    found = _alive(json.loads(content))
    assert isinstance(found, settled.Settled)
    return found


def _closed(session: Session, slug: str, now: datetime) -> Consultation:
    consultation = rows.find(session, slug)
    phase = rules.phase(State(consultation.state), rows.window_of(consultation), now)
    if phase is Phase.HIDDEN:
        raise NotFound(slug=slug)
    if phase is not Phase.CLOSED:
        raise results.NotClosed(slug=slug)
    return consultation


def _check_typed(
    session: Session, consultation: Consultation, now: datetime, *, all_typed: bool = False
) -> None:
    """Pass where no paper can come any more. Raises `NotCounted`."""
    query = select(Batch.id, Batch.state).where(Batch.consultation_id == consultation.id)
    piles = session.execute(query).all()
    waiting = [pile.id for pile in piles if pile.state != BatchState.COUNTED]
    typed = select(Sheet.id).where(Sheet.batch_id.in_(waiting)).limit(1)
    unfinished = bool(waiting) and session.scalar(typed) is not None
    first = london_date(consultation.closes_at) + timedelta(days=POST_DAYS + 1)
    if unfinished or (piles and not all_typed and london_date(now) < first):
        raise NotCounted(first=max(first, london_date(now)))


def _count(session: Session, consultation: Consultation) -> settled.Settled:
    document = rows.document_of(consultation)
    apart = results.equality_figures(session, consultation.slug, document.questions)
    return settled.settle(session, consultation.id, document, apart)


def _basis(session: Session, consultation_id: str) -> str:
    """The SHA-256 of all that is counted: another one, and figures counted ahead are too old."""
    told = (Response.id, Response.answers, Response.audience, Response.ward, Response.channel)
    sent = (Response.consultation_id == consultation_id, Response.state == ResponseState.SENT)
    found = hashlib.sha256()
    rows_of = session.execute(
        select(*told).where(*sent).order_by(Response.id).execution_options(yield_per=2000)
    )
    for row in rows_of:
        found.update(repr(tuple(row)).encode("utf-8"))
    apart = select(func.count()).where(EqualityAnswer.consultation_id == consultation_id)
    found.update(str(session.scalar(apart)).encode("ascii"))
    return found.hexdigest()


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        assert type(value).__name__ in SHAPES
        parts = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        return {"is": type(value).__name__, **parts}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _alive(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_alive(each) for each in value)
    if not isinstance(value, dict):
        return value
    parts = {name: _alive(part) for name, part in value.items() if name != "is"}
    for name, codes in ENUMS.items():
        if name in parts:
            parts[name] = codes(parts[name])
    return SHAPES[value["is"]](**parts)
