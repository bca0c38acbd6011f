"""Seven words read from paper find the report again, however they are typed."""

import itertools
from pathlib import Path

import mnemonic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters.tokens import choose
from portal.core.receipts import BITS, COUNT, WORDS, NotAReceipt, parse, phrase

SEVEN = ("act", "zoo", "mountain", "apple", "orange", "river", "sun")
BIP39 = frozenset(
    Path(mnemonic.__file__).with_name("wordlist").joinpath("english.txt").read_text("utf-8").split()
)
HURTING = (
    "abuse accuse alien arrest assault attack baby betray black blame blind blood bomb boy bullet"
    " child crime  cruel danger daughter despair disease divorce drug evidence evil expose faith fat"
    " father female gender girl  gospel grass guilt gun hate husband illegal infant inform injury"
    " kill knife mad marriage mother murder orphan  pain panic police prison race rape report rifle"
    " sad scare shoot sick slave stab suspect terror toddler trap  tribe ugly victim vicious weapon"
    " whip wife witness woman"
)
typed_words = st.lists(st.sampled_from(WORDS), min_size=COUNT, max_size=COUNT).map(tuple)


def test_the_list_is_long_enough_and_a_receipt_too_hard_to_guess() -> None:
    assert len(WORDS) >= 1900
    assert BITS >= 76


def test_the_words_are_plain_sorted_and_unique_by_their_first_four_letters() -> None:
    assert list(WORDS) == sorted(set(WORDS))
    assert len({word[:4] for word in WORDS}) == len(WORDS)
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in WORDS)


def test_the_words_come_from_the_known_list() -> None:
    assert BIP39.issuperset(WORDS)


@pytest.mark.parametrize("word", HURTING.split())
def test_no_word_hurts_or_hints(word: str) -> None:
    assert word not in WORDS


@pytest.mark.parametrize(
    "typed",
    [
        "act zoo mountain apple orange river sun",
        "  ACT   Zoo\nMountain\tapple orange river sun. ",
        "act-zoo-mountain-apple-orange-river-sun",
        "1. act, 2. zoo, 3. mountain, 4. apple, 5. orange, 6. river, 7. sun",
        "act zoo moun appl oran rive sun",
        "act zoo mountian apples orange river sun",
        "act/zoo/mountain/ápple/orange/rivér/sun",
        "ａｃｔ zoo mountain apple orange river sun",
        "actzoomountainappleorangeriversun",
        "Act Zoo Mountain\nAppleorange riversun",
        "ACT, ZOO, MOUN, APPL, ORAN, RIVE, SUN.",
    ],
)
def test_a_receipt_is_read_however_it_is_typed(typed: str) -> None:
    assert parse(typed) == SEVEN


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "act zoo mountain apple orange river",
        "act zoo mountain apple orange river sun sun",
        "act zoo mountain apple orange river xylophone",
        "ac zoo mountain apple orange river sun",
        "witness zoo mountain apple orange river sun",
        "actzoomountainappleorangeriver",
        "actzoomountainappleorangeriversunsun",
        "moun apploran riversun act zoo",
        "act zoo mou apple orange river sun",
        "act zoo mountain apple orange river sun" + " " * 500,
        "действие зоопарк гора яблоко апельсин река солнце",
    ],
)
def test_what_is_no_receipt_gets_the_same_answer_whatever_is_wrong(typed: str) -> None:
    assert parse(typed) is None


def test_act_and_action_are_two_words() -> None:
    assert parse("action " + " ".join(SEVEN[1:])) == ("action", *SEVEN[1:])
    assert parse("acti " + " ".join(SEVEN[1:])) == ("action", *SEVEN[1:])


def test_a_phrase_is_made_of_seven_words_of_the_list_only() -> None:
    assert phrase(SEVEN) == "act zoo mountain apple orange river sun"
    with pytest.raises(NotAReceipt):
        phrase(SEVEN[:6])
    with pytest.raises(NotAReceipt):
        phrase(("Act", *SEVEN[1:]))


@given(typed_words, st.sampled_from([" ", ", ", "-", "\n", " 1 ", "  "]), st.booleans())
def test_every_receipt_that_is_given_can_be_read_back(
    words: tuple[str, ...], between: str, shortened: bool
) -> None:
    typed = between.join(word[:4] if shortened else word for word in words)
    assert parse(typed) == words
    assert parse(phrase(words).upper()) == words


@given(st.text(max_size=450))
def test_whatever_is_typed_is_seven_words_or_nothing(text: str) -> None:
    words = parse(text)
    assert words is None or parse(phrase(words)) == words


def test_drawn_words_make_a_receipt() -> None:
    drawn = choose(WORDS, COUNT)
    assert parse(phrase(drawn)) == drawn


def test_no_two_shortened_words_are_confused() -> None:
    short = [word for word in WORDS if len(word) == 3]
    longer = {word[:4] for word in WORDS if len(word) > 3}
    assert not any(a == b for a, b in itertools.product(short, longer))
