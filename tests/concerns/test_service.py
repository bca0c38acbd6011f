"""Sending a report, sending it again, adding to it, asking about it, taking it back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select, text

from portal.adapters import seal
from portal.adapters.seal import Opener, from_bytes
from portal.concerns import queries, rules, service
from portal.concerns.conversation.rules import SLOTS
from portal.concerns.models import Concern, ConcernDecision, ConcernMessage
from portal.concerns.report import TakesNoReports, Where
from portal.concerns.rules import Risk, State
from portal.concerns.service import Kind
from portal.core.errors import MoveNotAllowed
from tests.builders.concerns import (
    LOOKUP_KEY,
    MONDAY,
    RECOVERY_PRIVATE,
    WORKING_PRIVATE,
    a_place,
    a_receipt,
    a_report,
    sent,
)

OTHER = "stone maple winter candle pocket harbour ladder"


def the_concern(session):
    return session.scalars(select(Concern)).one()


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_a_new_report_waits_for_an_officer(session, partnership):
    received = sent(session, partnership)
    concern = the_concern(session)
    assert (received.kind, concern.state, concern.version) == (Kind.NEW, State.HELD, 1)
    assert concern.received_on == date(2026, 11, 23)
    assert received.due_at == concern.due_at


def test_what_was_typed_opens_with_either_key_and_nothing_else(session, partnership):
    sent(session, partnership, where=a_place(partnership, lat=50.72, lon=-1.88))
    concern = the_concern(session)
    for private, sealed in (
        (WORKING_PRIVATE, concern.sealed_working),
        (RECOVERY_PRIVATE, concern.sealed_recovery),
    ):
        opened = from_bytes(Opener(private).open(sealed))
        assert opened["text"].startswith("The lights") and (opened["lat"], opened["lon"]) == (50.72, -1.88)
    with pytest.raises(seal.CannotOpen):
        Opener(RECOVERY_PRIVATE).open(concern.sealed_working)


def test_neither_words_nor_point_stand_open_in_the_database(settings, database, partnership):
    with database.transaction() as session:
        sent(
            session,
            partnership,
            text="Zanzibar umbrella",
            where=a_place(partnership, lat=50.7212345, lon=-1.8812345),
        )
    with database.reading() as session:
        session.execute(text("SELECT 1"))
    held = b"".join(path.read_bytes() for path in settings.instance.glob("portal.sqlite3*"))
    assert b"Zanzibar" not in held and b"50.72" not in held and b"1.8812" not in held


def test_the_same_report_twice_is_one_report(session, partnership):
    first, again = sent(session, partnership), sent(session, partnership, now=MONDAY + timedelta(hours=3))
    assert again.kind is Kind.REPEAT and again.due_at == first.due_at
    assert first.stored and not again.stored
    assert count(session, Concern) == 1 and count(session, ConcernMessage) == 0


def test_another_receipt_is_another_report(session, partnership):
    sent(session, partnership)
    assert sent(session, partnership, phrase=OTHER).kind is Kind.NEW
    assert count(session, Concern) == 2


def test_other_words_under_the_same_receipt_are_a_correction(session, partnership):
    sent(session, partnership)
    assert sent(session, partnership, text="They are back on.").kind is Kind.CORRECTION
    message = session.scalars(select(ConcernMessage)).one()
    assert from_bytes(Opener(WORKING_PRIVATE).open(message.sealed_working))["text"] == "They are back on."
    assert the_concern(session).message_waiting and rules.CORRECTED in the_concern(session).flags


def test_the_same_correction_twice_is_one_correction(session, partnership):
    sent(session, partnership)
    sent(session, partnership, text="They are back on.")
    version = the_concern(session).version
    again = sent(session, partnership, text="They are back on.")
    assert again.kind is Kind.CORRECTION and not again.stored
    assert count(session, ConcernMessage) == 1 and the_concern(session).version == version


def test_a_correction_that_tells_of_danger_makes_the_report_urgent(session, partnership):
    sent(session, partnership)
    sent(session, partnership, text="He said he is going to kill himself.")
    concern = the_concern(session)
    assert concern.risk == Risk.HIGH and "danger:suicide" in concern.flags.split()


def parallel(database, partnership, words):
    def send(text):
        with database.transaction() as session:
            return sent(session, partnership, text=text).kind

    with ThreadPoolExecutor(10) as pool:
        return list(pool.map(send, words))


def test_twenty_at_once_are_one_report(database, partnership):
    kinds = parallel(database, partnership, ["Fly-tipping again"] * 20)
    with database.reading() as session:
        assert count(session, Concern) == 1 and count(session, ConcernMessage) == 0
    assert sorted(kinds) == [Kind.NEW] + [Kind.REPEAT] * 19


def test_twenty_at_once_with_one_changed_word_are_one_report_and_one_correction(database, partnership):
    with database.transaction() as session:
        sent(session, partnership, text="Fly-tipping again")
    parallel(database, partnership, ["Fly-tipping again", "Fly-tipping twice"] * 10)
    with database.reading() as session:
        assert count(session, Concern) == 1 and count(session, ConcernMessage) == 1


def test_danger_words_put_a_report_on_top(session, partnership):
    received = sent(session, partnership, text="A man with a knife is threatening people.")
    assert received.risk is Risk.HIGH
    assert received.due_at <= MONDAY + timedelta(hours=1)


def test_likely_details_are_flagged(session, partnership):
    sent(session, partnership, text="Call me on 07700 900123")
    assert "detail:phone" in the_concern(session).flags.split()


def test_above_the_daily_budget_reports_are_marked_and_none_is_refused(session, partnership, monkeypatch):
    monkeypatch.setattr(rules, "SURGE_PER_DAY", 2)
    for number in range(3):
        assert sent(session, partnership, phrase=f"{OTHER} {number}").kind is Kind.NEW
    marked = [row.flags for row in session.scalars(select(Concern)) if rules.SURGE in row.flags.split()]
    assert len(marked) == 1


def test_a_divert_only_topic_takes_no_report(session, partnership):
    topics = tuple(replace(topic, takes_reports=False) for topic in partnership.topics)
    with pytest.raises(TakesNoReports):
        sent(session, replace(partnership, topics=topics))
    assert count(session, Concern) == 0


def follow(session, phrase, now=MONDAY):
    return queries.follow_up(session, a_receipt(phrase), now=now)


def test_a_receipt_shows_where_the_report_stands(session, partnership):
    received = sent(session, partnership)
    seen = queries.follow_up(session, a_receipt(), now=MONDAY)
    assert (seen.state, seen.written_on, seen.due_at) == (State.HELD, date(2026, 11, 23), received.due_at)
    assert seen.may_withdraw and not seen.late


def test_a_receipt_never_shows_the_words(session, partnership):
    sent(session, partnership, text="Zanzibar")
    assert "Zanzibar" not in repr(queries.follow_up(session, a_receipt(), now=MONDAY))


def test_what_waits_too_long_is_called_late(session, partnership):
    sent(session, partnership)
    assert queries.follow_up(session, a_receipt(), now=MONDAY + timedelta(days=30)).late


def work(database, phrase, monkeypatch):
    """Statements, derivations and openings of one asking."""
    done = []
    heard = lambda *told: done.append("statement")  # noqa: E731
    event.listen(database.engine, "before_cursor_execute", heard)
    opening = seal.ReceiptKeys.open
    monkeypatch.setattr(
        seal.ReceiptKeys, "open", lambda keys, sealed: done.append("opening") or opening(keys, sealed)
    )
    with database.reading() as session:
        done.clear()
        found = queries.follow_up(session, a_receipt(phrase), now=MONDAY)
    event.remove(database.engine, "before_cursor_execute", heard)
    monkeypatch.undo()
    return found is not None, done


def test_a_known_and_an_unknown_receipt_cost_the_same(database, partnership, monkeypatch):
    with database.transaction() as session:
        sent(session, partnership)
    known = work(database, a_phrase := "lamp orange river seven bridge table cloud", monkeypatch)
    unknown = work(database, OTHER, monkeypatch)
    assert a_phrase and known[0] and not unknown[0]
    assert known[1] == unknown[1] and known[1].count("opening") == 1 + SLOTS


def test_taking_a_report_back_deletes_every_word(session, partnership):
    sent(session, partnership)
    sent(session, partnership, text="More")
    assert service.withdraw(session, a_receipt(), now=MONDAY)
    concern = the_concern(session)
    assert concern.state == State.WITHDRAWN
    assert not any(
        (concern.sealed_working, concern.sealed_recovery, concern.sealed_for_writer, concern.flags)
    )
    assert count(session, ConcernMessage) == count(session, ConcernDecision) == 0
    assert concern.received_on == date(2026, 11, 1)
    assert not queries.follow_up(session, a_receipt(), now=MONDAY).may_withdraw


def test_a_report_is_taken_back_once(session, partnership):
    sent(session, partnership)
    service.withdraw(session, a_receipt(), now=MONDAY)
    for phrase in (a_receipt(), a_receipt(OTHER)):
        with pytest.raises(MoveNotAllowed):
            service.withdraw(session, phrase, now=MONDAY)


def test_a_report_in_a_release_loses_its_words_and_stays_counted(session, partnership):
    sent(session, partnership)
    concern = the_concern(session)
    concern.state, concern.release_id = State.COUNTED, "r" * 26
    session.flush()
    assert not service.withdraw(session, a_receipt(), now=MONDAY)
    assert concern.state == State.COUNTED and concern.sealed_working is None
    assert sent(session, partnership).kind is Kind.TAKEN_BACK
    assert sent(session, partnership, text="From an old page").kind is Kind.TAKEN_BACK
    assert count(session, ConcernMessage) == 0
    found = queries.follow_up(session, a_receipt(), now=MONDAY)
    assert found.taken_back and not found.may_withdraw


def test_a_report_sent_again_after_it_was_taken_back_stays_away(session, partnership):
    sent(session, partnership)
    service.withdraw(session, a_receipt(), now=MONDAY)
    assert sent(session, partnership).kind is Kind.TAKEN_BACK
    assert sent(session, partnership, text="Other").kind is Kind.TAKEN_BACK
    assert count(session, ConcernMessage) == 0 and the_concern(session).sealed_working is None


def test_the_look_up_value_is_keyed(session, partnership):
    sent(session, partnership)
    other = seal.ReceiptKeys.from_phrase("lamp orange river seven bridge table cloud", b"x" * 32)
    assert LOOKUP_KEY != b"x" * 32 and queries.follow_up(session, other, now=MONDAY) is None
    assert queries.follow_up(session, a_receipt(), now=MONDAY)


def test_a_ward_without_a_map_area_is_enough(session, partnership):
    ward = partnership.wards[3].code
    service.receive(
        session,
        a_report(partnership, where=Where(None, ward)),
        receipt=a_receipt(),
        partnership=partnership,
        seal_to=service.SealTo(b"\x01" * 32, b"\x02" * 32),
        now=MONDAY,
    )
    assert (the_concern(session).area, the_concern(session).ward) == (None, ward)
