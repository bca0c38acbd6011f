"""When a page of advice is complete, and when somebody should look at it again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.advice import rules
from portal.advice.rules import AdviceWords


def some_words(**changes):
    given_words = {
        "title": "Knives",
        "summary": "Why carrying one makes nobody safer.",
        "body": "Words.",
        "report_to": "Call 101.",
        "audience": ("everyone",),
        "helplines": ("999",),
        "sources": (("Home Office", "https://www.gov.uk/x"),),
        "sensitive": False,
        "checked": False,
    }
    return AdviceWords(**(given_words | changes))


def test_a_whole_page_is_taken_as_it_is():
    words = some_words()
    assert rules.check(words, {"999"}) is words


@pytest.mark.parametrize("part", ["title", "summary", "body", "sources", "audience"])
def test_a_page_without_a_part_names_it(part):
    with pytest.raises(rules.AdviceIncomplete) as refused:
        rules.check(some_words(**{part: () if part in ("sources", "audience") else ""}), {"999"})
    assert refused.value.parts == (part,)


def test_a_helpline_nobody_knows_is_named():
    with pytest.raises(rules.UnknownHelpline) as refused:
        rules.check(some_words(helplines=("999", "gone")), {"999"})
    assert refused.value.codes == ("gone",)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", ()),
        ("RNLI | https://rnli.org", (("RNLI", "https://rnli.org"),)),
        (
            "\n A |https://a.uk \n\nB | http://b.uk/c?d=1\n",
            (("A", "https://a.uk"), ("B", "http://b.uk/c?d=1")),
        ),
    ],
)
def test_sources_are_read_line_by_line(text, pairs):
    assert rules.read_sources(text) == pairs


@pytest.mark.parametrize(
    "line", ["RNLI", "https://rnli.org", "RNLI | rnli.org", "A | javascript:alert(1)", "|https://x"]
)
def test_a_source_without_name_or_address_is_named(line):
    with pytest.raises(rules.SourceUnreadable) as refused:
        rules.read_sources(f"Fine | https://fine.uk\n{line}")
    assert refused.value.line == line.strip()


names = st.text("abc -Ré'", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(names, st.sampled_from(["https://a.uk", "http://b.uk/c"])), max_size=4).map(tuple))
def test_sources_are_read_as_they_are_written(sources):
    assert rules.read_sources(rules.write_sources(sources)) == sources


@pytest.mark.parametrize(
    ("checked", "months", "by"),
    [
        (date(2025, 11, 23), 12, date(2026, 11, 23)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 10, 31), 1, date(2025, 11, 30)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_a_page_is_looked_at_again_on_the_same_day_months_later(checked, months, by):
    assert rules.review_by(checked, months) == by
    assert not rules.is_stale(checked, months, by)
    assert rules.is_stale(checked, months, by + timedelta(days=1))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_a_review_lies_the_asked_number_of_months_ahead(day, months):
    by = rules.review_by(day, months)
    assert (by.year - day.year) * 12 + by.month - day.month == months and by.day <= day.day


@given(st.text(max_size=80), st.sets(st.text("abc-1", max_size=4), max_size=5))
def test_a_new_helpline_gets_a_short_name_of_its_own(name, taken):
    code = rules.code_for(name, taken)
    assert code not in taken and code == code.lower() and 0 < len(code) <= 53
