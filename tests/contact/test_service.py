"""A case is kept once and sealed; officers take steps; letters open with the receipt alone."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from portal.adapters.seal import from_bytes
from portal.contact import cases, keeping, queries, service
from portal.contact.models import ContactCase, ContactMessage, ContactStep
from portal.contact.rules import Decision, Kind, Risk, State, TextMissing, TooLateToExtend, Verb
from portal.contact.service import Came
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.ledger.models import LedgerLine
from tests.builders.concerns import MONDAY, a_receipt
from tests.builders.contact import OFFICER, OPENER, TEXTS, an_officer, asked, kept_with, some_rows, the_case
from tests.builders.listing import every_order, in_order, read_through

OTHER = "table cloud lamp orange river seven bridge"
VALUES = {"due": lambda line: line.due_at, "received": lambda line: line.received_on}


@pytest.fixture
def step(session, partnership):
    """`step(verb, ...)`: an officer takes this step in the one case."""

    def take(verb, *, now=MONDAY, seen=None, **more):
        case = the_case(session)
        return cases.decide(
            session,
            case.id,
            Decision(verb, **{"reason": "Looked at it", **more}),
            seen_version=seen or case.version,
            by=an_officer(partnership),
            now=now,
        )

    return take


@pytest.fixture
def seen(session, partnership):
    """`seen()`: what the receipt shows."""
    return lambda phrase=None, now=MONDAY: queries.follow_up(
        session, a_receipt(*([phrase] if phrase else [])), clocks=partnership.clocks, now=now
    )


def how_many(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_what_was_written_and_how_to_reach_the_writer_lie_sealed(session, partnership):
    asked(session, partnership)
    case = the_case(session)
    stored = b"".join(
        value if isinstance(value, bytes) else str(value).encode()
        for value in (getattr(case, column.key) for column in ContactCase.__table__.columns)
    )
    assert b"dog" not in stored and b"07700" not in stored
    opened = from_bytes(OPENER.open(case.sealed_working))
    assert opened["text"] == TEXTS[Kind.ABOUT_ME] and opened["contact"] == "ring me on 07700 900123"


def test_sending_twice_keeps_one_and_other_words_beside_it(session, partnership):
    assert asked(session, partnership).came is Came.NEW
    again = asked(session, partnership)
    assert again.came is Came.REPEAT and not again.stored
    assert asked(session, partnership, text="And my cat").came is Came.ADDED
    assert (how_many(session, ContactCase), how_many(session, ContactMessage)) == (1, 1)
    assert the_case(session).message_waiting


def test_a_complaint_is_due_first_to_be_acknowledged_then_answered(session, partnership, step):
    asked(session, partnership, Kind.COMPLAINT)
    assert the_case(session).due_at.date() == date(2026, 11, 30)
    step(Verb.ACKNOWLEDGE)
    case = the_case(session)
    assert case.due_at.date() == date(2026, 12, 21) and case.acknowledged_on == date(2026, 11, 23)


def test_the_acknowledgement_is_a_letter_of_its_own(session, partnership, step, seen):
    asked(session, partnership, Kind.COMPLAINT)
    step(Verb.ACKNOWLEDGE)
    (letter,) = seen().letters
    assert "by 21 December 2026" in letter.words


def test_words_of_danger_are_looked_at_within_hours(session, partnership):
    asked(session, partnership, Kind.COMPLAINT, text="He has a knife and says he will kill me")
    case = the_case(session)
    assert case.risk == Risk.HIGH and case.due_at.date() == MONDAY.date()


def test_a_letter_opens_with_the_receipt_and_for_officers_and_nowhere_else(session, partnership, step, seen):
    asked(session, partnership)
    step(Verb.ANSWER, reply="It is all dealt with.")
    row = session.scalars(select(ContactStep)).one()
    assert b"dealt" not in row.letter_for_writer + row.letter_working + row.letter_recovery
    assert [letter.words for letter in seen().letters] == ["It is all dealt with."]
    opened = cases.open(
        session,
        the_case(session).id,
        opener=OPENER,
        actor_id=OFFICER,
        clocks=partnership.clocks,
        now=MONDAY,
    )
    assert opened.steps[0].letter == "It is all dealt with."


def test_each_opening_and_step_stands_in_the_ledger_without_words(session, partnership, step):
    asked(session, partnership)
    step(Verb.REFUSE, reply="We cannot.", code="not-who", reason="No paper was shown")
    (line,) = session.scalars(select(LedgerLine)).all()
    assert line.action == "contact.refused" and '"not-who"' in line.facts and line.reason_hash
    assert "paper" not in line.facts


def test_extending_happens_once_and_moves_the_day(session, partnership, step, seen):
    asked(session, partnership)
    step(Verb.EXTEND, reply="We need longer.")
    assert seen().clock.answer_by == date(2027, 2, 23) and seen().state is State.RECEIVED
    with pytest.raises(MoveNotAllowed):
        step(Verb.EXTEND, reply="Longer still.")


def test_after_the_first_month_it_is_too_late_to_extend(session, partnership, step):
    asked(session, partnership)
    with pytest.raises(TooLateToExtend):
        step(Verb.EXTEND, reply="We need longer.", now=MONDAY + timedelta(days=31))
    assert not the_case(session).extended


def test_an_older_view_is_refused_and_changes_nothing(session, partnership, step):
    asked(session, partnership)
    step(Verb.ASK_IDENTITY, reply="Who are you?")
    with pytest.raises(Stale):
        step(Verb.ANSWER, reply="Done.", seen=1)
    assert the_case(session).state == State.IDENTITY_ASKED


def test_an_ended_case_comes_back_when_its_writer_adds_something(session, partnership, step):
    asked(session, partnership)
    step(Verb.ANSWER, reply="Done.")
    assert not queries.listing(session, now=MONDAY).rows
    service.add(session, "That is not enough", kept_with(partnership), now=MONDAY)
    assert [line.message_waiting for line in queries.listing(session, now=MONDAY).rows] == [True]
    step(Verb.REOPEN)
    case = the_case(session)
    assert case.state == State.RECEIVED and case.ended_on is None and not case.message_waiting


def test_adding_nothing_or_to_nothing_is_refused(session, partnership):
    asked(session, partnership)
    with pytest.raises(TextMissing):
        service.add(session, " ", kept_with(partnership), now=MONDAY)
    with pytest.raises(NotFound):
        service.add(session, "Hello", kept_with(partnership, OTHER), now=MONDAY)


def test_an_unknown_receipt_shows_nothing(session, partnership, seen):
    asked(session, partnership)
    assert seen(OTHER) is None and seen().written_on == MONDAY.date()


def test_cases_come_by_the_day_they_are_due(session, partnership):
    asked(session, partnership, Kind.ABOUT_ME)
    asked(session, partnership, Kind.COMPLAINT, phrase=OTHER)
    found = queries.listing(session, now=MONDAY).rows
    assert [line.kind for line in found] == [Kind.COMPLAINT, Kind.ABOUT_ME]
    rest = queries.listing(session, now=MONDAY, after=found[0].id).rows
    assert [line.kind for line in rest] == [Kind.ABOUT_ME]
    assert queries.count_open(session).number == 2


def test_in_any_order_every_case_is_read_once(session, partnership):
    waits, ended = some_rows(session, 53), some_rows(session, 2, State.CLOSED)
    some_rows(session, 2, State.ESCALATED)
    for order in every_order(queries.COLUMNS):
        for over, wanted in ((False, waits), (True, ended)):
            read = read_through(partial(queries.listing, session, now=MONDAY, ended=over), order)
            assert len(read) == len(wanted) and {line.id for line in read} == wanted, order
            assert in_order(read, VALUES[order.code], order), order


def test_a_case_goes_a_year_after_its_end_and_not_while_it_is_held(session, partnership, step):
    asked(session, partnership)
    step(Verb.ANSWER, reply="Done.")
    ended = MONDAY.date()
    assert keeping.due(session, until=ended - timedelta(days=1)) == 0
    assert keeping.due(session, until=ended, held={the_case(session).id}) == 0
    assert keeping.forget(session, until=ended, at_most=10) == 1
    assert keeping.forget(session, until=ended, at_most=10) == 0
    assert how_many(session, ContactCase) == how_many(session, ContactStep) == 0
