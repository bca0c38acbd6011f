"""Two decisions on one item at the same moment, on either database: exactly one is taken and written down."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from portal.concerns import desk as concern_desk
from portal.concerns.models import Concern, ConcernDecision
from portal.concerns.rules import Decision, Verb
from portal.consultations import desk as answer_desk
from portal.consultations.models import WrittenAnswer, WrittenDecision
from portal.consultations.rules import TextDecision, TextVerb
from portal.core.errors import Stale
from portal.ledger import queries as ledger
from portal.ledger.models import LedgerLine
from tests.builders.concerns import MONDAY, sent
from tests.builders.consultations import AFTER, a_consultation, an_answer

OFFICERS = ("a" * 26, "b" * 26, "c" * 26, "d" * 26)


def count(session, concern_id, officer):
    """One officer counts a report."""
    concern_desk.decide(
        session,
        concern_id,
        Decision(Verb.COUNT, None),
        seen_version=1,
        actor_id=officer,
        reason="Read",
        sanitised="The lights are out.",
        now=MONDAY,
    )


def clear(session, text_id, officer):
    """One officer clears something written in a consultation."""
    decision = TextDecision(TextVerb.CLEAR, reason="Read", sanitised="Dark in winter.")
    answer_desk.decide(session, text_id, decision, seen_version=1, actor_id=officer, now=AFTER)


@pytest.fixture
def items(database, partnership):
    """A report and a written answer, by what is done with each: its id, and where reasons lie."""
    with database.transaction() as session:
        sent(session, partnership)
        a_consultation(session)
        an_answer(session, partnership, help=None)
        return {
            count: (session.scalars(select(Concern.id)).one(), ConcernDecision),
            clear: (session.scalars(select(WrittenAnswer.id)).one(), WrittenDecision),
        }


@pytest.mark.parametrize("decide", [count, clear])
def test_of_four_decisions_at_once_one_is_taken(database, items, decide):
    item, reasons = items[decide]
    ready = Barrier(len(OFFICERS))

    def act(officer):
        ready.wait()
        try:
            with database.transaction() as session:
                decide(session, item, officer)
        except Stale:
            return None
        return officer

    with ThreadPoolExecutor(len(OFFICERS)) as all_of_them:
        taken = [officer for officer in all_of_them.map(act, OFFICERS) if officer]
    with database.reading() as session:
        assert len(taken) == 1 and len(session.scalars(select(reasons)).all()) == 1
        assert [line.actor_id for line in session.scalars(select(LedgerLine))] == taken
        assert ledger.broken_at(session) is None


def test_a_text_changed_while_an_officer_reads_it_is_not_decided_unseen(database, items, partnership):
    item, _ = items[clear]
    with database.transaction() as session:
        an_answer(session, partnership, help=None, more="Quite another thing.")
    with database.transaction() as session, pytest.raises(Stale):
        clear(session, item, OFFICERS[0])
