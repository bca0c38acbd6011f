"""What the pages of writing questions show, as frozen views."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.consultations import rows, rules
from portal.consultations.building import problems, service
from portal.consultations.building.edits import ONCE
from portal.consultations.building.models import DocumentVersion
from portal.consultations.building.naming import lines_of
from portal.consultations.building.settable import NAMES
from portal.consultations.building.versions import WORDS, Changed, Done, compared
from portal.consultations.channels.booklet import numbers, said_if
from portal.consultations.models import Consultation, Response
from portal.consultations.questions.base import Question
from portal.consultations.questions.registry import Document, Page
from portal.consultations.rules import Phase, State
from portal.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Line:
    """One question in the list: its printed number where it asks something, its kind, on what it depends."""

    code: str
    number: int | None
    title: str
    kind: str
    choices: str
    required: bool
    only_if: tuple[str, ...]
    first: bool
    last: bool
    keeps: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page in the list."""

    code: str
    title: str
    intro: str
    only_if: tuple[str, ...]
    questions: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Building:
    """A consultation's questions as officers write them; `answered`: somebody began to answer."""

    slug: str
    title: str
    state: State
    phase: Phase
    version: int
    document: Document
    leaves: tuple[Leaf, ...]
    problems: tuple[str, ...]
    answered: bool

    @property
    def may_change(self) -> bool:
        """Whether everything may change."""
        return self.state is State.DRAFT

    @property
    def may_correct(self) -> bool:
        """Whether slips in published words may be put right."""
        return self.phase in (Phase.UPCOMING, Phase.OPEN)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the list; `reason` stands at corrections only."""

    number: int
    words: str
    made_on: date
    reason: str
    now: bool


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version beside the one before it; `now` is the version that stands."""

    row: VersionRow
    changed: tuple[Changed, ...]
    now: int


def building(session: Session, slug: str, *, now: datetime) -> Building:
    """The questions of one consultation. Raises `NotFound`."""
    found = rows.find(session, slug)
    document, state = rows.document_of(found), State(found.state)
    answers = select(func.count()).select_from(Response).where(Response.consultation_id == found.id)
    return Building(
        slug=slug,
        title=found.title,
        state=state,
        phase=rules.phase(state, rows.window_of(found), now),
        version=found.document_version,
        document=document,
        leaves=_leaves(document),
        problems=problems.sentences(document),
        answered=bool(session.scalar(answers)),
    )


def changed_meanwhile(session: Session, slug: str, code: str, *, seen: int) -> Question | None:
    """The question as somebody else left it since version `seen`; None where it is as it was, or gone."""
    known = service.version(session, slug, rows.find(session, slug).document_version)
    try:
        before = service.version(session, slug, seen)
    except NotFound:
        return None
    old = {each.code: each for each in before.questions}
    new = {each.code: each for each in known.questions}
    return new.get(code) if old.get(code) != new.get(code) else None


def versions(session: Session, slug: str) -> tuple[VersionRow, ...]:
    """Every version there is, the latest first. Raises `NotFound`."""
    found = rows.find(session, slug)
    query = select(DocumentVersion).where(DocumentVersion.consultation_id == found.id)
    ordered = session.scalars(query.order_by(DocumentVersion.number.desc()))
    return tuple(_row(each, found) for each in ordered)


def corrections(session: Session, slug: str) -> tuple[VersionRow, ...]:
    """The versions in which slips in published words were put right, the first one first."""
    found = rows.find(session, slug)
    query = select(DocumentVersion).where(
        DocumentVersion.consultation_id == found.id, DocumentVersion.done == Done.CORRECTED
    )
    return tuple(_row(each, found) for each in session.scalars(query.order_by(DocumentVersion.number)))


def version_view(session: Session, slug: str, number: int) -> VersionView:
    """One version and what it changed. Raises `NotFound`."""
    found = rows.find(session, slug)
    row = service.version_row(session, found, number)
    after = service.version(session, slug, number)
    try:
        changed = compared(service.version(session, slug, number - 1), after)
    except NotFound:
        changed = ()
    return VersionView(_row(row, found), changed, found.document_version)


def _row(row: DocumentVersion, found: Consultation) -> VersionRow:
    now = row.number == found.document_version
    return VersionRow(row.number, WORDS[Done(row.done)], row.made_on, row.reason, now)


def _leaves(document: Document) -> tuple[Leaf, ...]:
    told = numbers(document)
    by_code = {each.code: each for each in document.questions}

    def line(page: Page, question: Question) -> Line:
        return Line(
            code=question.code,
            number=told.get(question.code),
            title=question.title,
            kind=NAMES[question.kind],
            choices=_choices(question),
            required=question.required,
            only_if=tuple(said_if(each, by_code, told) for each in question.only_if),
            first=page is document.pages[0] and question is page.questions[0],
            last=page is document.pages[-1] and question is page.questions[-1],
            keeps=question.kind not in ONCE,
        )

    return tuple(
        Leaf(
            page.code,
            page.title,
            page.intro,
            tuple(said_if(each, by_code, told) for each in page.only_if),
            tuple(line(page, each) for each in page.questions),
        )
        for page in document.pages
    )


def _choices(question: Question) -> str:
    """What can be chosen, in a few words."""
    offered = lines_of(getattr(question, "options", ())).splitlines()
    if not offered:
        return ""
    rows_of = len(getattr(question, "rows", ()))
    words = ", ".join(offered[:3]) + (f" and {len(offered) - 3} more" if len(offered) > 3 else "")
    return f"{rows_of} rows: {words}" if rows_of else words


def earlier(document: Document, page: str) -> tuple[Question, ...]:
    """The questions that something on this page may depend on: those of earlier pages that ask something."""
    pages = [each.code for each in document.pages]
    before = document.pages[: pages.index(page)]
    return tuple(each for leaf in before for each in leaf.questions if each.asks and not each.apart)
