"""Words as they are searched for."""

import pytest

from portal.core.search import MOST_WORDS, beginnings, last_with, words_of


def test_a_text_is_found_by_its_longer_words_in_small_letters_and_without_accents():
    assert words_of("The CAFÉ’s lamps, at 9 o’clock") == {"cafe", "lamps", "clock"}


def test_words_that_stand_everywhere_tell_nothing():
    assert words_of("it was just the one and only") == frozenset()


@pytest.mark.parametrize("asked", ["racing", "races", "raced", "race"])
@pytest.mark.parametrize("written", ["racing", "races", "raced", "race"])
def test_forms_of_a_word_find_each_other(asked, written):
    (beginning,) = beginnings(asked)
    assert beginning <= written < last_with(beginning)


def test_a_short_word_keeps_its_ending():
    assert beginnings("bus") == ("bus",)


def test_no_more_words_are_looked_for_than_a_few():
    assert len(beginnings(" ".join(f"word{number}" for number in range(50)))) == MOST_WORDS


def test_nothing_to_look_for_is_nothing():
    assert beginnings("a % _ 'é") == ()
