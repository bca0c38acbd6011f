"""A chart tells its figures to eyes and ears alike, and draws nothing that was held back."""

from collections import namedtuple
from typing import Any

from tests.look.drawing import drawn, drawn_shapes, words

Chart = namedtuple("Chart", "title rows")
SHOWN = Chart(
    "What came first", [("Lighting", 50, "50%"), ("Patrols", 25.0, "25%"), ("Other", None, "fewer than 5")]
)


def chart(given: Chart = SHOWN) -> Any:
    return drawn('{% from "components/charts.html" import bar_chart %}{{ bar_chart(chart) }}', chart=given)


def test_a_chart_is_a_picture_with_a_name_and_a_reading() -> None:
    drawing = drawn_shapes(chart(), "svg")[0]
    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "What came first")
    assert words(drawn_shapes(drawing, "desc")[0]) == "Lighting: 50%. Patrols: 25%. Other: fewer than 5."


def test_bars_are_as_long_as_their_shares() -> None:
    assert [bar.get("width") for bar in drawn_shapes(chart(), "rect")] == ["100.0%", "50.0%"]


def test_a_bar_is_measured_from_zero_against_the_longest_rounded_up() -> None:
    bars = drawn_shapes(chart(Chart("T", [("A", 42, "42%"), ("B", 0, "0%")])), "rect")
    assert [bar.get("width") for bar in bars] == ["84.0%", "0.0%"]


def test_a_figure_held_back_is_hatched_at_one_length() -> None:
    one, two = (chart(Chart("T", [(label, None, "fewer than 5"), ("S", 50, "50%")])) for label in ("A", "B"))
    held = [
        [
            line.get("x2")
            for line in drawn_shapes(drawn_shapes(tree, "svg")[0], "line")
            if "held" in line.get("class")
        ]
        for tree in (one, two)
    ]
    assert held == [["15%"], ["15%"]]


def test_every_row_keeps_its_words() -> None:
    texts = [words(text) for text in drawn_shapes(chart(), "text")]
    assert texts == ["Lighting", "50%", "Patrols", "25%", "Other", "fewer than 5"]


def test_a_long_label_is_broken_into_lines() -> None:
    texts = [
        words(text)
        for text in drawn_shapes(
            chart(Chart("T", [("Better lighting on paths and in car parks", 9, "9%")])), "text"
        )
    ]
    assert texts == ["Better lighting on paths and in car", "parks", "9%"]


def test_an_empty_chart_says_so() -> None:
    empty = chart(Chart("What came first", []))
    assert not drawn_shapes(empty, "svg")
    assert words(empty) == "There is nothing to draw yet: What came first"


def test_where_everything_is_held_back_it_says_so_instead_of_drawing() -> None:
    held = chart(Chart("By ward", [("North", None, "too few to show"), ("South", None, "too few to show")]))
    assert not drawn_shapes(held, "svg")
    assert words(held) == "Not shown. Every number here is too small to draw: By ward"


def test_shares_are_measured_against_everybody_so_that_charts_compare() -> None:
    whole = {"title": "T", "rows": [("A", 42, "42%"), ("B", 8, "8%")], "whole": 100}
    bars = [bar for bar in drawn_shapes(chart(whole), "rect") if bar.get("class") == "chart__bar"]
    assert [bar.get("width") for bar in bars] == ["42.0%", "8.0%"]


def test_what_is_hatched_is_explained_and_only_then() -> None:
    assert "held back" in words(chart())
    assert "held back" not in words(chart(Chart("T", [("A", 42, "42%")])))


def test_a_level_is_drawn_across_every_bar_and_named() -> None:
    level = {"title": "T", "rows": [("A", 200, "200"), ("B", 50, "50")], "level": (100, "level")}
    lines = [line for line in drawn_shapes(chart(level), "line") if line.get("class") == "chart__level"]
    assert [line.get("x1") for line in lines] == ["50.0%", "50.0%", "14"]
    assert "level" in words(chart(level))


def test_nothing_in_a_chart_is_styled_inline() -> None:
    assert all(e.get("style") is None for e in chart().iter() if isinstance(e.tag, str))
