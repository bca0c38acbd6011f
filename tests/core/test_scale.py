"""One scale: the same limits under the same words, wherever places are told by class."""

import pytest

from portal.core.disclosure import band
from portal.core.scale import CONCERNS, Scale


@pytest.mark.parametrize(
    ("count", "step"), [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2), (19, 2), (20, 3), (4000, 3)]
)
def test_a_count_falls_into_one_class(count, step):
    assert CONCERNS.step_of(count) == step


def test_every_class_has_its_words():
    assert CONCERNS.words == ("fewer than 5", "5 to 9", "10 to 19", "20 or more")


@pytest.mark.parametrize("count", range(40))
def test_a_published_band_lies_within_one_class(count):
    found = band(count)
    assert CONCERNS.step_of(found.low) == CONCERNS.step_of(found.high)


@pytest.mark.parametrize("starts", [(), (0, 5), (5, 5), (10, 5)])
def test_limits_that_do_not_rise_are_refused(starts):
    with pytest.raises(ValueError, match="rise"):
        Scale(starts)
