"""The pieces of pages: tables, lists, doors, phases, and where a long list goes on."""

from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from tests.look.drawing import drawn, words

PIECES = (
    '{% from "components/page.html" import inset, warning, panel, tag, table, summary_list, pager, details,'
    " phase_list, door_cards, open_list, said_card, numbered %}"
)
ROWS = [("North", 12, "40%"), ("South", "fewer than 5", "–")]


def piece(call: str, path: str = "/", **names: Any) -> Any:
    return drawn(PIECES + call, path, **names)


@pytest.mark.parametrize("name", ["inset", "warning", "panel", "details", "said_card"])
def test_words_can_be_given_or_written_inside(name: str) -> None:
    title = '"Title", ' if name in ("panel", "details", "said_card") else ""
    given = piece("{{ " + name + "(" + title + '"Some <words>") }}')
    written = piece("{% call " + name + "(" + title.rstrip(", ") + ") %}<p>Some words</p>{% endcall %}")
    assert "Some <words>" in words(given)
    assert words(next(written.iter("p"))) == "Some words"


def test_a_table_has_a_caption_and_names_its_columns_and_rows() -> None:
    tree = piece('{{ table("By ward", ["Ward", "People", "Share"], rows, numeric=(1, 2)) }}', rows=ROWS)
    assert words(next(tree.iter("caption"))) == "By ward"
    assert [(words(th), th.get("scope")) for th in tree.iter("th")] == [
        ("Ward", "col"),
        ("People", "col"),
        ("Share", "col"),
        ("North", "row"),
        ("South", "row"),
    ]
    assert [td.get("class") for td in tree.iter("td")] == ["numeric"] * 4


def test_a_wide_table_scrolls_in_a_frame_that_the_keyboard_reaches() -> None:
    frame = piece('{{ table("By ward", ["Ward"], [["North"]]) }}')[0]
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-label")) == ("region", "0", "By ward")


def test_a_table_without_rows_says_so_instead_of_standing_empty() -> None:
    tree = piece('{{ table("By ward", ["Ward"], []) }}')
    assert not list(tree.iter("table"))
    assert words(tree) == "By ward: nothing to show yet."


def test_markup_in_a_cell_is_shown_as_text_unless_a_template_made_it() -> None:
    tree = piece(
        '{{ table("T", ["A", "B"], rows) }}', rows=[("<b>typed</b>", Markup('<a href="/x">ours</a>'))]
    )
    assert not list(tree.iter("b"))
    assert words(next(tree.iter("a"))) == "ours"


def test_an_answer_can_be_changed_by_link_or_by_button() -> None:
    tree = piece(
        '{{ summary_list([("What", "Litter", {"name": "go", "value": "topic"}),'
        ' ("Where", "Pier", {"href": "/x"}), ("When", "Now")]) }}'
    )
    assert words(next(tree.iter("button"))) == "Change What"
    assert next(tree.iter("button")).get("value") == "topic"
    assert next(tree.iter("a")).get("href") == "/x"
    assert [words(e) for e in tree.iter("dd")][-1] == "Now"


def test_a_long_list_goes_on_with_its_filter_kept() -> None:
    tree = piece(
        "{{ pager(page) }}", "/list?state=held&after=abc", page=SimpleNamespace(rows=(), next_key="x y")
    )
    assert [a.get("href") for a in tree.iter("a")] == ["?state=held", "?state=held&after=x+y"]


def test_a_short_list_has_no_pager() -> None:
    assert words(piece("{{ pager(page) }}", page=SimpleNamespace(rows=(), next_key=None))) == ""


def test_phases_say_in_words_what_is_done_and_where_we_are() -> None:
    tree = piece(
        '{{ phase_list([("Open", "May", "done"), ("Counting", "", "now"), ("Results", "July", "next")]) }}'
    )
    assert [words(li) for li in tree.iter("li")] == ["Open (done) May", "Counting (now)", "Results July"]
    assert [li.get("aria-current") for li in tree.iter("li")] == [None, "step", None]


def test_a_door_says_where_it_leads() -> None:
    tree = piece('{{ door_cards([("Report a concern", "/concerns/report", "4 minutes", "danger")]) }}')
    assert next(tree.iter("a")).get("href") == "/concerns/report"
    assert "doors__door--danger" in next(tree.iter("li")).get("class")


def test_what_is_open_says_until_when() -> None:
    tree = piece('{{ open_list([("What first?", "/c", "6 minutes", "Closes 4 December")]) }}')
    assert words(next(tree.iter("strong"))) == "Closes 4 December"


def test_the_same_link_words_are_told_apart_by_their_subject() -> None:
    tree = piece('{{ said_card("Dark path", "Lamps replaced.", "/outcomes", "Read more") }}')
    assert words(next(tree.iter("a"))) == "Read more: Dark path"


def test_a_tag_carries_its_meaning_in_words() -> None:
    assert words(piece('{{ tag("late by 1 day", "late") }}')) == "late by 1 day"


def test_numbered_words_stand_in_an_ordered_list() -> None:
    assert len(list(next(piece('{{ numbered(["One", "Two"]) }}').iter("ol")))) == 2
