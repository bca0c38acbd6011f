"""A sentence that was put together is recognised by its words, and what is said holds the same values."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portal.web.languages import phrases
from portal.web.languages.fitting import Sentences, shape

NOUNS = ("Alder", "birch", "cedar", "elm", "hazel", "rowan", "willow")
WORDS = st.lists(st.sampled_from(NOUNS), min_size=3, max_size=6, unique=True)
VALUE = st.text(st.characters(codec="utf-8", exclude_categories=("Zs", "Cc", "Cs")), min_size=1, max_size=12)


def a_language(*sources, says=str):
    return Sentences({each: phrases.read(says(each)) for each in sources})


def found(language, text, known=()):
    """What is said of a text, whole; None where no phrase is recognised."""
    fits = language.find(text, lambda value: value in known or not phrases.has_words(value))
    return fits and "".join(phrases.fill(fits[0], {}, fits[1], str))


@settings(max_examples=120)
@given(WORDS, st.data())
def test_a_phrase_filled_with_any_values_is_recognised_and_says_the_same_values(words, data):
    gaps = data.draw(st.lists(st.integers(0, len(words)), min_size=1, max_size=4, unique=True))
    values = {f"v{gap}": data.draw(VALUE) for gap in sorted(gaps)}
    assume(not any(word in value for word in words for value in values.values()))
    parts = [
        part for at in range(len(words) + 1) for part in ([f"{{v{at}}}"] * (at in gaps), words[at : at + 1])
    ]
    source = " ".join(each for part in parts for each in part)
    turned = " ".join(f"{{{name}}}" for name in reversed(values))
    text = "".join(phrases.fill(phrases.read(source), {}, values, str))
    said = found(a_language(source, says=lambda _source: turned), text)
    assert said == " ".join(reversed(values.values()))


@settings(max_examples=60)
@given(WORDS, st.text(max_size=40))
def test_a_text_without_the_words_of_a_phrase_is_not_taken_for_it(words, text):
    assume(words[0] not in text)
    assert found(a_language(" {v} ".join(words)), text) is None


def test_the_whole_text_has_to_fit():
    language = a_language("Use {most} characters or fewer")
    assert found(language, "Use 80 characters or fewer") == "Use 80 characters or fewer"
    assert found(language, "Use 80 characters or fewer.") is None
    assert found(language, "Now use 80 characters or fewer") is None


def test_a_value_is_never_empty():
    assert found(a_language("Use {most} characters or fewer"), "Use  characters or fewer") is None


def test_a_value_is_as_short_as_can_be():
    fits = a_language("{one} and then comes {other}").find("a and then comes b and then comes c", bool)
    assert fits[1] == {"one": "a", "other": "b and then comes c"}


def test_a_translator_puts_values_in_another_order():
    language = a_language("Ring {who} before {day} or write", says=lambda _source: "{day}: {who}")
    assert found(language, "Ring Ann before Monday or write") == "Monday: Ann"


def test_of_two_that_fit_the_one_with_more_letters_of_its_own_is_meant():
    language = a_language(
        "Ring us on {day}", "Ring us on {day} at noon", says=lambda source: source.replace("Ring", "!")
    )
    assert found(language, "Ring us on Monday at noon") == "! us on Monday at noon"


def test_of_two_with_as_many_letters_the_one_with_more_signs_is_meant():
    language = a_language("Come here on {day}.", "Come here on {day}", says=lambda source: "!" + source)
    assert found(language, "Come here on Monday.") == "!Come here on Monday."
    assert language.find("Come here on Monday.", bool)[1] == {"day": "Monday"}


def test_where_two_fit_as_well_none_is_meant():
    language = a_language("Ring us early on {day}", "Ring us {when} on paper")
    assert found(language, "Ring us early on Friday") == "Ring us early on Friday"
    assert found(language, "Ring us early on paper") is None


@pytest.mark.parametrize("text", ["I want to go", "Talk to Frank", "from 5 to nine"])
def test_hardly_a_word_of_its_own_does_not_tear_a_text_apart(text):
    assert found(a_language("{low} to {high}"), text) is None


def test_hardly_a_word_of_its_own_is_enough_around_numbers_and_what_is_known():
    language = a_language("{low} to {high}", says=lambda source: source.replace("to", "–"))
    assert found(language, "5 to 1,900") == "5 – 1,900"
    assert found(language, "Monday to Friday", known={"Monday", "Friday"}) == "Monday – Friday"


def test_a_phrase_with_a_tag_or_with_values_side_by_side_is_not_looked_for():
    assert not a_language("See <a>the plan</a> of {year}", "Ring us now {one}{two}", "{a} {b}").each


def test_a_name_that_stands_twice_stands_for_one_value():
    language = a_language("From {day} until late on {day}")
    assert found(language, "From Monday until late on Monday") == "From Monday until late on Monday"
    assert found(language, "From Monday until late on Friday") is None


def test_sentences_that_differ_in_the_names_of_values_are_one():
    assert shape("Use {most} signs") == shape("Use {limit} signs") != shape("Use {most} letters")
    assert len(a_language("Use {most} signs now", "Use {limit} signs now").each) == 1


def test_a_long_text_full_of_a_phrases_words_takes_no_long_search():
    source = " and so on ".join(f"{{v{n}}}" for n in range(12)) + " in the end"
    assert found(a_language(source), "a and so on " * 4_000) is None
