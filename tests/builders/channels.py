"""Papers, piles and second typings for stories, in the domain's words."""

from typing import Any

from sqlalchemy.orm import Session

from portal.adapters.seal import Opener, ReceiptKeys
from portal.adapters.tokens import new_code, new_id
from portal.consultations.channels import batches, comparing, paper
from portal.consultations.channels.paper import Entered, Filled, Typist
from portal.partnership.rules import Partnership
from tests.builders.consultations import LOOKUP_KEY, PRIVATE, SEALS, WHILE_OPEN, some_answers

OPENER = Opener(PRIVATE)
ANN, BEN = "officer-ann", "officer-ben"


def a_typist(partnership: Partnership, actor_id: str = ANN, words: str = "") -> Typist:
    """An officer with keys for one paper."""
    return Typist(actor_id, ReceiptKeys.from_phrase(words or new_code(), LOOKUP_KEY), SEALS, partnership)


def a_pile(session: Session, name: str = "Library") -> str:
    """An open pile; its id."""
    return batches.begin(session, "what-first", name, actor_id=ANN, now=WHILE_OPEN)


def a_paper(
    session: Session,
    pile: str,
    partnership: Partnership,
    *,
    sheet: str = "",
    unclear: Any = (),
    **changes: Any,
) -> Entered:
    """Ann types a paper."""
    filled = Filled(some_answers(**changes), frozenset(unclear))
    return paper.enter(session, pile, sheet or new_id(), filled, a_typist(partnership), now=WHILE_OPEN)


def typed_again(
    session: Session, pile: str, sheet: str, partnership: Partnership, *, by: str = BEN, **changes: Any
) -> int:
    """Ben types a paper a second time; in how many answers it differs."""
    answers = some_answers(**{"about_you": None, **changes})
    who = a_typist(partnership, by)
    return comparing.again(session, pile, sheet, Filled(answers), who, opener=OPENER, now=WHILE_OPEN)


def all_typed_again(session: Session, pile: str, partnership: Partnership, **changes: Any) -> None:
    """Ben types every paper of the sample."""
    view = batches.view(session, "what-first", pile, actor_id=BEN)
    for sheet in view.waiting:
        typed_again(session, pile, sheet.id, partnership, **changes)


def a_counted_pile(session: Session, partnership: Partnership, papers: int = 1) -> str:
    """A pile that counts."""
    pile = a_pile(session, name=f"Pile {new_id()[:6]}")
    for _ in range(papers):
        a_paper(session, pile, partnership)
    batches.finish(session, pile, actor_id=ANN, now=WHILE_OPEN)
    all_typed_again(session, pile, partnership)
    return pile
