"""Anyone can read who the partnership is, who reports to whom, and what each group looks after."""

import pytest

from portal.partnership.rules import Partnership
from portal.partnership.tiers import group_view, link_of, retention_rows, tiers, tree


@pytest.fixture
def partnership_code(either_partnership: str) -> str:
    return either_partnership


def test_the_structure_names_every_group_and_links_to_it(page, partnership: Partnership):
    fetched = page.get("/partnership")
    assert fetched.h1 == "Who we are and who does what"
    for group in partnership.groups:
        assert group.name in fetched.words
        assert f"/partnership/{link_of(group)}" in fetched.links()
    for authority in partnership.authorities:
        assert authority.name in fetched.words


def test_each_group_has_a_page_with_remit_cadence_and_chair(page, partnership: Partnership):
    for group in partnership.groups:
        fetched = page.get(f"/partnership/{link_of(group)}")
        assert fetched.h1 == group.name
        for words in (*group.remit, group.cadence.capitalize(), group.chair_role):
            assert words in fetched.words
        if group.parent:
            assert f"It reports to the {partnership.group(group.parent).name}" in fetched.words


def test_a_group_says_what_comes_to_it(page, partnership: Partnership):
    fetched = page.get(f"/partnership/{link_of(partnership.group(partnership.engagement_group))}")
    for topic in ("positive", "asb-street"):
        for sub in partnership.topic(topic).subtopics:
            assert sub.name in fetched.words


def test_an_unknown_group_is_not_found(page):
    page.get("/partnership/nobody", status=404)


def test_a_code_in_capitals_leads_to_the_page(page, partnership: Partnership):
    code = partnership.groups[1].code
    assert page.get(f"/partnership/{code}", status=301).location == f"/partnership/{code.lower()}"


def test_a_page_that_did_not_change_is_not_sent_twice(page):
    first = page.get("/partnership")
    again = page.get("/partnership", status=304, headers={"If-None-Match": first.response.headers["ETag"]})
    assert not again.html


def test_the_theme_holds_every_colour(page, partnership: Partnership):
    answer = page.http.get("/brand/theme.css")
    assert answer.mimetype == "text/css" and "max-age" in answer.headers["Cache-Control"]
    text = answer.get_data(as_text=True)
    for name, colour in partnership.brand.day.colours:
        assert f"--{name.replace('_', '-')}: {colour};" in text


def test_the_mark_is_a_drawing(page):
    answer = page.http.get("/brand/mark.svg")
    assert answer.mimetype == "image/svg+xml" and answer.get_data(as_text=True).startswith("<svg")


def test_every_group_stands_once_in_the_tree(partnership: Partnership):
    def codes(lines):
        return [code for line in lines for code in (line.code, *codes(line.children))]

    inside = sorted(group.code for group in partnership.groups if not group.sits_outside)
    assert sorted(codes(tree(partnership))) == inside
    assert sorted(line.code for tier in tiers(partnership) for line in tier.groups) == inside


def test_what_is_looked_after_through_others_is_not_the_groups_own(partnership: Partnership):
    for group in partnership.groups:
        view = group_view(partnership, link_of(group))
        own = {name for each in view.owns for name in each.names}
        told = {name for each in view.told for name in each.names}
        assert not own & told


@pytest.mark.parametrize(
    ("record", "kept"),
    [
        ("equality_link", "at once"),
        ("draft", "7 days"),
        ("original", "90 days"),
        ("escalated", "1 year"),
        ("sanitised", "2 years"),
        ("concern", "3 years"),
        ("ledger", "6 years"),
    ],
)
def test_retention_is_told_in_words(partnership: Partnership, record, kept):
    rows = {row.record: row for row in retention_rows(partnership)}
    assert rows[record].kept == kept
    assert len(rows) == len(partnership.retention)
