"""Outlines become paths on a plane of whole units."""

import re

import pytest

from portal.core.drawing import EDGE, WIDTH, NoOutline, plane

SQUARE = {"type": "Polygon", "coordinates": [[[0, 50], [1, 50], [1, 51], [0, 51], [0, 50]]]}
TWO = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [[[2, 50], [2, 50], [2, 50]]]]}


def test_the_area_fills_the_width_and_north_is_up():
    drawn = plane([SQUARE])
    assert drawn.at(0, 51) == (EDGE, EDGE)
    assert drawn.at(1, 50) == (WIDTH - EDGE, drawn.height - EDGE)


def test_a_path_is_closed_and_made_of_whole_units():
    path = plane([SQUARE]).path(SQUARE)
    assert re.fullmatch(r"M(\d+ \d+L)+\d+ \d+Z", path)


def test_what_is_smaller_than_a_unit_is_not_drawn():
    assert plane([SQUARE]).path(TWO).count("M") == 1


@pytest.mark.parametrize("wrong", [{}, {"type": "Point", "coordinates": [0, 0]}, {"type": "Polygon"}])
def test_what_is_no_outline_is_refused(wrong):
    with pytest.raises(NoOutline):
        plane([wrong])
