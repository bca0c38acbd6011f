"""Where concerns gather, on staff pages: who looks, who works on it, who reads what."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.core.actors import Role
from portal.hotspots import recorded, service
from portal.hotspots.rules import Place, Response
from portal.ledger.models import LedgerLine
from tests.builders.hotspots import AREA, AT, MONDAY, OFFICER, PLAIN, YEAR_AGO, a_hotspot, reported
from tests.builders.themes import a_theme

LIST = "/staff/hotspots"
QUARTER = {"quarter": "2026-07-01", "topic": ""}


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def analyst(signed_in):
    return signed_in(Role.ANALYST)


@pytest.fixture
def member(signed_in):
    return signed_in(Role.GROUP_MEMBER, groups=[PLAIN.owner])


@pytest.fixture
def hotspot(app, database):
    with database.transaction() as session:
        reported(session, 20)
        reported(session, 4, YEAR_AGO)
        return a_hotspot(session)


def places(browser, **changes):
    form = browser.get(f"{LIST}/places").fields()
    return browser.post(f"{LIST}/places", {**form, **QUARTER, **changes})


def looks(database):
    query = select(LedgerLine.subject).where(LedgerLine.action == "figures.read")
    with database.reading() as session:
        return session.scalars(query).all()


def test_an_analyst_looks_at_places_and_the_ledger_says_so(analyst, database, hotspot):
    assert AREA.label not in analyst.get(f"{LIST}/places").words
    assert looks(database) == []
    shown = places(analyst)
    assert AREA.label in shown.words
    assert "more than a year ago, and more than chance would explain" in shown.words
    assert "More reports can be a success" in shown.words
    assert looks(database) == ["figures:places"]


def test_the_map_holds_outlines_and_the_table_every_number(analyst, database, hotspot):
    shown = places(analyst)
    (script,) = re.findall(r"/staff/hotspots/maps/[0-9a-f]{64}\.js", shown.html)
    drawn = analyst.get(script)
    assert AREA.id in drawn.html and AREA.label not in drawn.html
    (row,) = [row for row in shown.all("tr") if row.get("data-place") == AREA.id]
    assert row.get("data-step") == "3"
    analyst.get(f"{LIST}/maps/{'0' * 64}.js", status=404)


def test_a_topic_can_be_looked_at_alone_and_nonsense_is_asked_again(analyst, hotspot):
    other = next(
        topic.code for topic in AT.partnership.topics if topic.takes_reports and PLAIN not in topic.subtopics
    )
    assert "No place had 5 or more" in places(analyst, topic=other).words
    form = analyst.get(f"{LIST}/places").fields()
    analyst.post(f"{LIST}/places", {**form, "quarter": "nonsense"}, status=422)


@pytest.mark.parametrize("kind", ["area", "theme", "ward"])
def test_a_hotspot_is_begun_from_what_was_seen(officer, database, kind):
    with database.transaction() as session:
        codes = {"area": AREA.id, "ward": AREA.ward, "theme": a_theme(session)}
    path = f"{LIST}/about/{kind}/{codes[kind]}"
    form = officer.get(path).fields()
    assert "Write what you see there" in officer.post(path, form, status=422).words
    typed = {**form, "name": "Trouble at the corner", "owner": PLAIN.owner, "note": "Many tell of it."}
    shown = officer.post(path, typed, status=303)
    assert officer.get(shown.location).h1 == "Trouble at the corner"
    assert "There is an open hotspot" in officer.get(path).words


@pytest.mark.parametrize("path", ["area/nowhere", "ward/nowhere", "theme/nobody", "nonsense/1"])
def test_nowhere_is_not_there(officer, path):
    officer.get(f"{LIST}/about/{path}", status=404)


def test_a_name_in_a_note_is_pointed_out(officer, hotspot):
    form = officer.get(f"{LIST}/{hotspot}").fields(-1)
    typed = {**form, "stage": "analysis", "note": "Mr Smith does it, 07700 900123."}
    shown = officer.post(f"{LIST}/{hotspot}/stages", typed, status=422)
    assert "Take out what looks like a personal detail" in shown.words and "Mr Smith does it" in shown.html


def test_the_work_is_taken_on_and_a_second_click_is_told(officer, hotspot):
    form = {**officer.get(f"{LIST}/{hotspot}").fields(-1), "stage": "analysis", "note": "It is the lamps."}
    officer.post(f"{LIST}/{hotspot}/stages", form, status=303)
    assert "It is the lamps." in officer.get(f"{LIST}/{hotspot}").words
    refused = officer.post(f"{LIST}/{hotspot}/stages", {**form, "stage": "scanning"}, status=409)
    assert "Somebody changed this hotspot" in refused.words


def test_a_stage_that_cannot_come_next_is_not_offered(officer, hotspot):
    form = {**officer.get(f"{LIST}/{hotspot}").fields(-1), "stage": "assessment", "note": "Now."}
    officer.post(f"{LIST}/{hotspot}/stages", form, status=422)


def test_what_is_done_is_noted_and_ended(officer, hotspot):
    form = officer.get(f"{LIST}/{hotspot}").fields(-2)
    assert "Write who does what" in officer.post(f"{LIST}/{hotspot}/responses", form, status=422).words
    typed = {**form, "what": "Patrols on Fridays", "starts_on": ["1", "9", "2026"]}
    officer.post(f"{LIST}/{hotspot}/responses", typed, status=303)
    shown = officer.get(f"{LIST}/{hotspot}")
    assert "Patrols on Fridays" in shown.words
    (ending,) = [link for link in shown.links() if link.endswith("/end")]
    empty = officer.get(ending).fields()
    assert "Write the last day" in officer.post(ending, empty, status=422).words
    early = {**empty, "ends_on": ["1", "8", "2026"]}
    assert "not before the first" in officer.post(ending, early, status=422).words
    officer.post(ending, {**empty, "ends_on": ["1", "10", "2026"]}, status=303)
    assert "to 1 October 2026" in officer.get(f"{LIST}/{hotspot}").words
    officer.get(ending.replace("/end", "x/end"), status=404)


def test_it_is_judged_and_renamed(officer, hotspot):
    form = officer.get(f"{LIST}/{hotspot}/assessment").fields()
    officer.post(f"{LIST}/{hotspot}/assessment", {**form, "victims": "high", "words": "Many."}, status=303)
    slow = officer.post(f"{LIST}/{hotspot}/assessment", {**form, "words": "Few."}, status=409)
    assert "Few." in slow.html and "Many." in slow.words
    form = officer.get(f"{LIST}/{hotspot}/words").fields()
    officer.post(f"{LIST}/{hotspot}/words", {**form, "name": "Another name"}, status=303)
    shown = officer.get(f"{LIST}/{hotspot}")
    assert shown.h1 == "Another name" and "Harm to victims high" in shown.words


def test_an_analyst_reads_the_numbers_by_a_button(analyst, database, hotspot):
    with database.transaction() as session:
        given = Response("Lamps repaired", (MONDAY - timedelta(days=100)).date())
        service.respond(session, hotspot, given, seen_version=1, actor_id=OFFICER, now=MONDAY)
        recorded.read_in(
            session,
            [recorded.Line(YEAR_AGO.replace(year=2026), "Example Police", "Burglary", AREA.centre)],
            ground=AT.ground,
            frame=AT.partnership.map,
            now=MONDAY,
        )
    page = analyst.get(f"{LIST}/{hotspot}")
    assert "Counted concerns by quarter" not in page.words
    shown = analyst.post(f"{LIST}/{hotspot}/figures", page.fields(0))
    assert "July to September 2026 20" in shown.words and "Before and after" in shown.words
    assert "Burglary 1 not read in" in shown.words and "Open Government Licence v3.0" in shown.words
    assert looks(database) == [f"hotspot:{hotspot}"]


def test_a_member_reads_words_and_no_number_of_an_area(member, database, hotspot):
    shown = member.get(f"{LIST}/{hotspot}")
    assert "more than a year ago" in shown.words and "hidden" in shown.words
    assert "20" not in re.sub(r"20\d\d", "", shown.all("table")[0].find("tbody").text or "")
    assert not [form for form in shown.forms() if "/stages" in form.get("action", "")]
    assert looks(database) == []
    member.get(f"{LIST}/places", status=403)


def test_another_groups_hotspot_is_as_if_it_were_not(signed_in, member, hotspot):
    outsider = signed_in(Role.GROUP_MEMBER, groups=["nobody-knows"])
    theirs, unknown = (
        outsider.get(f"{LIST}/{hotspot}", status=404),
        outsider.get(f"{LIST}/nobody", status=404),
    )
    assert theirs.words == unknown.words
    assert "There is no hotspot that you need to know of" in outsider.get(LIST).words
    assert "Dark corner" in member.get(LIST).words


def test_a_hotspot_of_a_ward_is_read_by_its_group_in_numbers(member, database, hotspot):
    with database.transaction() as session:
        ward = a_hotspot(session, "The ward", place=Place(ward=AREA.ward))
    assert "July to September 2026 20" in member.get(f"{LIST}/{ward}").words


@pytest.mark.parametrize("role", [Role.COUNCILLOR, Role.SAFEGUARDING_LEAD, Role.ADMINISTRATOR])
def test_who_has_nothing_to_do_with_it_stays_outside(signed_in, hotspot, role):
    browser = signed_in(role)
    browser.get(LIST, status=403)
    browser.get(f"{LIST}/{hotspot}", status=403)
