"""The difference between an original and its copy is complete and says what is what."""

from hypothesis import given
from hypothesis import strategies as st

from portal.core.differences import Fate, Passage, differences

TEXTS = st.text(alphabet="ab .,\n[]éß0", max_size=60)


def told(before, after):
    return [(passage.fate, passage.words) for passage in differences(before, after)]


@given(TEXTS, TEXTS)
def test_what_stayed_and_what_went_are_the_original_and_what_stayed_and_came_the_copy(before, after):
    found = differences(before, after)
    assert "".join(p.words for p in found if p.fate is not Fate.IN) == before
    assert "".join(p.words for p in found if p.fate is not Fate.OUT) == after


@given(TEXTS)
def test_equal_texts_have_no_difference(text):
    assert differences(text, text) == ((Passage(Fate.KEPT, text),) if text else ())


@given(TEXTS, TEXTS)
def test_no_passage_is_empty_and_nothing_is_told_twice_in_a_row(before, after):
    found = differences(before, after)
    assert all(passage.words for passage in found)
    assert all(one.fate is not two.fate for one, two in zip(found, found[1:], strict=False))


def test_a_placeholder_stands_after_what_it_replaces():
    assert told("Dave Smith sells things", "[name] sells things") == [
        ("out", "Dave Smith"),
        ("in", "[name]"),
        ("kept", " sells things"),
    ]


def test_words_taken_out_without_another_in_their_place():
    assert told("The lights, Dave, are out", "The lights are out")[1] == ("out", ", Dave,")


def test_two_long_texts_are_compared():
    long = "The lights under the bridge are out. " * 160
    assert differences(long, long.replace("bridge", "[address]"))[0].fate is Fate.KEPT
