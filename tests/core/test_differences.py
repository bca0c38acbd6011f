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


def test_a_text_that_says_one_thing_over_and_over_is_compared_too():
    long = "The lights under the bridge are out. " * 1000
    found = differences(long, long.replace("bridge", "[address]"))
    assert [passage.words for passage in found if passage.fate is Fate.OUT] == ["bridge"] * 1000


@given(st.lists(st.sampled_from("ab"), max_size=12), st.lists(st.sampled_from("ab"), max_size=12))
def test_as_much_stays_as_can_stay(before, after):
    found = differences(" ".join(before), " ".join(after))
    stayed = sum(len(passage.words.split()) for passage in found if passage.fate is Fate.KEPT)
    assert stayed <= longest(before, after)


def longest(before, after):
    """The length of the longest sequence that both have, by the definition."""
    if not before or not after:
        return 0
    if before[0] == after[0]:
        return 1 + longest(before[1:], after[1:])
    return max(longest(before[1:], after), longest(before, after[1:]))
