"""The shipped words: whole, sourced, and never more certain than they are."""

import re

import pytest

from portal.partnership import loading
from portal.partnership.content import SECTION_LETTERS, Content, PlanState
from portal.partnership.rules import Partnership

PLACES = re.compile(r"bournemouth|christchurch|poole|dorset|barking|dagenham|\bbcp\b|lbbd|london", re.I)


@pytest.fixture
def partnership_code(either_partnership: str) -> str:
    return either_partnership


@pytest.fixture
def content(partnership_code: str) -> Content:
    return loading.load_content(partnership_code)


def test_four_numbers_always_show(content: Content):
    assert {line.number for line in content.helplines if line.always} == {
        "999",
        "101",
        "116 123",
        "0800 1111",
    }


def test_every_helpline_says_where_it_was_found(content: Content):
    assert all(line.source and line.words for line in content.helplines)


def test_every_diversion_names_helplines_that_exist(content: Content, partnership: Partnership):
    known = {line.code for line in content.helplines}
    for topic in partnership.topics:
        assert topic.diversion is None or set(topic.diversion.helplines) <= known


def test_there_is_advice_on_what_people_meet(content: Content):
    assert len(content.advice) >= 12
    for text in content.advice:
        assert text.summary and text.sources and text.body and text.report_to and text.audience
        assert not re.search(r"^# ", text.body, re.MULTILINE)  # the page has its own heading of that level


def test_advice_on_abuse_and_exploitation_is_sensitive(content: Content):
    sensitive = {text.code for text in content.advice if text.sensitive}
    assert {"domestic-abuse", "sexual-violence", "county-lines", "modern-slavery"} <= sensitive


def test_advice_that_stands_in_both_folders_names_no_place():
    here, there = ({t.code: t for t in loading.load_content(code).advice} for code in ("bcp", "lbbd"))
    for code in here.keys() & there.keys():
        assert not PLACES.search(f"{here[code].body} {here[code].summary} {here[code].report_to}")
        assert here[code].body == there[code].body


def test_each_plan_has_its_six_sections(content: Content):
    for plan in content.plans:
        assert tuple(section.letter for section in plan.sections) == SECTION_LETTERS
        assert all(section.heading and section.body for section in plan.sections)


def test_one_plan_is_published_and_an_earlier_one_superseded(content: Content):
    published, *earlier = content.plans
    assert published.state is PlanState.PUBLISHED and published.year == "2026-27"
    assert earlier and all(plan.state is PlanState.SUPERSEDED for plan in earlier)


def test_what_was_invented_says_so(content: Content):
    for plan in content.plans:
        assert plan.illustration and "Illustration, not the partnership's plan" in plan.note
    assert {each.year: each.illustration for each in content.priorities}["2026-27"]


def test_priorities_are_led_by_groups_that_exist(content: Content, partnership: Partnership):
    codes = {group.code for group in partnership.groups}
    for each in content.priorities:
        assert len(each.priorities) >= 3
        assert all(set(priority.groups) <= codes and priority.groups for priority in each.priorities)
