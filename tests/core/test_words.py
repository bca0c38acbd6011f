"""Typed words are made tidy, personal details are pointed out and can be masked."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.words import (
    MASKS,
    Detail,
    DetailKind,
    details,
    digits_of,
    mask,
    pieces,
    tidy,
)
from tests.core import corpus
from tests.core.crafty import CRAFTY, HARMLESS

PLANTED = tuple(corpus.planted())
CLEAN = tuple(corpus.clean())
SLOW_SECONDS = 2.0  # generous: a busy machine needs a tenth of it for 20 kB


def marked(text: str) -> list[tuple[str, str]]:
    text = tidy(text)
    return [(one.kind.value, text[one.start : one.end]) for one in details(text)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\r\nlines\r", "two\nlines"),
        ("nul\x00 bell\x07 escape\x1b", "nul bell escape"),
        ("abc\u202edcba\u202c \u2066x\u2069", "abcdcba x"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("cafe\u0301", "café"),
        ("tab\there\u00a0and\u3000there", "tab here and there"),
        ("trailing   \n   leading", "trailing\nleading"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("half\ud800 a pair \ufffe", "half a pair"),
        ("par\u2029line\u2028end\x85", "par\nline\nend"),
        ("hid\U000e0041\U000e0042den", "hidden"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
        ("می\u200cخواهم", None),
        ("\x00\u200b \n", ""),
    ],
)
def test_tidying_takes_away_what_nobody_can_see(typed: str, kept: str | None) -> None:
    assert tidy(typed) == (typed if kept is None else kept)


@given(st.text(st.characters(), max_size=60))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


def test_the_corpus_is_as_large_as_it_claims() -> None:
    assert len({one.text for one in PLANTED}) >= 300
    assert len(set(CLEAN)) >= 200


@pytest.mark.parametrize("one", PLANTED, ids=lambda one: one.text)
def test_every_planted_detail_is_masked_whole(one: corpus.Planted) -> None:
    text = tidy(one.text)
    start = text.index(tidy(one.detail))
    end = start + len(tidy(one.detail))
    hits = [hit for hit in details(text) if hit.start < end and hit.end > start]
    assert one.kind in {hit.kind for hit in hits}
    masked = mask(text, details(text)).casefold()
    named = one.kind is DetailKind.NAME
    telling = [
        word
        for word in tidy(one.detail).casefold().split()
        if any(ch.isdigit() for ch in word) or (named and len(word) > 3)
    ]
    assert tidy(one.detail).casefold() not in masked
    assert not [word for word in telling if word in masked]


def test_fewer_than_one_clean_report_in_twenty_is_marked() -> None:
    wrong = {text: marked(text) for text in CLEAN if marked(text)}
    assert len(wrong) < len(CLEAN) / 20, wrong


@pytest.mark.parametrize(("kind", "typed", "detail"), CRAFTY, ids=[text for _, text, _ in CRAFTY])
def test_a_detail_that_hides_is_found_whole(kind: DetailKind, typed: str, detail: str) -> None:
    text = tidy(typed)
    start = text.index(detail)
    end = start + len(detail)
    hits = [hit for hit in details(text) if hit.start < end and hit.end > start]
    assert kind in {hit.kind for hit in hits}
    assert [at for at in range(start, end) if text[at].isalnum() and not _covered(hits, at)] == []


def _covered(hits: list[Detail], at: int) -> bool:
    return any(hit.start <= at < hit.end for hit in hits)


def test_what_only_looks_like_a_detail_is_left_alone() -> None:
    assert {text: marked(text) for text in HARMLESS if marked(text)} == {}


def test_all_details_of_one_text_are_found() -> None:
    text = "Mr Jones, 14 Sea Road, 07700 900123 and 07700 900456, AB12 CDE, dave@example.com"
    assert [kind for kind, _ in marked(text)] == ["name", "address", "phone", "phone", "plate", "email"]


def test_masking_says_what_stood_there() -> None:
    text = "Ring Mrs Patel on 07700 900123."
    assert mask(text, details(text)) == "Ring Mrs [name] on [phone]."


def test_masking_nothing_changes_nothing() -> None:
    assert mask("Loud music", ()) == "Loud music"


def test_only_the_chosen_details_are_masked() -> None:
    text = "Mr Jones rang 07700 900123"
    assert (
        mask(text, [one for one in details(text) if one.kind is DetailKind.PHONE]) == "Mr Jones rang [phone]"
    )


def test_the_name_of_a_street_or_a_church_is_no_person() -> None:
    assert marked("From Albert Road past St Peter's Church to William Booth House") == []


def test_digits_of_other_scripts_are_digits() -> None:
    assert digits_of("٠٧٧0 ９") == "07709"
    assert marked("Ring ０７７００ ９００１２３ now") == [("phone", "０７７００ ９００１２３")]


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), max_size=80))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for one in details(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(st.lists(st.sampled_from(PLANTED), min_size=1, max_size=4))
def test_details_are_found_whatever_stands_around_them(some: list[corpus.Planted]) -> None:
    text = tidy("\n".join(one.text for one in some))
    found = {one.kind for one in details(text)}
    assert {one.kind for one in some} <= found


def test_every_kind_has_a_mask() -> None:
    assert set(MASKS) == set(DetailKind)
    assert mask("x", [Detail(DetailKind.NAME, 0, 1)]) == "[name]"


SLOW = (
    *corpus.REPEATED, "x" * 64 + "@", "insta is at he ", "number 1 ", "postcode A ", "b d 5 ", "plate ends ",
    "dave smith ", "u/", "a._", "a at ", "MORGA7", "sleeping ", "man lying in ", "asks for any ",
)  # fmt: skip


@pytest.mark.parametrize("part", SLOW)
def test_a_text_built_to_be_slow_is_read_quickly(part: str) -> None:
    text = (part * 20_000)[:20_000]
    start = time.process_time()
    found = details(tidy(text))
    mask(text, found)
    assert time.process_time() - start < SLOW_SECONDS


def test_a_text_is_cut_at_its_details_and_nothing_is_lost() -> None:
    text = "Ring me on 07700 900123 tonight."
    cut = pieces(text)
    assert "".join(piece.words for piece in cut) == text
    assert [piece.kind for piece in cut] == ["", "phone", ""]


def test_a_text_without_details_is_one_piece_and_no_text_is_none() -> None:
    assert [piece.kind for piece in pieces("The lamps are out.")] == [""]
    assert pieces("") == ()
