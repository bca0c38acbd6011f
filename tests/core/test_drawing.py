"""Outlines become paths on a plane of whole units."""

import re

import pytest

from portal.core.drawing import EDGE, WIDTH, NoOutline, drawn, plane

SQUARE = {"type": "Polygon", "coordinates": [[[0, 50], [1, 50], [1, 51], [0, 51], [0, 50]]]}
TWO = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [[[2, 50], [2, 50], [2, 50]]]]}


def test_the_area_fills_the_width_and_north_is_up():
    ground = plane([SQUARE])
    assert ground.at(0, 51) == (EDGE, EDGE)
    assert ground.at(1, 50) == (WIDTH - EDGE, ground.height - EDGE)


def test_a_path_is_closed_and_made_of_whole_units():
    path = plane([SQUARE]).path(SQUARE)
    assert re.fullmatch(r"M(\d+ \d+L)+\d+ \d+Z", path)


def test_what_is_smaller_than_a_unit_is_not_drawn():
    assert plane([SQUARE]).path(TWO).count("M") == 1


@pytest.mark.parametrize("wrong", [{}, {"type": "Point", "coordinates": [0, 0]}, {"type": "Polygon"}])
def test_what_is_no_outline_is_refused(wrong):
    with pytest.raises(NoOutline):
        plane([wrong])


EAST = {"type": "Polygon", "coordinates": [[[1, 50], [2, 50], [2, 51], [1, 51], [1, 50]]]}
FAR = {"type": "Polygon", "coordinates": [[[8, 50], [9, 50], [9, 51], [8, 51], [8, 50]]]}


def test_a_map_draws_every_outline_with_its_class_in_the_order_of_codes():
    found = drawn({"b": EAST, "a": SQUARE}, {"x": SQUARE}, {"a": 2, "x": 1})
    assert [(shape.code, shape.step) for shape in (*found.wards, *found.areas)] == [
        ("a", 2),
        ("b", 0),
        ("x", 1),
    ]


def test_one_ward_fills_the_frame_and_what_lies_far_away_is_left_out():
    found = drawn({"a": SQUARE, "b": EAST, "far": FAR}, {}, {}, within="a")
    assert [shape.code for shape in found.wards] == ["a", "b"]
    assert found.height <= WIDTH
