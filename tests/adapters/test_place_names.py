"""Places are found by what people call them, in spite of slips of the hand and of the ear."""

from functools import cache

import pytest

from portal.adapters.place_names import AT_MOST, PlaceNames, words_of
from portal.core.places import Place, Point, slug
from portal.partnership import loading

HERE = Point(50.72, -1.88)


def _a_place(name: str, *aliases: str) -> Place:
    return Place(slug(name), name, "landmark", HERE, "W1", aliases)


PLACES = (
    _a_place("Horseshoe Common"),
    _a_place("Boscombe Pier"),
    _a_place("Boscombe"),
    _a_place("St Peter's Church", "St Peters"),
    _a_place("The Triangle", "Triangle bus stops"),
    _a_place("Castle Lane East"),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("horseshoe common", "Horseshoe Common"),
        ("Horsehoe Comon", "Horseshoe Common"),
        ("boscome pier", "Boscombe Pier"),
        ("st peters church", "St Peter's Church"),
        ("ST. PETER’S", "St Peter's Church"),
        ("triangle", "The Triangle"),
        ("castle ln east", "Castle Lane East"),
        ("boscombe", "Boscombe"),
    ],
)
def test_a_place_is_found_in_spite_of_slips(typed, meant):
    assert PlaceNames(PLACES).find(typed)[0].name == meant


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "zzzzqq", "x" * 4000])
def test_what_is_like_nothing_finds_nothing(typed):
    assert PlaceNames(PLACES).find(typed) == ()


def test_no_more_places_are_offered_than_asked_for():
    many = tuple(_a_place(f"Park {number}") for number in range(20))
    assert len(PlaceNames(many).find("park", limit=5)) == 5
    assert len(PlaceNames(many).find("park")) == AT_MOST


@cache
def shipped(code: str) -> PlaceNames:
    return PlaceNames(loading.load_geography(code).places)


SLIPS = {
    "bcp": {
        "Boscomb peir": "Boscombe Pier",
        "bornmouth square": "The Square",
        "poole key": "Poole Quay",
        "sand banks": "Sandbanks",
        "horseshoe comon": "Horseshoe Common",
        "hengistbury": "Hengistbury Head",
        "moordwn": "Moordown",
        "sothbourne": "Southbourne",
        "poole hosptial": "Poole Hospital",
        "the triangel": "The Triangle",
        "mudford key": "Mudeford Quay",
        "castle ln east": "Castle Lane East",
        "bournmouth beach": "Bournemouth Beach (by the pier)",
    },
    "lbbd": {
        "barkin station": "Barking station",
        "dagenam heathway": "Dagenham Heathway",
        "valance park": "Valence Park",
        "becontree heeth": "Becontree Heath",
    },
}


@pytest.mark.parametrize(
    ("code", "typed", "meant"),
    [(code, typed, meant) for code, pairs in SLIPS.items() for typed, meant in pairs.items()],
)
def test_a_shipped_place_is_found_first_in_spite_of_slips(code, typed, meant):
    assert shipped(code).find(typed)[0].name == meant


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_one_slip_in_any_long_name_still_offers_the_place(code):
    for place in loading.load_geography(code).places[::4]:
        letters = list(place.name)
        if len(max(words_of(place.name), key=len)) < 6:
            continue
        at = place.name.lower().find(max(words_of(place.name), key=len)[:6]) + 2
        if at < 2:
            continue
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
        assert place in shipped(code).find("".join(letters)), "".join(letters)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("St. Peter’s Rd", "st peters road"),
        ("the Quay", "Key"),
        ("Café Street", "cafe st"),
        ("near the Pier", "PIER"),
    ],
)
def test_words_that_mean_the_same_are_the_same(typed, same):
    assert words_of(typed) == words_of(same)


def test_a_name_made_of_fillers_only_is_still_a_name():
    assert words_of("the") == ("the",)


def test_an_exact_name_is_told_from_a_likely_one():
    assert [place.name for place in PlaceNames(PLACES).exactly("BOSCOMBE")] == ["Boscombe"]
    assert PlaceNames(PLACES).exactly("boscome") == ()


def test_what_is_asked_is_remembered_nowhere():
    names = PlaceNames(PLACES)
    names.find("my secret place")
    assert "secret" not in repr(vars(names))
