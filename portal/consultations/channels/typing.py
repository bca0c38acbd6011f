"""What the pages of typing share: the form of one paper, its hidden state, and who types under which keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.consultations.entry import EntryForm, SettleForm, entry_form, settle_form
from portal.adapters.seal import ReceiptKeys
from portal.adapters.tokens import choose, new_id
from portal.consultations import queries, rows
from portal.consultations.channels.booklet import Part, numbers, parts
from portal.consultations.channels.comparing import Differing
from portal.consultations.channels.paper import Filled, Typist, lenient
from portal.consultations.questions.registry import Document
from portal.consultations.texts import Seals
from portal.core import receipts
from portal.core.windows import Window
from portal.partnership.current import current, geography
from portal.web.context import now, reading, settings
from portal.web.guard import actor
from portal.web.hidden_state import StateExpired, StateForged, open_state, seal_state


@dataclass(frozen=True, slots=True)
class Asking:
    """A consultation as it is typed in: its questions in the booklet's order."""

    slug: str
    title: str
    document: Document
    parts: tuple[Part, ...]
    window: Window


@dataclass(frozen=True, slots=True)
class Paper:
    """What travels with one paper: its random id and its own receipt; `lost`: it could not be read."""

    sheet: str
    receipt: str
    lost: bool = False


def asking(slug: str) -> Asking:
    """The consultation. Raises `NotFound`, for a draft too."""
    with reading() as session:
        asked = queries.asked(session, slug, now=now())
        version = rows.find(session, slug).document_version
    return Asking(slug, asked.title, asked.document, parts(asked.document, f"{slug} {version}"), asked.window)


def paper_form(asked: Asking, *, strict: bool = False, twice: bool = False) -> EntryForm:
    """The form of one paper. `strict`: the person can be asked; `twice`: without what is typed once only."""
    every = lenient(asked.document).questions
    questions = [each for each in every if not (twice and each.apart)]
    told = numbers(asked.document)
    return entry_form(questions, geography(), numbers=told, strict=asked.document if strict else None)


def choosing(asked: Asking, found: Sequence[Differing], *, shown: bool = False) -> SettleForm:
    """The form of what differs on one paper; `shown`: empty, whatever was sent."""
    parts = {each.part: each.title for each in found}
    theirs = (
        each
        for each in lenient(asked.document).questions
        if not set(parts).isdisjoint({each.code, *dict(each.writings)})
    )
    return settle_form(parts, tuple(theirs), geography(), shown=shown)


def fresh(sheet: str = "") -> Paper:
    """A paper nobody typed yet, or one that is typed anew."""
    return Paper(sheet or new_id(), receipts.phrase(choose(receipts.WORDS, receipts.COUNT)))


def sealed(purpose: str, paper: Paper) -> str:
    """The hidden state of a paper."""
    return seal_state(purpose, {"sheet": paper.sheet, "receipt": paper.receipt})


def opened(purpose: str, state: str | None) -> Paper:
    """The paper that travelled; a fresh one where that cannot be read."""
    try:
        values = open_state(purpose, state).values
        return Paper(str(values["sheet"]), str(values["receipt"]))
    except (StateExpired, StateForged, KeyError):
        made = fresh()
        return Paper(made.sheet, made.receipt, lost=True)


def typist(receipt: str) -> Typist:
    """Who types now."""
    kept = settings()
    keys = ReceiptKeys.from_phrase(receipt, kept.lookup_key)
    return Typist(actor().id, keys, Seals.of(kept), current())


def filled(form: EntryForm) -> Filled:
    """What was typed."""
    return Filled(form.answers, frozenset(form.unclear))
