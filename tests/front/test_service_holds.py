"""A hold keeps one record beyond its time; what is due goes in pieces, and a clean-up stopped goes on."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text

from portal.concerns import desk
from portal.concerns.models import Concern
from portal.concerns.rules import Decision, DeclineCode, Verb
from portal.consultations import reported
from portal.consultations.models import Consultation, WrittenAnswer, WrittenDecision
from portal.consultations.reported import DayNotPossible
from portal.contact import cases
from portal.contact.models import ContactCase
from portal.contact.rules import Decision as Step
from portal.contact.rules import Verb as StepVerb
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.windows import Window
from portal.front import holds, kept
from portal.front.holds import EndNotAhead, LiftedAlready, NothingToHold, ReasonMissing, Wanted
from portal.front.models import HeldRecord, RetentionHold
from portal.ledger.models import LedgerLine
from tests.builders.concerns import MONDAY, sent
from tests.builders.consultations import a_consultation
from tests.builders.contact import an_officer, asked, the_case

ADMINISTRATOR = "a" * 26
OFFICER = "o" * 26
PHRASES = ["lamp orange river seven bridge table cloud", "table cloud lamp orange river seven bridge"]
IN_TWO_YEARS = MONDAY.date() + timedelta(days=730)
LATER = MONDAY + timedelta(days=400)


@pytest.fixture
def declined(database, partnership):
    """Two declined reports; their ids."""
    with database.transaction() as session:
        for phrase in PHRASES:
            sent(session, partnership, phrase=phrase)
        ids = session.scalars(select(Concern.id).order_by(Concern.id)).all()
        for concern_id in ids:
            desk.decide(
                session,
                concern_id,
                Decision(Verb.DECLINE, DeclineCode.UNCLEAR),
                seen_version=1,
                actor_id=OFFICER,
                reason="Read it",
                sanitised=None,
                now=MONDAY,
            )
    return ids


@pytest.fixture
def hold(database):
    """`hold(HeldRecord.CONCERN, id)`: an administrator holds it for two years; the hold's id."""

    def place(record, record_id, *, until=IN_TWO_YEARS, reason="County Court 7"):
        with database.transaction() as session:
            wanted = Wanted(record, record_id, reason, until)
            return holds.place(session, wanted, actor_id=ADMINISTRATOR, now=MONDAY)

    return place


def test_the_same_form_sent_twice_places_one_hold(database, declined):
    wanted = Wanted(HeldRecord.CONCERN, declined[0], "County Court 7", IN_TWO_YEARS)
    with database.transaction() as session:
        kept = [
            holds.place(session, wanted, actor_id=ADMINISTRATOR, now=MONDAY, hold_id="h" * 26)
            for _ in range(2)
        ]
        assert [hold.id for hold in holds.listing(session, now=MONDAY)] == kept[:1] == kept[1:]


def test_another_record_in_a_form_the_browser_kept_is_held_too(database, declined):
    with database.transaction() as session:
        for record in declined[:2]:
            wanted = Wanted(HeldRecord.CONCERN, record, "County Court 7", IN_TWO_YEARS)
            holds.place(session, wanted, actor_id=ADMINISTRATOR, now=MONDAY, hold_id="h" * 26)
        found = {hold.record_id for hold in holds.listing(session, now=MONDAY)}
        assert found == set(declined[:2]) and len(found) == 2


@pytest.fixture
def after(database, partnership):
    """`after(90)`: what the clean-up of that day deletes, by kind of record."""
    return lambda days: dict(kept.purge(database, partnership.retention, now=MONDAY + timedelta(days=days)))


def count(database, table):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_every_rule_of_the_partnership_is_one_the_clean_up_knows(partnership):
    assert {rule.record for rule in partnership.retention} == set(kept.KEEPERS) | kept.BY_HAND


def test_what_is_held_stays_and_its_neighbour_goes(database, declined, hold, after):
    hold(HeldRecord.CONCERN, declined[0])
    assert after(40)["declined"] == 1
    with database.reading() as session:
        assert session.scalars(select(Concern.id)).all() == [declined[0]]
        assert session.get(Concern, declined[0]).sealed_working is not None


def test_once_the_hold_is_over_it_goes(database, declined, hold, after):
    hold(HeldRecord.CONCERN, declined[0], until=MONDAY.date() + timedelta(days=50))
    assert after(50)["declined"] == 1
    assert after(51)["declined"] == 1
    assert count(database, Concern) == 0


def test_a_lifted_hold_lets_go(database, declined, hold, after):
    hold_id = hold(HeldRecord.CONCERN, declined[0])
    with database.transaction() as session:
        holds.lift(session, hold_id, reason="The case is over", actor_id=ADMINISTRATOR, now=MONDAY)
    assert after(40)["declined"] == 2
    with database.transaction() as session, pytest.raises(LiftedAlready):
        holds.lift(session, hold_id, reason="Again", actor_id=ADMINISTRATOR, now=MONDAY)


def test_nothing_is_left_of_what_went_and_all_of_what_is_held(database, declined, hold, after):
    hold(HeldRecord.CONCERN, declined[0])
    after(40)
    with database.reading() as session:
        tables = [table for table in Concern.metadata.sorted_tables if not table.name.startswith("ledger")]
        words = " ".join(str(row) for table in tables for row in session.execute(select(table)))
    assert declined[1] not in words and declined[0] in words


def test_a_dry_run_says_what_is_held_and_deletes_nothing(database, declined, hold, partnership):
    hold(HeldRecord.CONCERN, declined[0])
    lines = list(kept.told(database, partnership.retention, now=MONDAY + timedelta(days=40), dry_run=True))
    assert "declined: 1 due, 1 held" in lines and "draft: 0 due" in lines
    assert count(database, Concern) == 2


def test_a_clean_up_that_was_stopped_goes_on_and_a_second_one_finds_nothing(
    database, declined, partnership, monkeypatch
):
    monkeypatch.setattr(kept, "AT_ONCE", 1)
    now = MONDAY + timedelta(days=40)
    keeper = kept.KEEPERS["declined"]
    with database.transaction() as session:
        assert keeper.forget(session, keeper.asked(now, 30)) == 1
    assert dict(kept.purge(database, partnership.retention, now=now))["declined"] == 1
    assert dict(kept.purge(database, partnership.retention, now=now))["declined"] == 0


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"reason": " "}, ReasonMissing),
        ({"until": MONDAY.date()}, EndNotAhead),
        ({"until": MONDAY.date() + timedelta(days=2000)}, EndNotAhead),
    ],
)
def test_a_hold_needs_a_reason_and_an_end(declined, hold, more, refusal):
    with pytest.raises(refusal):
        hold(HeldRecord.CONCERN, declined[0], **more)


@pytest.mark.parametrize("record", HeldRecord)
def test_what_is_not_there_cannot_be_held(database, hold, record):
    with pytest.raises(NothingToHold):
        hold(record, "n" * 26)
    with database.transaction() as session, pytest.raises(NotFound):
        holds.lift(session, "n" * 26, reason="None", actor_id=ADMINISTRATOR, now=MONDAY)


def test_the_ledger_holds_codes_and_no_reason(database, declined, hold):
    hold(HeldRecord.CONCERN, declined[0])
    with database.reading() as session:
        line = session.scalars(select(LedgerLine).where(LedgerLine.action == "hold.placed")).one()
        assert line.subject == f"concern:{declined[0]}" and "Court" not in line.facts
        assert line.reason_hash


def test_the_note_of_a_hold_goes_a_year_after_its_end(database, declined, hold, after):
    hold(HeldRecord.CONCERN, declined[0], until=MONDAY.date() + timedelta(days=10))
    assert after(374)["hold"] == 0
    assert after(375)["hold"] == 1
    assert count(database, RetentionHold) == 0


def test_a_case_is_held_too(database, partnership, hold, after):
    with database.transaction() as session:
        asked(session, partnership)
        case_id = the_case(session).id
        step = Step(StepVerb.ANSWER, reply="Done.")
        cases.decide(session, case_id, step, seen_version=1, by=an_officer(partnership), now=MONDAY)
    hold_id = hold(HeldRecord.CASE, case_id)
    assert after(366)["contact"] == 0
    with database.transaction() as session:
        holds.lift(session, hold_id, reason="Over", actor_id=ADMINISTRATOR, now=LATER)
    assert after(400)["contact"] == 1
    assert count(database, ContactCase) == 0


CLOSED = MONDAY.date() - timedelta(days=10)


@pytest.fixture
def texts(database):
    """A consultation that has closed, and three written answers: cleared, declined and waiting."""
    with database.transaction() as session:
        slug = a_consultation(session, window=Window.of_days(CLOSED - timedelta(days=30), CLOSED))
        consultation_id = session.scalars(select(Consultation.id)).one()
        for state in ("cleared", "declined", "held"):
            _write(session, consultation_id, state)
    return slug


def _write(session, consultation_id, state):
    response = {"id": f"r-{state}", "c": consultation_id, "l": state.encode(), "p": b"p"}
    session.execute(
        text(
            "INSERT INTO consultation_responses (id, consultation_id, lookup, receipt_public, state, channel,"
            " document_version) VALUES (:id, :c, :l, :p, 'sent', 'web', 1)"
        ),
        response,
    )
    session.add(
        WrittenAnswer(
            id=f"t-{state}",
            consultation_id=consultation_id,
            response_id=f"r-{state}",
            question="help",
            sealed=b"sealed",
            state=state,
            risk="normal",
            enters_at=MONDAY,
            due_at=MONDAY,
            sanitised="More lights." if state == "cleared" else None,
        )
    )
    session.add(WrittenDecision(text_id=f"t-{state}", version=2, verb="clear", reason="Fine", salt=b"s"))
    session.flush()


def report(database, slug, on, *, seen=1, now=MONDAY):
    with database.transaction() as session:
        reported.report(session, slug, on, seen_version=seen, actor_id=OFFICER, now=now)


def test_what_was_written_goes_half_a_year_after_the_report(database, texts, after):
    assert after(1000)["consultation_text"] == 0
    report(database, texts, MONDAY.date())
    assert after(182)["consultation_text"] == 0
    assert after(183)["consultation_text"] == 2
    with database.reading() as session:
        assert session.scalars(select(WrittenAnswer.id)).all() == ["t-held"]
        assert session.scalars(select(WrittenDecision.text_id)).all() == ["t-held"]


def test_a_held_text_stays(database, texts, hold, after):
    report(database, texts, MONDAY.date())
    hold(HeldRecord.ANSWER, "t-cleared")
    assert after(183)["consultation_text"] == 1
    assert count(database, WrittenAnswer) == 2


def test_the_day_of_the_report_can_be_put_right_and_lies_after_the_close(database, texts):
    report(database, texts, MONDAY.date())
    report(database, texts, CLOSED, seen=2)
    for day in (CLOSED - timedelta(days=1), MONDAY.date() + timedelta(days=1)):
        with pytest.raises(DayNotPossible):
            report(database, texts, day, seen=3)
    with pytest.raises(Stale):
        report(database, texts, CLOSED, seen=1)
    with database.reading() as session:
        found = reported.look(session, texts, now=MONDAY)
    assert (found.reported_on, found.version, found.may) == (CLOSED, 3, True)


def test_what_is_still_open_has_no_report(database, texts):
    early = MONDAY - timedelta(days=20)
    with pytest.raises(MoveNotAllowed):
        report(database, texts, date(2026, 11, 3), now=early)
