"""Officers publish what they looked at; analysts read copies and figures; nobody else may."""

from datetime import date

import pytest
from sqlalchemy import func, select

from portal.concerns.releases import making, published
from portal.concerns.releases.periods import Period
from portal.concerns.releases.picture_page import Choice, grid_of, page_of
from portal.concerns.rules import State
from portal.core.actors import Role
from portal.ledger.models import LedgerLine
from tests.builders.releases import OCTOBER, SUMMER, a_plausible_quarter, counted, home

QUARTER = Period.holding(SUMMER, 3)
LIST = "/staff/concerns/releases"
NEXT = f"{LIST}/next"


@pytest.fixture
def at():
    return home()


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def quarter(database, at):
    with database.transaction() as session:
        a_plausible_quarter(session, at, 80)


def publish(officer):
    """Publish what the preview shows."""
    form = officer.get(NEXT).fields()
    return officer.post(LIST, form, status=303)


def test_the_preview_shows_exactly_what_is_public_afterwards(officer, page, quarter):
    before = officer.get(NEXT)
    publish(officer)
    after = page.get("/concerns")
    for wanted in ("By kind", "By ward", "By topic"):
        assert wanted in before.words and wanted in after.words
    assert _tables(after) == [table for table in _tables(before) if table in _tables(after)]
    assert _tables(after)


def test_the_preview_holds_every_answer_of_the_filters(officer, database, quarter, at):
    officer.get(NEXT)
    publish(officer)
    with database.reading() as session:
        found = published.newest(session)
    grid = grid_of(found.picture)
    for (ward, name), row in zip(found.picture.wards.items(), grid.rows, strict=True):
        shown = page_of(found, Choice(ward=ward))
        assert row == (name, *(each.words for each in shown.families))


def test_the_map_of_the_preview_is_the_map_that_is_published(officer, page, quarter):
    script = officer.get(f"{NEXT}/map.js").html
    publish(officer)
    digest = page.get("/concerns").html.split("/maps/")[1].split(".js")[0]
    assert page.get(f"/maps/{digest}.js").html == script


def test_something_decided_meanwhile_is_looked_at_again(officer, database, quarter, at):
    form = officer.get(NEXT).fields()
    with database.transaction() as session:
        counted(session, at, 12)
    again = officer.post(LIST, form, status=409)
    assert "Look again" in again.words
    officer.post(LIST, again.fields(), status=303)


def test_publishing_twice_publishes_once(officer, database, quarter):
    form = officer.get(NEXT).fields()
    officer.post(LIST, form, status=303)
    assert officer.post(LIST, form, status=303).location == LIST
    with database.reading() as session:
        assert len(published.lines(session)) == 1


def test_nothing_due_leads_back_to_the_list(officer, quarter):
    publish(officer)
    assert officer.get(NEXT, status=303).location == LIST
    assert "Nothing is due" in officer.get(LIST).words


def test_a_note_is_published_beside_the_picture(officer, page, quarter):
    publish(officer)
    address = f"{LIST}/1"
    assert "Write what was wrong" in officer.post(address, officer.get(address).fields(), status=422).words
    form = {**officer.get(address).fields(), "words": "One event was counted twice."}
    officer.post(address, form, status=303)
    assert "One event was counted twice." in officer.get(address).words
    assert "One event was counted twice." in page.get("/concerns").words


def test_a_picture_that_is_not_there_is_not_found(officer):
    officer.get(f"{LIST}/7", status=404)
    officer.get(f"{LIST}/{10**30}", status=404)


@pytest.mark.parametrize("address", [LIST, NEXT, f"{LIST}/1"])
@pytest.mark.parametrize("role", [Role.ANALYST, Role.GROUP_MEMBER, Role.ADMINISTRATOR])
def test_only_officers_publish(signed_in, role, address):
    signed_in(role).get(address, status=403)


def test_an_analyst_reads_copies_of_counted_concerns_only(signed_in, database, at):
    with database.transaction() as session:
        counted(session, at, 1, sanitised="Lamps <out> by the bridge.")
        counted(session, at, 1, sanitised="A declined text.", state=State.DECLINED, decline_code="test")
        counted(session, at, 1, sanitised="An escalated text.", state=State.ESCALATED)
    words = signed_in(Role.ANALYST).get("/staff/concerns").words
    assert "Lamps <out> by the bridge." in words
    assert "declined text" not in words and "escalated text" not in words


def test_copies_are_filtered_by_topic_and_ward_and_an_unknown_value_shows_all(signed_in, database, at):
    here, there = at.partnership.wards[:2]
    with database.transaction() as session:
        counted(session, at, 1, sanitised="Said here.", ward=here.code)
        counted(
            session, at, 1, sanitised="Said there.", ward=there.code, topic="other", subtopic="not-listed"
        )
    analyst = signed_in(Role.ANALYST)
    assert "Said there." not in analyst.get(f"/staff/concerns?ward={here.code}").words
    assert "Said here." not in analyst.get("/staff/concerns?topic=other").words
    assert "Said here." in analyst.get("/staff/concerns?topic=nothing&ward=%27").words


def test_many_copies_are_read_page_by_page_each_once(signed_in, database, at):
    with database.transaction() as session:
        for month in (6, 7, 8):
            for number in range(40):
                counted(session, at, 1, sanitised=f"Copy {month}-{number}.", received_on=date(2026, month, 1))
    analyst, seen, address = signed_in(Role.ANALYST), [], "/staff/concerns"
    while address:
        found = analyst.get(address)
        seen += [cell.text for cell in found.all("td", class_="kept-lines")]
        following = found.all("a", rel="next")
        address = "/staff/concerns" + following[0].get("href") if following else None
    assert len(seen) == len(set(seen)) == 120
    assert seen[0].startswith("Copy 8-") and seen[-1].startswith("Copy 6-")


@pytest.mark.parametrize("key", ["nonsense", "2026-13-01.x", "2026-08-01", ".", "2026-08-01.%27"])
def test_a_key_that_is_none_of_ours_starts_from_the_beginning(signed_in, database, at, key):
    with database.transaction() as session:
        counted(session, at, 1, sanitised="Still here.")
    assert "Still here." in signed_in(Role.ANALYST).get(f"/staff/concerns?after={key}").words


def test_working_figures_are_asked_for_and_the_ledger_says_so(signed_in, database, at):
    with database.transaction() as session:
        counted(session, at, 3)
        counted(session, at, 2, received_on=date(2026, 10, 1), topic="other", subtopic="not-listed")
        counted(session, at, 9, state=State.HELD)
    analyst = signed_in(Role.ANALYST)
    asked = analyst.get("/staff/concerns/figures")
    assert "concerns that officers took up" in asked.words.lower()
    found = analyst.post("/staff/concerns/figures", asked.fields())
    assert "December 2025 to November 2026: 5 concerns" in found.words
    assert "July 2026 3" in found.words and "October 2026 2" in found.words
    only = analyst.post("/staff/concerns/figures", {**asked.fields(), "topic": "other"})
    assert "2 concerns" in only.words
    with database.reading() as session:
        looks = session.scalar(select(func.count()).where(LedgerLine.action == "figures.read"))
    assert looks == 2


def test_months_chosen_the_wrong_way_round_are_put_in_order(signed_in, database, at):
    analyst = signed_in(Role.ANALYST)
    form = {**analyst.get("/staff/concerns/figures").fields(), "first": "2026-11-01", "last": "2026-10-01"}
    assert "October 2026 to November 2026" in analyst.post("/staff/concerns/figures", form).words


def test_an_unknown_month_is_not_taken(signed_in):
    analyst = signed_in(Role.ANALYST)
    form = {**analyst.get("/staff/concerns/figures").fields(), "first": "1999-01-01"}
    analyst.post("/staff/concerns/figures", form, status=422)


@pytest.mark.parametrize("address", ["/staff/concerns", "/staff/concerns/figures"])
@pytest.mark.parametrize("role", [Role.COUNCILLOR, Role.GROUP_MEMBER, Role.EXECUTIVE, Role.ADMINISTRATOR])
def test_copies_and_figures_are_for_those_who_read_submissions(signed_in, role, address):
    signed_in(role).get(address, status=403)


def test_a_release_by_a_command_is_the_same_release(database, quarter, at):
    with database.transaction() as session:
        seen = making.preview(session, at, QUARTER, now=OCTOBER)
        assert making.make_due(session, at, actor_id="timer", now=OCTOBER).digest == seen.digest


def _tables(found):
    tables = {}
    for table in found.all("table"):
        caption = "".join(table.find("caption").itertext()).strip()
        tables[caption] = tuple(" ".join("".join(row.itertext()).split()) for row in table.iter("tr"))
    return sorted(tables.items())
