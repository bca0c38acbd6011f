"""The short pages after the text: reasons, impact, connection, who writes; help for people in need."""

import gzip
import re

import pytest
from sqlalchemy import select

from portal.concerns.tally_models import EqualityTally
from portal.core.actors import Role
from portal.settings import ROOT
from portal.web.context import EXTENSION
from tests.concerns.walk import (
    ANSWERS,
    REPORT,
    answer,
    at_the_end,
    begin,
    how_many,
    kept,
    opened,
    step_of,
    up_to,
)

OPTIONAL = ("unsafe", "connection", "about")
MOST = 60_000  # bytes gzip: the report with its style, scripts and letters, but without the map


def given_in(app):
    """Every answer about the writer that was counted."""
    with app.extensions[EXTENSION].database.transaction() as session:
        rows = session.scalars(select(EqualityTally).where(EqualityTally.number > 0))
        return {(row.question, row.answer): row.number for row in rows}


def test_ticks_are_kept_as_codes_and_sealed_with_the_words(page, app):
    answer(page, at_the_end(page), "send")
    (row,) = kept(app)
    assert row.unsafe == "env-lighting beh-group"
    assert (row.impact_people, row.impact_community, row.impact_environment) == ("a-lot", "some", None)
    assert row.connection == "live"
    sealed = opened(app, row)
    assert (sealed["unsafe"], sealed["impact_people"], sealed["connection"]) == (row.unsafe, "a-lot", "live")
    assert not {"age", "about"} & set(sealed)


def test_who_writes_is_counted_once_and_kept_with_no_report(page, app):
    shown = at_the_end(page)
    answer(page, shown, "send")
    answer(page, shown, "send")
    assert given_in(app) == {("age", "35-44"): 1, ("sex", "not-said"): 1} and how_many(app) == 1


def test_the_last_page_says_how_much_was_answered_and_not_what(page):
    words = at_the_end(page).words
    assert "2 of 6 questions answered" in words and "35 to 44" not in words
    assert "It is badly lit" in words and "I live there" in words and "a lot" in words


def test_why_it_feels_unsafe_is_asked_only_where_it_fits(page):
    changes = {"topic": {"topic": "road"}, "subtopic": {"subtopic": "speeding"}}
    shown = up_to(page, "impact", **changes)
    assert step_of(answer(page, shown, "back")) == "before"


def test_reasons_of_a_kind_that_was_changed_are_not_sent(page, app):
    kind = answer(page, at_the_end(page), "subtopic")
    shown = answer(page, kind, subtopic="fireworks")
    assert step_of(shown) == "check" and "unsafe" not in shown.words
    answer(page, shown, "send")
    assert kept(app)[0].unsafe == ""


@pytest.mark.parametrize("step", OPTIONAL)
@pytest.mark.parametrize("go", ["skip", "next"])
def test_an_optional_page_can_be_left_empty(page, app, step, go):
    shown = up_to(page, step)
    assert "skip" in {button.get("value") for button in shown.all("button", name="go")}
    on = answer(page, shown, go)
    assert step_of(on) != step
    assert step_of(answer(page, on, "back")) == step


def test_everything_optional_may_be_skipped(page, app):
    shown = begin(page)
    while (at := step_of(shown)) != "check":
        go, values = ("skip", {}) if at in OPTIONAL else ("next", ANSWERS[at])
        shown = answer(page, shown, go, **values)
    app.extensions[EXTENSION].clock.move_to(app.extensions[EXTENSION].clock.now().replace(hour=11))
    assert answer(page, shown, "send").h1 == "We have your report"
    (row,) = kept(app)
    assert (row.unsafe, row.connection) == ("", None) and given_in(app) == {}


def test_a_page_that_is_needed_cannot_be_skipped(page):
    assert step_of(answer(page, up_to(page, "impact"), "skip", status=422)) == "impact"


def test_one_answer_about_the_impact_is_enough(page):
    again = answer(page, up_to(page, "impact"), status=422)
    assert "Answer at least one of these three" in again.words
    assert step_of(answer(page, again, environment="cannot-tell")) == "connection"


@pytest.mark.parametrize(
    ("step", "name"),
    [("unsafe", "unsafe"), ("impact", "people"), ("connection", "connection"), ("about", "age")],
)
def test_an_answer_nobody_offered_is_refused_in_plain_words(page, step, name):
    again = answer(page, up_to(page, step), status=422, **{name: "drop table"})
    assert step_of(again) == step and "Choose from the answers on this page" in again.words


def test_back_twice_from_the_last_page_finds_everything_filled_in(page):
    about = answer(page, at_the_end(page), "back")
    assert step_of(about) == "about" and about.fields()["age"] == "35-44"
    tie = answer(page, about, "back", age="45-54")
    assert step_of(tie) == "connection" and tie.fields()["connection"] == "live"
    impact = answer(page, tie, "back")
    assert impact.fields()["people"] == "a-lot"
    unsafe = answer(page, impact, "back")
    assert unsafe.fields()["unsafe"] == ["env-lighting", "beh-group"]
    shown = unsafe
    for _ in range(4):
        shown = answer(page, shown) if step_of(shown) != "check" else shown
    assert step_of(shown) == "check"
    assert answer(page, shown, "about").fields()["age"] == "45-54"


@pytest.mark.parametrize("step", ["impact", "connection", "about"])
def test_a_short_page_whose_way_back_is_lost_keeps_its_answers(page, step):
    shown = up_to(page, step)
    again = answer(page, shown, status=422, state="ff", **ANSWERS[step])
    assert step_of(again) == step and "could not read your earlier answers" in again.words
    assert {name: again.fields()[name] for name in ANSWERS[step]} == ANSWERS[step]


def test_somebody_in_need_leads_to_outreach_and_takes_no_report(page):
    shown = up_to(page, "advice", topic={"topic": "outreach"})
    assert "StreetLink" in shown.words and "rough sleeping" in shown.words
    assert not [b for b in shown.all("button", name="go") if b.get("value") == "next"]
    assert answer(page, shown).h1 == shown.h1


def test_words_of_need_bring_up_outreach_and_never_stop_a_report(page, app):
    shown = at_the_end(page, what={"text": "A rough sleeper lies in the doorway and is begging for change."})
    assert "StreetLink" in shown.words and "You can still send your report" in shown.words
    done = answer(page, shown, "send")
    assert "StreetLink" in done.words and kept(app)[0].risk == "normal"


def test_words_of_need_and_of_danger_name_each_helpline_once(page):
    shown = at_the_end(page, what={"text": "A homeless man says he wants to end his life."})
    assert "116 123" in shown.words and "StreetLink" in shown.words
    assert len([e for e in shown.tree.iter("li") if e.get("id") == "helpline-999"]) == 1


def test_officers_read_the_ticks(page, signed_in, app):
    answer(page, at_the_end(page), "send")
    (row,) = kept(app)
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    asked = officer.get(f"/staff/moderation/concerns/{row.id}")
    words = officer.post(f"/staff/moderation/concerns/{row.id}/open", asked.fields()).words
    assert "Feels unsafe because" in words and "It is badly lit" in words
    assert "Lives there (live or work here)" in words and "35 to 44" not in words


def test_staff_see_a_quarter_once_it_is_over(page, signed_in, clock):
    analyst = signed_in(Role.ANALYST)
    assert "No quarter with answers is over yet" in analyst.get("/staff/concerns/equality").words
    answer(page, at_the_end(page), "send")
    clock.move_to(clock.now().replace(year=2027, month=1, day=4))
    words = signed_in(Role.ANALYST).get("/staff/concerns/equality?quarter=nonsense").words
    assert "October 2026 to December 2026" in words and "fewer than 10" in words and "35 to 44" in words


def test_a_report_weighs_little_without_the_map(page):
    """Any page with every file the journey loads, once; and all pages together without those files."""
    shown, pages, files = begin(page), [], set()
    while True:
        pages.append(shown)
        if step_of(shown) == "check":
            break
        shown = answer(page, shown, **ANSWERS[step_of(shown)])
    for each in pages:
        files |= {e.get("href") for e in each.all("link", rel="stylesheet")}
        files |= {e.get("src") for e in each.tree.iter("script")}
    loaded = {path for path in files if path and not re.search("leaflet|/maps/|pick_point|map_", path)}
    weights = {path: _weight(page, path) for path in sorted(loaded)}
    weights["letters"] = sum(font.stat().st_size for font in (ROOT / "static").rglob("*.woff2"))
    weights["the heaviest page"] = max(len(gzip.compress(each.response.data)) for each in pages)
    assert sum(weights.values()) < MOST, weights
    assert sum(len(gzip.compress(each.response.data)) for each in pages) < MOST


def _weight(page, path):
    with page.http.get(path) as response:
        return len(gzip.compress(response.data))


def test_the_way_in_stays_at_its_address(page):
    assert begin(page).path == REPORT
