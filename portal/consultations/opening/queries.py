"""A consultation's facts as values: for the gate, for officers' forms, for everybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.holidays import england
from portal.consultations import rows, rules
from portal.consultations.building import problems
from portal.consultations.models import Consultation
from portal.consultations.opening import gate
from portal.consultations.opening.facts import Facts, LabelKind, Link, links
from portal.consultations.opening.findings import Finding, Ground, Level, Other
from portal.consultations.opening.models import (
    ConsultationFacts,
    ConsultationLabel,
    OtherConsultation,
    SetAside,
)
from portal.consultations.questions.base import Kind
from portal.consultations.rules import Phase, State
from portal.core.windows import Window, london_date
from portal.partnership.rules import Partnership

WHO_SOMEBODY_IS = frozenset({Kind.RELATION, Kind.WARD, Kind.EQUALITY, Kind.STATEMENT})
"""Kinds that ask nothing about the matter itself."""

FIRST = (Level.BLOCK, Level.WARN, Level.PASS)
"""Order in which an officer reads findings; what was set aside comes last."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A consultation's facts as an officer works on them."""

    slug: str
    state: State
    phase: Phase
    facts: Facts
    asks: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Looked:
    """One finding, and why somebody in charge set it aside, if they did and it still says the same."""

    finding: Finding
    aside: str
    aside_on: date | None


@dataclass(frozen=True, slots=True)
class GateView:
    """What the gate says of a consultation now. `stands` counts what is still in the way."""

    draft: Draft
    looked: tuple[Looked, ...]
    stands: int


@dataclass(frozen=True, slots=True)
class Told:
    """What everybody may read of a consultation beyond its questions.

    `more_time`: the close was moved from `first_last_day`; `dates_reason` says why dates were changed.
    """

    decides_on: date | None
    reasons: str
    evidence: tuple[Link, ...]
    affected: str
    length_reason: str
    equality_url: str
    equality_reason: str
    dpia_url: str
    dpia_reason: str
    labels: tuple[tuple[str, str], ...]
    first_last_day: date | None
    dates_reason: str
    withdrawn_on: date | None
    withdrawn_reason: str

    @property
    def more_time(self) -> bool:
        """Whether people were given longer than was first said."""
        return self.first_last_day is not None


def draft(session: Session, slug: str, *, now: datetime) -> Draft:
    """One consultation as officers see it, in whatever state. Raises `NotFound`."""
    found = rows.find(session, slug)
    questions = rows.document_of(found).questions
    state, window = State(found.state), rows.window_of(found)
    return Draft(
        slug=slug,
        state=state,
        phase=rules.phase(state, window, now),
        facts=_facts(session, found),
        asks=tuple(each.title for each in questions if each.kind not in WHO_SOMEBODY_IS),
        version=found.version,
    )


def ground(session: Session, slug: str, *, partnership: Partnership, now: datetime) -> Ground:
    """Everything the gate looks at. Raises `NotFound`."""
    found = draft(session, slug, now=now)
    kept = partnership.retention_rule("consultation_text")
    return Ground(
        facts=found.facts,
        asks=found.asks,
        controller=partnership.controller,
        officer=partnership.dpo,
        kept=kept.words,
        promised_days=partnership.clocks.consultation_minimum_days,
        holidays=england(),
        elections=partnership.elections,
        others=meanwhile(session, slug, found.facts.window),
        today=london_date(now),
        problems=problems.sentences(rows.document_of(rows.find(session, slug))),
    )


def gate_view(session: Session, slug: str, *, partnership: Partnership, now: datetime) -> GateView:
    """What the gate says now. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    findings = gate.check(ground(session, slug, partnership=partnership, now=now))
    query = select(SetAside).where(SetAside.consultation_id == consultation.id)
    aside = {(each.code, each.sentence): each for each in session.scalars(query)}
    looked = []
    for finding in findings:
        row = aside.get((finding.code, finding.sentence)) if finding.may_be_set_aside else None
        looked.append(Looked(finding, row.reason if row else "", row.set_on if row else None))
    stands = len(gate.blocks(findings, frozenset(aside)))
    looked.sort(key=lambda each: (bool(each.aside), FIRST.index(each.finding.level)))
    return GateView(draft(session, slug, now=now), tuple(looked), stands)


def set_aside(session: Session, consultation_id: str) -> frozenset[tuple[str, str]]:
    """Code and sentence of each finding that was set aside."""
    query = select(SetAside.code, SetAside.sentence).where(SetAside.consultation_id == consultation_id)
    return frozenset((code, sentence) for code, sentence in session.execute(query))


def blocked_drafts(session: Session, *, partnership: Partnership, now: datetime) -> tuple[GateView, ...]:
    """Drafts of which something stands in the way that somebody in charge may set aside; by opening."""
    query = select(Consultation.slug).where(Consultation.state == State.DRAFT)
    ordered = session.scalars(query.order_by(Consultation.opens_at, Consultation.slug)).all()
    views = (gate_view(session, slug, partnership=partnership, now=now) for slug in ordered)
    return tuple(view for view in views if any(waits(each) for each in view.looked))


def waits(looked: Looked) -> bool:
    """Whether a finding waits for somebody in charge."""
    return looked.finding.may_be_set_aside and not looked.aside


def told(session: Session, slug: str) -> Told:
    """What everybody may read. Raises `NotFound`; whether it may be seen at all is asked elsewhere."""
    found = rows.find(session, slug)
    facts = _facts(session, found)
    first = found.first_closes_at
    return Told(
        decides_on=facts.decides_on,
        reasons=facts.reasons,
        evidence=facts.evidence,
        affected=facts.affected,
        length_reason=facts.length_reason,
        equality_url=facts.equality_url,
        equality_reason=facts.equality_reason,
        dpia_url=facts.dpia_url,
        dpia_reason=facts.dpia_reason,
        labels=tuple(sorted(facts.labels)),
        first_last_day=london_date(first) if first and first < found.closes_at else None,
        dates_reason=found.dates_reason,
        withdrawn_on=found.withdrawn_on,
        withdrawn_reason=found.withdrawn_reason,
    )


def labels(session: Session, ids: Collection[str]) -> dict[str, dict[LabelKind, tuple[str, ...]]]:
    """The codes of each kind that these consultations name."""
    query = select(ConsultationLabel).where(ConsultationLabel.consultation_id.in_(ids))
    found: dict[str, dict[LabelKind, tuple[str, ...]]] = {each: {} for each in ids}
    for row in session.scalars(query.order_by(ConsultationLabel.code)):
        kinds = found[row.consultation_id]
        kinds[LabelKind(row.kind)] = (*kinds.get(LabelKind(row.kind), ()), row.code)
    return found


def _facts(session: Session, found: Consultation) -> Facts:
    row = session.get(ConsultationFacts, found.id)
    codes = labels(session, [found.id])[found.id]
    known = Facts(
        title=found.title,
        purpose=found.purpose,
        can_influence=found.can_influence,
        decided=found.decided,
        who_decides=found.who_decides,
        window=rows.window_of(found),
        families=codes.get(LabelKind.FAMILY, ()),
        wards=codes.get(LabelKind.WARD, ()),
        audiences=codes.get(LabelKind.AUDIENCE, ()),
        decides_on=row.decides_on if row else None,
        reasons=row.reasons if row else "",
        evidence=links(row.evidence) if row else (),
        affected=row.affected if row else "",
        length_reason=row.length_reason if row else "",
        equality_url=row.equality_url if row else "",
        equality_reason=row.equality_reason if row else "",
        dpia_url=row.dpia_url if row else "",
        dpia_reason=row.dpia_reason if row else "",
    )
    return known


def meanwhile(session: Session, slug: str, window: Window) -> tuple[Other, ...]:
    """Every other consultation of ours and of other bodies that is open at some time in this window."""
    return (*_ours(session, slug, window), *_theirs(session, window))


def _ours(session: Session, slug: str, window: Window) -> tuple[Other, ...]:
    query = select(Consultation).where(
        Consultation.state == State.READY,
        Consultation.slug != slug,
        Consultation.closes_at >= window.opens_at,
        Consultation.opens_at <= window.closes_at,
    )
    found = session.scalars(query.order_by(Consultation.closes_at, Consultation.slug)).all()
    codes = labels(session, [each.id for each in found])
    return tuple(
        Other(
            each.title,
            rows.window_of(each),
            codes[each.id].get(LabelKind.FAMILY, ()),
            codes[each.id].get(LabelKind.AUDIENCE, ()),
        )
        for each in found
    )


def _theirs(session: Session, window: Window) -> tuple[Other, ...]:
    query = select(OtherConsultation).where(
        OtherConsultation.closes_on >= window.first_day, OtherConsultation.opens_on <= window.last_day
    )
    found = session.scalars(query.order_by(OtherConsultation.closes_on, OtherConsultation.id))
    return tuple(
        Other(
            f"{each.title} ({each.body})",
            Window.of_days(each.opens_on, each.closes_on),
            (each.family,) if each.family else (),
        )
        for each in found
    )
