"""Words reach the public register when two people have read them; a sensitive matter is only counted."""

from datetime import date

import pytest

from portal.core.errors import NotFound, Stale
from portal.referrals import publishing, register, register_texts, service
from portal.referrals.publishing import OnlyCounted, Part, SameReader, WordsMissing, WordsPoint, WordsTooLong
from portal.referrals.rules import State
from tests.builders.referrals import SENSITIVE, home, in_state, monitored
from tests.builders.register import AT, a_referral_row, a_reported_row

TODAY = date(2026, 11, 23)
WRITER, READER = "writer", "reader"


def written(session, row, words="The path is dark.", part=Part.MATTER, of="", seen=0, by=WRITER):
    return register_texts.write(
        session, row.id, part, of, words, seen_version=seen, partnership=home(), actor_id=by, now=AT
    )


def agreed(session, text_id, by=READER, seen=1):
    register_texts.agree(session, text_id, seen_version=seen, partnership=home(), actor_id=by, now=AT)


def test_words_wait_for_a_second_reader(session):
    row = a_referral_row(session, "W1")
    text = written(session, row)
    assert register.entry(session, row.reference, partnership=home(), today=TODAY).matter == ""
    assert register_texts.count_unread(session, reader_id=READER, partnership=home()) == 1
    assert register_texts.count_unread(session, reader_id=WRITER, partnership=home()) == 0
    assert register_texts.unread(session, partnership=home()) == ((row.id, row.reference),)
    agreed(session, text)
    assert (
        register.entry(session, row.reference, partnership=home(), today=TODAY).matter == "The path is dark."
    )
    assert register_texts.unread(session, partnership=home()) == ()


def test_whoever_wrote_the_words_is_not_their_second_reader(session):
    text = written(session, a_referral_row(session, "W1"))
    with pytest.raises(SameReader):
        agreed(session, text, by=WRITER)


def test_changed_words_are_read_anew(session):
    row = a_referral_row(session, "W1")
    agreed(session, written(session, row))
    text = written(session, row, "The path is lit.", seen=1)
    assert register.entry(session, row.reference, partnership=home(), today=TODAY).matter == ""
    agreed(session, text, seen=2)
    assert (
        register.entry(session, row.reference, partnership=home(), today=TODAY).matter == "The path is lit."
    )


def test_an_older_look_changes_and_agrees_to_nothing(session):
    row = a_referral_row(session, "W1")
    text = written(session, row)
    written(session, row, "Other words.", seen=1)
    for step in (lambda: written(session, row, "Mine.", seen=1), lambda: agreed(session, text, seen=1)):
        with pytest.raises(Stale):
            step()
    agreed(session, text, seen=2)
    with pytest.raises(Stale):
        agreed(session, text, seen=2)


def test_what_is_not_there_is_not_found(session):
    for step in (
        lambda: register_texts.write(
            session, "none", Part.MATTER, "", "x", seen_version=0, partnership=home(), actor_id=WRITER, now=AT
        ),
        lambda: agreed(session, "none"),
        lambda: register.entry(session, "R-1900-1", partnership=home(), today=TODAY),
    ):
        with pytest.raises(NotFound):
            step()


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (" \n", WordsMissing),
        ("x" * (publishing.MAX_WORDS + 1), WordsTooLong),
        ("Ask Jane Smith on 07700 900123", WordsPoint),
    ],
)
def test_words_that_cannot_be_public_are_refused(words, refusal):
    with pytest.raises(refusal):
        publishing.accept(words, sensitive=False)


def test_a_sensitive_matter_is_counted_and_nothing_else(session):
    row = a_referral_row(session, "W1", sensitive=True)
    with pytest.raises(OnlyCounted):
        written(session, row)
    assert register.page(session, partnership=home()).rows == ()
    assert register.sensitive_count(session, partnership=home()) == 1
    with pytest.raises(NotFound):
        register.entry(session, row.reference, partnership=home(), today=TODAY)


def test_a_matter_of_a_sensitive_kind_is_counted_though_nobody_marked_it(session):
    row = a_referral_row(session, "W1", subtopic=SENSITIVE)
    assert register.page(session, partnership=home()).rows == ()
    assert register.sensitive_count(session, partnership=home()) == 1
    with pytest.raises(NotFound):
        register.entry(session, row.reference, partnership=home(), today=TODAY)


def test_nobody_reads_or_agrees_to_words_of_a_kind_that_is_sensitive_by_now(session):
    row = a_referral_row(session, "W1")
    text = written(session, row)
    row.subtopic = SENSITIVE
    session.flush()
    assert register_texts.count_unread(session, reader_id=READER, partnership=home()) == 0
    assert register_texts.unread(session, partnership=home()) == ()
    with pytest.raises(NotFound):
        register_texts.waiting(session, row.id, partnership=home())
    for step in (lambda: written(session, row, "Other words.", seen=1), lambda: agreed(session, text)):
        with pytest.raises(OnlyCounted):
            step()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED, State.NOT_LOCAL_MATTER, State.WITHDRAWN])
def test_nothing_stands_there_before_it_was_listed(session, state):
    row = a_referral_row(session, "W1", state=state, first_listed_on=None, listed_on=None)
    assert register.page(session, partnership=home()).rows == ()
    assert register.sensitive_count(session, partnership=home()) == 0
    with pytest.raises(NotFound):
        register.entry(session, row.reference, partnership=home(), today=TODAY)


def test_a_matter_withdrawn_after_it_was_listed_stays(session):
    row = a_referral_row(session, "W1", state=State.WITHDRAWN)
    assert (
        register.entry(session, row.reference, partnership=home(), today=TODAY).row.words
        == "Withdrawn by the councillor"
    )


def test_the_list_is_read_page_by_page_and_by_ward(session, monkeypatch):
    monkeypatch.setattr(register, "ROWS", 2)
    for number in range(1, 6):
        a_referral_row(
            session,
            "W1" if number % 2 else "W2",
            number=number,
            first_listed_on=date(2026, 11, number // 2 + 1),
        )
    first = register.page(session, partnership=home())
    second = register.page(session, partnership=home(), after=first.next_key)
    third = register.page(session, partnership=home(), after=second.next_key)
    told = [row.reference[-1] for page in (first, second, third) for row in page.rows]
    assert told == ["5", "4", "3", "2", "1"] and third.next_key is None
    assert {row.ward for row in register.page(session, partnership=home(), ward="W2").rows} == {"W2"}
    assert register.page(session, partnership=home(), after="R-9999-1").rows == first.rows


def test_an_answer_is_told_by_its_kind_and_its_words_after_the_second_reading(session):
    row, wanted, asked = a_reported_row(session, "W1")
    entry = register.entry(session, row.reference, partnership=home(), today=TODAY)
    assert entry.recommended[0].words == "" and entry.recommended[0].answers[0].words == ""
    agreed(session, written(session, row, "Light the path.", Part.RECOMMENDATION, wanted.id))
    of = register.of_response(wanted.id, asked.id)
    agreed(session, written(session, row, "Lit by spring.", Part.RESPONSE, of))
    told = register.entry(session, row.reference, partnership=home(), today=TODAY).recommended[0]
    assert (told.words, told.answers[0].words) == ("Light the path.", "Lit by spring.")


def test_an_answer_is_late_the_day_after_its_day(session):
    row, _, asked = a_reported_row(session, "W1")
    assert (
        not register.entry(session, row.reference, partnership=home(), today=date(2026, 12, 14)).asked[0].late
    )
    assert register.entry(session, row.reference, partnership=home(), today=date(2026, 12, 15)).asked[0].late
    asked.expected_on = date(2026, 12, 20)
    session.flush()
    assert (
        not register.entry(session, row.reference, partnership=home(), today=date(2026, 12, 20)).asked[0].late
    )


def test_why_a_watched_report_is_closed_early_stands_in_the_register_once_read(session):
    path = monitored(session)
    path.officer(service.review, "They have begun")
    path.notify().officer(service.close, "The board has taken it over")

    def entry():
        return register.entry(session, path.row.reference, partnership=home(), today=path.today)

    assert entry().closed_early and entry().closing == ""
    text = written(session, path.row, "The board has taken it over.", part=Part.CLOSING)
    assert entry().closing == ""
    agreed(session, text)
    assert entry().closing == "The board has taken it over."


def test_a_referral_that_runs_its_course_is_not_closed_early(session):
    path = in_state(session, State.CLOSED)
    assert not register.entry(session, path.row.reference, partnership=home(), today=path.today).closed_early
