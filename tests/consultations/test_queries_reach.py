"""Whom we reach while it is open: residents beside residents, and nobody who could be pointed at."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.consultations.after import reach
from portal.consultations.after.reach import MARGIN_OF, WentOut
from portal.consultations.after.rules import DayNotPossible, Level, PointsToSomebody, parity, wilson
from portal.consultations.questions.equality import LATEST, VERSIONS
from portal.core.disclosure import Shown
from portal.core.errors import NotFound
from portal.partnership.margins import margins
from tests.builders.after import OFFICER, SLUG, more_answered, people_answered
from tests.builders.consultations import AFTER, WHILE_OPEN

MONDAY = date(2026, 11, 23)


def found(session, partnership, now=WHILE_OPEN):
    population = margins(partnership.code)
    return reach.reach(session, SLUG, partnership=partnership, margins=population, now=now)


def rows(tables, code):
    table = next(each for each in tables.tables if each.code == code)
    return {row.code: row for row in table.rows}


def test_a_group_is_heard_too_little_beside_how_many_live_here(session, partnership):
    people_answered(session, partnership, 30, about_you={"sex": "female"})
    more_answered(session, partnership, 12, about_you={"sex": "male"})
    sex = rows(found(session, partnership), "sex")
    assert sex["sex:male"].level is Level.UNDER and sex["sex:female"].level is Level.OVER
    assert sex["sex:male"].heard == Shown(10) and 45 < sex["sex:male"].per_hundred < 70


def test_two_looks_with_one_answer_between_them_tell_nothing_of_it(session, partnership):
    people_answered(session, partnership, 32, about_you={"sex": "female"})
    before = found(session, partnership)
    more_answered(session, partnership, 1, about_you={"sex": "female"})
    assert rows(found(session, partnership), "sex") == rows(before, "sex")


def test_visitors_are_not_set_beside_residents(session, partnership):
    people_answered(session, partnership, 12, about_you={"sex": "female"})
    more_answered(session, partnership, 15, about_you={"sex": "male"}, relation=["visit"])
    sex = rows(found(session, partnership), "sex")
    assert sex["sex:male"].heard.words == "hidden" or not isinstance(sex["sex:male"].heard, Shown)


def test_fewer_than_ten_are_never_a_number(session, partnership):
    people_answered(session, partnership, 20, about_you={"age": "35-44"})
    more_answered(session, partnership, 3, about_you={"age": "16-24"})
    for row in rows(found(session, partnership), "age").values():
        assert not isinstance(row.heard, Shown) or row.heard.number >= 10
        assert isinstance(row.heard, Shown) or row.per_hundred is None


def test_wards_are_set_beside_their_people(session, partnership):
    people_answered(session, partnership, 3)
    wards = rows(found(session, partnership), "ward")
    assert len(wards) == len(partnership.wards)
    assert {row.level for row in wards.values()} == {Level.TOO_FEW}


def test_after_the_close_nothing_is_compared(session, partnership):
    people_answered(session, partnership, 12)
    assert found(session, partnership, AFTER).tables == ()


def test_every_optional_question_has_its_margin(partnership):
    known = margins(partnership.code)
    for part in VERSIONS[LATEST]:
        if part.code in MARGIN_OF:
            margin, names = MARGIN_OF[part.code]
            codes = [option.code for option in part.options if option.code != "not_said"]
            assert [code for code in codes if (margin, names.get(code, code)) in known]


def went(session, partnership, *, now=WHILE_OPEN, once="", **changes):
    given = {
        "done_on": MONDAY,
        "place": "The library in the precinct",
        "ward": partnership.wards[0].code,
        "channel": "session",
        "body": "officers",
        "aimed_at": "age:16-24",
    }
    reach.go_out(
        session,
        SLUG,
        WentOut(**{**given, **changes}),
        partnership=partnership,
        bodies=["officers"],
        actor_id=OFFICER,
        now=now,
        once=once,
    )


def test_going_out_stands_beside_whom_it_was_for(session, partnership):
    people_answered(session, partnership, 1)
    went(session, partnership)
    seen = found(session, partnership)
    assert rows(seen, "age")["age:16-24"].went_out == 1
    assert [each.place for each in seen.log] == ["The library in the precinct"]


def test_a_page_sent_twice_is_one_time_we_went_out(session, partnership):
    people_answered(session, partnership, 1)
    for place in ("The library", "The library", "The market"):
        went(session, partnership, place=place, once="a random text")
    assert sorted(each.place for each in found(session, partnership).log) == ["The library", "The market"]


def test_going_out_is_noted_rightly_or_not_at_all(session, partnership):
    people_answered(session, partnership, 1)
    for wrong, refused in (
        ({"channel": "pigeon"}, NotFound),
        ({"body": "ann"}, NotFound),
        ({"ward": "E99"}, NotFound),
        ({"aimed_at": "age:old"}, NotFound),
        ({"done_on": date(2026, 11, 24)}, DayNotPossible),
        ({"done_on": date(2026, 11, 1)}, DayNotPossible),
        ({"place": "at ann@example.org"}, PointsToSomebody),
    ):
        with pytest.raises(refused):
            went(session, partnership, **wrong)


@given(st.integers(0, 500), st.integers(10, 500), st.integers(1, 10_000), st.integers(0, 90_000))
def test_parity_lies_within_its_span(heard, answered, people, others):
    told = parity(min(heard, answered), answered, people, people + others)
    assert told.low <= told.index + 1e-9 and told.index <= told.high + 1e-9
    assert told.low >= 0 and told.high * people / (people + others) <= 1 + 1e-9


def test_wilson_is_as_published():
    low, high = wilson(10, 100)
    assert (round(low, 4), round(high, 4)) == (0.0552, 0.1744)


def test_too_few_answers_say_nothing():
    assert parity(3, 9, 10, 100) is None
