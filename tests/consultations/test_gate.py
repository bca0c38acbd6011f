"""The gate finds out from facts whether a consultation may be published, and says on what it rests."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters.holidays import england
from portal.consultations.opening.days import days_left, days_until, holidays_inside, length_in_days
from portal.consultations.opening.facts import Link, NotALink, as_lines, https, links
from portal.consultations.opening.findings import Level, Other
from portal.consultations.opening.gate import blocks, check
from portal.core.windows import Window
from portal.partnership.consulting import Election
from tests.builders.opening import WINDOW, some_ground

ELECTION = Election("The council election", date(2027, 3, 31), date(2027, 5, 6), "by law")


def found(code, **changes):
    return next(each for each in check(some_ground(**changes)) if each.code == code)


def days(first, count):
    return Window.of_days(first, first + timedelta(days=count - 1))


def test_with_everything_said_nothing_stands_in_the_way():
    assert not blocks(check(some_ground()), frozenset())


def test_every_finding_names_its_source_and_has_a_code_of_its_own():
    findings = check(some_ground())
    assert all(each.source and each.sentence for each in findings)
    assert len({each.code for each in findings}) == len(findings)


@pytest.mark.parametrize(
    ("code", "changes", "by_law"),
    [
        ("influence", {"can_influence": " "}, True),
        ("decided", {"decided": ""}, True),
        ("reasons", {"reasons": ""}, True),
        ("questions", {"asks": ()}, True),
        ("affected", {"affected": ""}, False),
        ("ahead", {"today": date(2027, 2, 22)}, True),
        ("length", {"window": days(date(2027, 1, 4), 13)}, False),
        ("who", {"who_decides": ""}, True),
        ("when", {"decides_on": date(2027, 2, 21)}, True),
        ("privacy", {"controller": ""}, True),
        ("privacy", {"officer": ""}, True),
        ("privacy", {"purpose": ""}, True),
        ("privacy", {"kept": ""}, True),
        ("equality", {"equality_url": ""}, False),
        ("dpia", {"dpia_reason": ""}, False),
    ],
)
def test_what_is_missing_blocks(code, changes, by_law):
    finding = found(code, **changes)
    assert finding.level is Level.BLOCK and finding.may_be_set_aside is not by_law


@pytest.mark.parametrize(
    ("count", "reason", "level"),
    [
        (13, "In a hurry.", Level.BLOCK),
        (14, "", Level.WARN),
        (27, "In a hurry.", Level.WARN),
        (28, "", Level.WARN),
        (28, "Only one street.", Level.PASS),
        (41, "", Level.WARN),
        (42, "", Level.PASS),
    ],
)
def test_time_needs_six_weeks_or_a_reason(count, reason, level):
    finding = found("length", window=days(date(2027, 5, 10), count), length_reason=reason)
    assert finding.level is level, finding


@pytest.mark.parametrize(
    ("first", "last", "away"),
    [
        (date(2026, 11, 2), date(2026, 12, 24), ()),
        (date(2026, 11, 2), date(2026, 12, 25), ("Christmas",)),
        (date(2027, 1, 1), date(2027, 2, 1), ("Christmas",)),
        (date(2027, 1, 2), date(2027, 3, 25), ()),
        (date(2027, 1, 2), date(2027, 3, 26), ("Easter",)),
        (date(2027, 3, 30), date(2027, 7, 31), ()),
        (date(2026, 12, 1), date(2027, 8, 1), ("Christmas", "Easter", "August")),
    ],
)
def test_times_away_are_found_by_name(first, last, away):
    assert holidays_inside(Window.of_days(first, last), england()) == away


def test_a_year_without_a_list_of_holidays_is_named():
    inside = holidays_inside(days(date(2090, 5, 1), 42), england())
    assert inside == ("days of 2090, whose bank holidays are not known yet",)


def test_holidays_warn_until_a_reason_is_given():
    window = days(date(2026, 12, 1), 60)
    assert found("holidays", window=window, holidays=england()).level is Level.WARN
    more = {"length_reason": "Two weeks longer for that."}
    assert found("holidays", window=window, holidays=england(), **more).level is Level.PASS


@pytest.mark.parametrize(
    ("first", "count", "level"),
    [
        (date(2027, 2, 1), 58, Level.PASS),
        (date(2027, 2, 1), 59, Level.WARN),
        (date(2027, 5, 6), 42, Level.WARN),
        (date(2027, 5, 7), 42, Level.PASS),
    ],
)
def test_the_time_before_an_election_warns(first, count, level):
    finding = found("election", window=days(first, count), elections=(ELECTION,))
    assert finding.level is level
    assert "Local Government Act 1986" in finding.source


@pytest.mark.parametrize(
    ("other", "level"),
    [
        ({"families": ("roads",)}, Level.WARN),
        ({"audiences": ("young-people",)}, Level.WARN),
        ({"families": ("noise",)}, Level.PASS),
        ({}, Level.PASS),
        ({"families": ("roads",), "window": days(date(2027, 2, 22), 5)}, Level.PASS),
        ({"families": ("roads",), "window": days(date(2027, 2, 21), 5)}, Level.WARN),
    ],
)
def test_another_one_at_the_same_time_warns(other, level):
    theirs = Other(**{"title": "Which roads?", "window": WINDOW, **other})
    mine = {"families": ("roads",), "audiences": ("young-people",)}
    assert found("clash", others=(theirs,), **mine).level is level


def test_words_that_are_hard_to_read_warn():
    hard = (
        "Interdepartmental considerations notwithstanding, organisational responsibilities proliferate " * 5
    )
    assert found("reading", purpose=hard).level is Level.WARN
    assert found("reading").level is Level.PASS


def test_what_is_set_aside_stands_again_when_it_says_something_else():
    short = check(some_ground(window=days(date(2027, 1, 4), 10)))
    aside = frozenset((each.code, each.sentence) for each in blocks(short, frozenset()))
    assert not blocks(short, aside)
    assert blocks(check(some_ground(window=days(date(2027, 1, 4), 9))), aside)


def test_what_the_law_asks_for_is_never_set_aside():
    findings = check(some_ground(can_influence=""))
    aside = frozenset((each.code, each.sentence) for each in findings)
    assert [each.code for each in blocks(findings, aside)] == ["influence"]


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 400))
def test_days_are_london_days_whatever_the_clocks_do(first, count):
    window = days(first, count)
    assert length_in_days(window) == count
    assert days_left(window, first) == {1: "Closes today", 2: "Closes tomorrow"}.get(
        count, f"{count - 1} days left"
    )


@pytest.mark.parametrize(
    ("left", "words"), [(0, "Opens today"), (1, "Opens tomorrow"), (9, "Opens in 9 days")]
)
def test_days_until_it_opens_are_words(left, words):
    assert days_until(date(2027, 1, 10), date(2027, 1, 10) - timedelta(days=left)) == words


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "https://me:secret@example.org",
        "https://exa mple.org",
        "https://[::1",
        "https://example.org:99999",
        "//example.org",
        "https://" + "x" * 600,
    ],
)
def test_a_link_is_a_whole_https_address(url):
    with pytest.raises(NotALink):
        https(url)


def test_links_are_read_line_by_line_and_written_back():
    several = links("The | report | https://example.org/a?b=c\n\n https://example.org/two ")
    assert several == (
        Link("The | report", "https://example.org/a?b=c"),
        Link("example.org", "https://example.org/two"),
    )
    assert links(as_lines(several)) == several


@given(st.text(max_size=200))
def test_whatever_stands_in_the_lines_is_read_or_refused(text):
    try:
        assert links(as_lines(links(text))) == links(text)
    except NotALink:
        pass
