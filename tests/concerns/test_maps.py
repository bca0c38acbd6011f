"""A map is made of numbers and codes; nobody's words ever reach the program that draws it."""

import os
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters import maps
from portal.adapters.maps import Frame, NotForAMap, Shape, draw, safe

FRAME = Frame(50.74, -1.88, 11, 9, 16, 50.6, -2.1, 50.9, -1.6)
SQUARE = {"type": "Polygon", "coordinates": [[[-1.9, 50.7], [-1.8, 50.7], [-1.8, 50.8], [-1.9, 50.7]]]}
WARD = Shape("E05000001", SQUARE)
AREA = Shape("89195da49abffff", SQUARE, step=2)

JINJA = [
    "{{ 7 * 7 }}",
    "{{ cycler.__init__.__globals__.os.environ.update(DRAWN='yes') }}",
    "{% x",
    "{#",
    "</script><script>",
    "Boscombe Pier",
    "",
]


def test_the_same_map_is_drawn_to_the_same_bytes():
    first = draw("report", FRAME, wards=[WARD], areas=[AREA])
    assert draw("report", FRAME, wards=[WARD], areas=[AREA]) == first


def test_another_map_has_another_digest():
    empty = draw("report", FRAME, wards=[WARD])
    assert draw("report", replace(FRAME, zoom=12), wards=[WARD]).digest != empty.digest
    assert re.fullmatch("[0-9a-f]{64}", empty.digest)


def test_a_map_names_no_other_host():
    drawn = draw("report", FRAME, wards=[WARD], areas=[AREA])
    assert "//" not in drawn.script and "http" not in drawn.script


def test_the_element_is_empty_and_carries_neither_script_nor_style():
    drawn = draw("report", FRAME, wards=[WARD])
    assert drawn.html == '<div id="map_report" class="folium-map"></div>'
    assert "var map_report = L.map(" in drawn.script


def test_every_random_id_is_gone():
    assert not re.search(r"[0-9a-f]{32}", draw("report", FRAME, wards=[WARD], areas=[AREA]).script)


@pytest.mark.parametrize("words", JINJA)
def test_words_never_reach_the_drawing_program(words):
    def anywhere():
        yield lambda: draw(words or " ", FRAME, wards=[WARD])
        yield lambda: draw("report", FRAME, wards=[Shape(words, SQUARE)])
        yield lambda: draw("report", FRAME, wards=[Shape("E1", {"type": words, "coordinates": []})])
        yield lambda: draw("report", FRAME, wards=[Shape("E1", {**SQUARE, "coordinates": [[[words, 50.7]]]})])
        yield lambda: draw("report", FRAME, wards=[WARD], areas=[Shape("89", SQUARE, words)])
        yield lambda: draw("report", replace(FRAME, lat=words), wards=[WARD])
        yield lambda: draw("report", replace(FRAME, zoom=words), wards=[WARD])
        yield lambda: draw("report", replace(FRAME, min_zoom=words), wards=[WARD])

    for attempt in anywhere():
        with pytest.raises(NotForAMap):
            attempt()
    assert "DRAWN" not in os.environ


def test_words_beside_the_outline_are_left_behind():
    shape = Shape("E1", {**SQUARE, "name": "{{ 7 * 7 }}", "properties": {"name": "{% x"}})
    script = draw("report", FRAME, wards=[shape]).script
    assert "49" not in script.replace("E1", "") and "{{" not in script and "{%" not in script


@given(
    st.recursive(
        st.text() | st.floats() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_what_passes_the_guard_holds_no_braces_and_no_markup(value):
    try:
        passed = safe(value)
    except NotForAMap:
        return
    assert not re.search(r"['\"]?\{\{|\{%|\{#|<|&|//", repr(passed))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_is_none_is_refused(number):
    with pytest.raises(NotForAMap):
        safe([1.0, [number]])


def test_steps_of_colour_are_ours():
    assert set(maps.STYLES) == {"ward", "area", *(f"step{step}" for step in maps.STEPS)}
    with pytest.raises(NotForAMap):
        draw("report", FRAME, wards=[WARD], areas=[Shape("89", SQUARE, step=4)])
