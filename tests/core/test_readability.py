"""How hard a text is to read, by a rule anybody can follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.readability import OLDEST, YOUNGEST, reading_age, syllables

EASY = "We want to know how safe you feel. Tell us where you walk at night. You can stop when you like."
HARD = (
    "Notwithstanding considerations pertaining to intergovernmental responsibilities, the aforementioned "
    "organisational arrangements necessitate comprehensive consideration of disproportionately affected "
    "communities, accommodating statutory obligations and administrative practicalities simultaneously."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("fire", 1),
        ("table", 2),
        ("people", 2),
        ("asked", 1),
        ("wanted", 2),
        ("crimes", 1),
        ("places", 2),
        ("the", 1),
        ("I", 1),
        ("2027", 1),
        ("community", 4),
        ("agreed", 2),
        ("people's", 2),
    ],
)
def test_syllables_are_counted_by_rule(word, count):
    assert syllables(word) == count


def test_an_easy_text_reads_young_and_a_hard_one_old():
    assert reading_age(EASY) <= 9
    assert reading_age(HARD) == OLDEST


def test_a_few_words_are_not_measured():
    assert reading_age("Where should wardens walk?") is None


@given(st.text())
def test_every_word_has_a_syllable_and_every_text_an_age_or_none(text):
    assert syllables(text) >= 1
    age = reading_age(text)
    assert age is None or YOUNGEST <= age <= OLDEST


@given(st.lists(st.sampled_from(EASY.split()), min_size=20, max_size=60))
def test_an_age_does_not_depend_on_letters_case_or_spaces(words):
    text = " ".join(words)
    assert reading_age(text) == reading_age(text.upper()) == reading_age(f"  {'   '.join(words)} ")


@given(st.integers(2, 30))
def test_saying_the_same_again_makes_it_no_harder(times):
    assert reading_age(f"{EASY}\n" * times) == reading_age(EASY)


@given(st.lists(st.sampled_from(["cat", "sat", "mat", "dog"]), min_size=20, max_size=80))
def test_one_long_sentence_is_never_easier_than_short_ones(words):
    short = ". ".join(" ".join(words[n : n + 5]) for n in range(0, len(words), 5))
    assert reading_age(" ".join(words)) >= reading_age(short)
