"""How lists and numbers read inside a sentence."""

import pytest

from portal.core.details import DetailKind, in_words
from portal.core.sentences import listed, several


@pytest.mark.parametrize(
    ("words", "read"),
    [([], ""), (["Police"], "Police"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_read_as_people_say_it(words, read):
    assert listed(words) == listed(iter(words)) == read


@pytest.mark.parametrize(
    ("number", "read"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1200, "1,200 days")]
)
def test_one_of_a_thing_is_not_several(number, read):
    assert several(number, "day") == read


def test_every_kind_of_detail_has_words_and_one_nobody_knows_has_some():
    assert all(in_words([kind]) != "a personal detail" for kind in DetailKind)
    assert in_words(["name", "postcode", "name"]) == "a name and a postcode"
    assert in_words(["shoe-size"]) == "a personal detail"
