"""Which papers are typed twice, and how often typing differs: pure rules, for any pile and any answer."""

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.consultations.keyed import KEYED
from portal.consultations.channels.rules import NOTHING_TYPED, ErrorRate, compare, fields, sample
from portal.consultations.questions.registry import KINDS

PILES = st.sets(st.integers(1, 500), min_size=1, max_size=120)
SEEDS = st.text(min_size=1, max_size=26)
TYPED = st.dictionaries(
    st.sampled_from("abcd"),
    st.dictionaries(st.sampled_from("uvwxyz"), st.sampled_from(["1", "2", "3"]), max_size=6),
    max_size=4,
)


@given(SEEDS, PILES)
def test_one_in_ten_and_at_least_one(seed, numbers):
    assert len(sample(seed, numbers)) == ceil(len(numbers) / 10) >= 1


@given(SEEDS, PILES)
def test_the_sample_is_of_this_pile_and_always_the_same(seed, numbers):
    assert sample(seed, numbers) == sample(seed, sorted(numbers, reverse=True)) <= numbers


@given(st.data(), PILES)
def test_every_paper_may_be_chosen(data, numbers):
    wanted = data.draw(st.sampled_from(sorted(numbers)))
    assert any(wanted in sample(f"seed {n}", numbers) for n in range(3000))


@given(TYPED)
def test_the_same_typing_never_differs(typed):
    found = compare(typed, typed)
    assert (found.different, found.parts) == (0, ())
    assert found.fields == sum(len(each) for each in typed.values())


@given(TYPED, TYPED)
def test_who_typed_first_does_not_matter(one, other):
    assert compare(one, other) == compare(other, one)


@given(TYPED, TYPED)
def test_no_more_differs_than_was_typed(one, other):
    found = compare(one, other)
    assert 0 <= found.different <= found.fields
    assert bool(found.parts) == bool(found.different)


@given(TYPED, st.data())
def test_one_wrong_field_is_found_as_one(typed, data):
    filled = sorted((part, name) for part, each in typed.items() for name in each)
    if not filled:
        return
    part, name = data.draw(st.sampled_from(filled))
    other = {each: dict(names) for each, names in typed.items()}
    other[part][name] = "9"
    found = compare(typed, other)
    assert (found.different, found.parts) == (1, (part,))


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=9))
def test_the_rate_of_all_piles_is_of_all_their_fields(counts):
    rates = [ErrorRate(1, max(pair), min(pair)) for pair in counts]
    total = sum(rates, NOTHING_TYPED)
    assert total.fields == sum(max(pair) for pair in counts) and total.papers == len(counts)
    assert total.percent is None or 0 <= total.percent <= 100


@pytest.mark.parametrize(
    ("rate", "words", "high"),
    [
        (NOTHING_TYPED, "No paper was typed twice yet", False),
        (ErrorRate(1, 50, 1), "1 paper typed twice: 1 of 50 fields differed (2.0%)", False),
        (ErrorRate(4, 1200, 30), "4 papers typed twice: 30 of 1,200 fields differed (2.5%)", True),
    ],
)
def test_the_rate_in_words(rate, words, high):
    assert (rate.words, rate.high) == (words, high)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The path, by the school.", "the path by  the school", True),
        ("The path", "The paths", False),
        ("", "!", True),
    ],
)
def test_words_differ_by_how_they_are_spelt(one, other, same):
    question = KINDS["short_text"].example()[0]
    assert (fields(question, None, {"t": one}) == fields(question, None, {"t": other})) is same


def test_every_kind_can_be_typed_from_paper():
    assert set(KEYED) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_full_answer_of_every_kind_has_fields_to_compare(kind):
    question, value = KINDS[kind].example()
    if question.asks and not question.apart:
        assert fields(question, question.chosen(value), question.texts(value))
