"""A copy that names a business counts once two officers have read it, for reports and for written answers."""

import pytest
from sqlalchemy import select

from portal.concerns import desk, queue
from portal.concerns.models import Concern, ConcernDecision
from portal.concerns.rules import Decision, State, Verb
from portal.core.marks import Marks
from portal.core.redaction import Taken
from portal.core.second_person import BusinessNamedAnew, SamePerson
from portal.ledger import queries as ledger
from tests.builders.concerns import MONDAY, sent

ONE, TWO = "a" * 26, "b" * 26
NAMED = "People fight outside the Anchor Arms each Friday."
PLAIN = "People fight outside a pub each Friday."


@pytest.fixture
def concern(session, partnership):
    sent(session, partnership)
    return session.scalars(select(Concern)).one()


def count(session, concern, who, copy=NAMED, marks=Marks()):  # noqa: B008 - frozen
    return desk.decide(
        session,
        concern.id,
        Decision(Verb.COUNT),
        seen_version=concern.version,
        actor_id=who,
        reason="Read",
        sanitised=copy,
        now=MONDAY,
        marks=marks,
    )


def actions(session):
    return [line.action for line in ledger.page(session, after=None).rows]


def test_it_waits_where_it_is_until_a_colleague_agrees(session, concern):
    line = count(session, concern, ONE)
    assert (line.state, line.second_for, concern.sanitised) == (State.HELD, ONE, NAMED)
    assert [each.id for each in queue.waiting(session, now=MONDAY)] == [concern.id]
    assert actions(session) == ["concern.second_asked"]
    after = count(session, concern, TWO)
    assert (after.state, after.second_for) == (State.COUNTED, None)
    assert actions(session)[0] == "concern.counted"


def test_nobody_agrees_with_themselves(session, concern):
    count(session, concern, ONE, marks=Marks(names_business=True))
    with pytest.raises(SamePerson):
        count(session, concern, ONE)
    assert concern.state == State.HELD


def test_whoever_takes_the_name_out_needs_nobody(session, concern):
    count(session, concern, ONE)
    assert count(session, concern, ONE, copy=PLAIN).state is State.COUNTED


def test_a_colleague_who_changes_the_words_is_the_first_now(session, concern):
    count(session, concern, ONE)
    line = count(session, concern, TWO, copy=f"{NAMED} It is loud.")
    assert (line.state, line.second_for) == (State.HELD, TWO)


def test_what_counts_already_is_given_no_name(session, concern, partnership):
    count(session, concern, ONE, copy=PLAIN)
    sent(session, partnership, text="It is the Anchor Arms")
    with pytest.raises(BusinessNamedAnew):
        count(session, concern, TWO)
    assert count(session, concern, TWO, copy=PLAIN).state is State.COUNTED


def test_what_was_agreed_stays_agreed_when_a_message_is_read(session, concern, partnership):
    count(session, concern, ONE)
    count(session, concern, TWO)
    sent(session, partnership, text="It goes on")
    assert count(session, concern, ONE).state is State.COUNTED


def test_why_words_were_taken_out_is_kept_as_codes(session, concern):
    count(session, concern, ONE, copy=PLAIN, marks=Marks(taken_out=frozenset({Taken.OTHER, Taken.NAME})))
    row = session.scalars(select(ConcernDecision)).one()
    assert (row.taken_out, row.waited) == ("name other", False)
    line = ledger.page(session, after=None).rows[0]
    assert line.action == "concern.redacted" and '"kinds":"name other"' in line.facts
