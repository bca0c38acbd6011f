"""What stands around every page: help first, five words of navigation, a way out, a desk for officers."""

from typing import Any

import pytest

from tests.look.drawing import Staff, a_page, by_id, words
from tests.look.samples import refused, untouched

RAIL = (("Waiting", "/staff/moderation", 27, True), ("Plan", "/staff/plan", None, False))


def page_in(layout: str, path: str = "/", given: dict[str, Any] | None = None, **names: Any) -> Any:
    source = (
        '{% extends "layouts/' + layout + '.html" %}{% block title %}Ask your neighbours{% endblock %}'
        "{% block content %}<h1>Ask your neighbours</h1>{% endblock %}"
    )
    return a_page(source, path, given, **names)


def staff_page(path: str = "/staff/moderation", given: dict[str, Any] | None = None, **names: Any) -> Any:
    shown = {"actor": Staff("Engagement officer", "moderates"), "rail": RAIL, **names}
    return page_in("staff", path, given, **shown)


@pytest.mark.parametrize("layout", ["public", "sensitive"])
def test_the_first_words_are_for_people_in_danger(layout: str) -> None:
    first = next(e for e in page_in(layout).tree.iter("p"))
    assert words(first) == "In danger now? Call 999. Can’t speak? Press 55 on a mobile."
    assert "/help-now" in page_in(layout).links()


def test_five_words_lead_everywhere() -> None:
    nav = next(page_in("public").tree.iter("nav"))
    assert [words(a) for a in nav.iter("a")] == [
        "Our plan",
        "Stay safe",
        "Consultations",
        "Concerns",
        "Who we are",
    ]


@pytest.mark.parametrize(
    ("path", "marks"),
    [("/plan", ["page"]), ("/plan/2026-27", ["true"]), ("/planning", []), ("/", [])],
)
def test_the_place_one_is_at_is_marked(path: str, marks: list[str]) -> None:
    nav = next(page_in("public", path).tree.iter("nav"))
    assert [a.get("aria-current") for a in nav.iter("a") if a.get("aria-current")] == marks


def test_a_demonstration_says_so_and_is_not_indexed() -> None:
    page = page_in("public", given={"demo": True})
    assert "Demonstration" in page.words
    assert [m.get("content") for m in page.tree.iter("meta") if m.get("name") == "robots"] == ["noindex"]


def test_a_real_portal_is_indexed() -> None:
    assert not page_in("public").all("meta", name="robots")


def test_the_script_that_marks_scripting_comes_before_anything_is_shown() -> None:
    body = page_in("public").tree.find("body")
    assert body[0].get("src").startswith("/static/base/js-enabled.js")
    assert body[0].get("defer") is None


def test_the_title_names_page_and_partnership() -> None:
    assert page_in("public").title == "Ask your neighbours – Safer Haven"
    assert page_in("public", form=refused()).title.startswith("Error: ")
    assert page_in("public", form=untouched()).title.startswith("Ask")


def test_the_foot_leads_to_promises_and_search() -> None:
    links = page_in("public").links()
    assert {
        "/privacy",
        "/accessibility",
        "/cookies",
        "/information-sharing",
        "/complaints",
        "/search",
    } <= set(links)


def test_officers_find_their_door_only_where_it_is() -> None:
    assert "/staff/sign-in" in page_in("public").links()
    alone = page_in("public", given={"doors": {"public": True, "staff": False}})
    assert "/staff/sign-in" not in alone.links()


def test_a_sensitive_page_keeps_its_subject_out_of_the_title() -> None:
    assert page_in("sensitive").title == "Information – Haven and Strand"


def test_a_sensitive_page_can_be_left_without_a_script() -> None:
    ways = [a for a in page_in("sensitive").tree.iter("a") if a.get("data-exit") is not None]
    assert {a.get("href") for a in ways} == {"https://www.bbc.co.uk/weather"}
    assert all(a.get("rel") == "nofollow noreferrer" and a.get("target") is None for a in ways)


def test_a_calm_page_has_no_way_out_to_the_weather() -> None:
    assert not [link for link in page_in("public").links() if link.startswith("http")]


def test_the_rail_counts_what_waits() -> None:
    rail = next(staff_page().tree.iter("nav"))
    assert [words(a) for a in rail.iter("a")] == ["Waiting 27 waiting", "Plan"]
    assert [a.get("aria-current") for a in rail.iter("a")] == ["page", None]


def test_signing_out_is_sent_with_a_token() -> None:
    form = next(staff_page().tree.iter("form"))
    assert (form.get("method"), form.get("action")) == ("post", "/staff/sign-out")
    assert [i.get("name") for i in form.iter("input")] == ["csrf_token"]


def test_before_signing_in_there_is_neither_rail_nor_way_to_sign_out() -> None:
    page = staff_page("/staff/sign-in", actor=None, rail=())
    assert not list(page.tree.iter("form"))
    assert not list(page.tree.iter("nav"))


def test_what_just_happened_is_announced() -> None:
    told = lambda with_categories=False: [("message", "Decided."), ("error", "Not saved.")]  # noqa: E731
    page = staff_page(given={"get_flashed_messages": told})
    roles = [(words(e), e.get("role")) for e in page.tree.iter("div") if "told" in e.get("class", "").split()]
    assert roles == [("Decided.", "status"), ("Not saved.", "alert")]


def test_every_script_of_a_staff_page_has_its_nonce() -> None:
    assert {script.get("nonce") for script in staff_page().tree.iter("script")} == {"nonce"}


@pytest.mark.parametrize("layout", ["public", "sensitive"])
def test_skipping_leads_to_the_content(layout: str) -> None:
    page = page_in(layout)
    assert page.links()[0] == "#main-content"
    assert by_id(page.tree, "main-content").tag == "main"
