"""What is sealed opens for its owner alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters.seal import CannotOpen, Opener, ReceiptKeys, box, derive, new_pair, seal, unbox
from portal.adapters.tokens import new_key

PRIVATE, PUBLIC = new_pair()
KEY = new_key()
PHRASE = "acorn bridge canal desk eagle fabric garden"


@given(st.binary(max_size=2000))
def test_the_holder_of_the_key_reads_what_was_sealed(plain):
    assert Opener(PRIVATE).open(seal(PUBLIC, plain)) == plain


@given(st.binary(max_size=2000))
def test_a_box_opens_with_its_key(plain):
    assert unbox(KEY, box(KEY, plain)) == plain


def test_the_same_words_sealed_twice_look_different():
    assert seal(PUBLIC, b"words") != seal(PUBLIC, b"words")


def test_another_key_opens_nothing():
    with pytest.raises(CannotOpen):
        Opener(new_pair()[0]).open(seal(PUBLIC, b"words"))


def test_a_changed_box_opens_for_nobody():
    sealed = bytearray(seal(PUBLIC, b"words"))
    sealed[-1] ^= 1
    with pytest.raises(CannotOpen):
        Opener(PRIVATE).open(bytes(sealed))


@pytest.mark.parametrize("rubbish", [b"", b"x", b"\0" * 60])
def test_rubbish_is_no_box(rubbish):
    with pytest.raises(CannotOpen):
        unbox(KEY, rubbish)


def test_purposes_do_not_open_each_other():
    assert derive(KEY, "concern") != derive(KEY, "consultation")


def test_a_receipt_always_unlocks_the_same_thing():
    assert ReceiptKeys.from_phrase(PHRASE, KEY) == ReceiptKeys.from_phrase(PHRASE, KEY)


def test_a_stolen_database_cannot_be_searched_without_the_lookup_key():
    assert ReceiptKeys.from_phrase(PHRASE, KEY).lookup != ReceiptKeys.from_phrase(PHRASE, new_key()).lookup


def test_what_is_sealed_to_a_receipt_opens_with_its_words():
    keys = ReceiptKeys.from_phrase(PHRASE, KEY)
    assert keys.open(seal(keys.public, b"an answer")) == b"an answer"
