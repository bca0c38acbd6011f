"""The work on a hotspot and its numbers, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.core.actors import Actor, Role
from portal.core.disclosure import Audience, Shown, Suppressed, band
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.hotspots import picture, queries, service, stretches
from portal.hotspots.picture import ANALYST, TOO_FEW, Reader
from portal.hotspots.rules import (
    Assessment,
    EndsBeforeItBegins,
    HotspotWords,
    Level,
    Place,
    Response,
    Stage,
)
from portal.hotspots.statistics import Change
from portal.ledger import queries as ledger
from portal.web.sorting import Order
from tests.builders.hotspots import (
    AREA,
    AT,
    MONDAY,
    OFFICER,
    PLAIN,
    SENSITIVE,
    TODAY,
    YEAR_AGO,
    a_hotspot,
    long_open,
    months_ago,
    reported,
)
from tests.builders.themes import a_theme

OF_ALL = Actor(OFFICER, frozenset({Role.ANALYST}))
GROUP = Reader(Audience.GROUP, frozenset({PLAIN.code}))


def member(group, *roles):
    return Actor("m" * 26, frozenset(roles or {Role.GROUP_MEMBER}), groups=frozenset({group}))


def one(session, hotspot, actor=OF_ALL):
    return queries.one(session, actor, hotspot, partnership=AT.partnership)


def move(session, hotspot, stage, seen):
    service.move(session, hotspot, stage, "Because.", seen_version=seen, actor_id=OFFICER, now=MONDAY)


def respond(session, hotspot, starts_on, seen=1):
    given = Response("Patrols on Fridays", starts_on)
    return service.respond(session, hotspot, given, seen_version=seen, actor_id=OFFICER, now=MONDAY)


def numbers(session, hotspot, reader=ANALYST):
    return picture.figures(session, one(session, hotspot), reader, today=TODAY)


def test_the_same_form_sent_twice_begins_one_hotspot(session):
    words = HotspotWords("Dark corner", PLAIN.owner, Place(area=AREA.id), "Many tell of it.")
    kept = [
        service.begin(session, words, actor_id=OFFICER, now=MONDAY, hotspot_id="h" * 26) for _ in range(2)
    ]
    assert kept[0] == kept[1] and len(one(session, kept[0]).steps) == 1
    other = replace(words, name="Darker corner")
    assert service.begin(session, other, actor_id=OFFICER, now=MONDAY, hotspot_id="h" * 26) not in kept


def test_the_work_goes_from_stage_to_stage_and_remembers(session):
    hotspot = a_hotspot(session)
    move(session, hotspot, Stage.ANALYSIS, 1)
    move(session, hotspot, Stage.RESPONSE, 2)
    found = one(session, hotspot)
    assert [step.stage for step in found.steps] == [Stage.SCANNING, Stage.ANALYSIS, Stage.RESPONSE]
    assert found.next_stages == (Stage.ANALYSIS, Stage.ASSESSMENT)
    with pytest.raises(MoveNotAllowed):
        move(session, hotspot, Stage.CLOSED, 3)


def test_the_slower_one_is_told(session):
    hotspot = a_hotspot(session)
    move(session, hotspot, Stage.ANALYSIS, 1)
    with pytest.raises(Stale):
        move(session, hotspot, Stage.RESPONSE, 1)


def end(session, hotspot, response, day, seen=2):
    service.end_response(session, hotspot, response, day, seen_version=seen, actor_id=OFFICER, now=MONDAY)


def test_what_is_done_is_noted_and_ends(session):
    hotspot = a_hotspot(session)
    response = respond(session, hotspot, date(2026, 5, 4))
    with pytest.raises(EndsBeforeItBegins):
        end(session, hotspot, response, date(2026, 5, 3))
    end(session, hotspot, response, date(2026, 6, 3))
    end(session, hotspot, response, date(2026, 6, 3), seen=1)  # the same page sent once more
    with pytest.raises(Stale):
        end(session, hotspot, response, date(2026, 6, 4), seen=1)
    (done,) = one(session, hotspot).responses
    assert (done.starts_on, done.ends_on) == (date(2026, 5, 4), date(2026, 6, 3))
    with pytest.raises(NotFound):
        end(session, hotspot, "nobody", TODAY)


def test_a_judgement_is_kept(session):
    hotspot = a_hotspot(session)
    judged = Assessment({"victims": Level.HIGH}, "Many are afraid to walk there.")
    service.assess(session, hotspot, judged, seen_version=1, actor_id=OFFICER, now=MONDAY)
    found = one(session, hotspot)
    assert found.levels["victims"] is Level.HIGH and found.assessment.startswith("Many are afraid")


def test_the_ledger_knows_each_step(session):
    hotspot = a_hotspot(session)
    service.save(session, hotspot, name="New", owner="x", seen_version=1, actor_id=OFFICER, now=MONDAY)
    move(session, hotspot, Stage.ANALYSIS, 2)
    lines = ledger.page(session, after=None).rows
    assert [line.action for line in lines] == ["hotspot.moved", "hotspot.saved", "hotspot.begun"]


def test_a_place_with_more_than_chance_explains_stands_first(session):
    other = next(area for area in AT.ground.areas if area.id != AREA.id)
    reported(session, 20)
    reported(session, 5, YEAR_AGO)
    reported(session, 30, area=other.id, ward=other.ward)
    reported(session, 28, YEAR_AGO, area=other.id, ward=other.ward)
    found = picture.gathered(session, stretches.quarter_over(TODAY), ground=AT.ground)
    assert [(row.code, row.said.change) for row in found.areas] == [
        (AREA.id, Change.MORE),
        (other.id, Change.CHANCE),
    ]
    assert (found.compared, found.more, found.by_chance) == (2, 1, 1)
    assert found.areas[0].said.words == "more than a year ago, and more than chance would explain"


def test_other_months_and_waiting_reports_do_not_count(session):
    reported(session, 9, date(2026, 6, 1))
    reported(session, 9, date(2026, 10, 1))
    reported(session, 9, state="held")
    assert picture.gathered(session, stretches.quarter_over(TODAY), ground=AT.ground).areas == ()


def test_without_a_year_behind_us_nothing_is_compared(session):
    hotspot = a_hotspot(session)
    reported(session, 20)
    (row,) = picture.gathered(session, stretches.quarter_over(TODAY), ground=AT.ground).areas
    assert (row.said.change, row.said.words) == (Change.NOTHING, picture.NOT_YET)
    assert numbers(session, hotspot).said.words == picture.NOT_YET
    long_open(session)
    assert numbers(session, hotspot).said.change is Change.MORE


def test_themes_are_compared_like_places(session):
    long_open(session)
    theme = a_theme(session)
    reported(session, 12, theme=theme)
    (row,) = picture.gathered(session, stretches.quarter_over(TODAY), ground=AT.ground).themes
    assert (row.name, row.said.change) == ("Dark path by the river", Change.MORE)


def test_one_topic_can_be_looked_at_alone(session):
    reported(session, 9)
    kinds = frozenset({SENSITIVE.code})
    assert picture.gathered(session, stretches.quarter_over(TODAY), ground=AT.ground, kinds=kinds).areas == ()


def test_an_analyst_reads_every_quarter_of_a_hotspot(session):
    hotspot = a_hotspot(session)
    reported(session, 12)
    reported(session, 3, YEAR_AGO)
    found = numbers(session, hotspot)
    assert found.said.now == Shown(12) and found.said.before == Shown(3)
    assert found.quarters[0] == ("July to September 2026", Shown(12))
    assert [row[1] for row in found.chart["rows"]][-1] == 100


def test_a_group_reads_what_is_routed_to_it_from_five_on_and_no_single_area(session):
    ward = a_hotspot(session, place=Place(ward=AREA.ward))
    area = a_hotspot(session)
    reported(session, 12)
    reported(session, 3, YEAR_AGO)
    reported(session, 40, subtopic=SENSITIVE.code)
    of_ward, of_area = numbers(session, ward, GROUP), numbers(session, area, GROUP)
    assert of_ward.said.now == band(12) and isinstance(of_ward.said.before, Suppressed)
    assert isinstance(of_area.said.now, Suppressed)
    assert of_area.said.words == "more than a year ago, and more than chance would explain"
    assert of_area.said.times == ""


def test_nothing_is_said_to_a_group_about_few(session):
    long_open(session)
    hotspot = a_hotspot(session)
    reported(session, 9)
    assert numbers(session, hotspot, GROUP).said.words == TOO_FEW


def test_before_and_after_what_was_done(session):
    long_open(session)
    hotspot = a_hotspot(session)
    respond(session, hotspot, months_ago(2) + timedelta(days=9))
    respond(session, hotspot, TODAY, 2)
    reported(session, 15, months_ago(3))
    reported(session, 15, months_ago(4))
    reported(session, 4, months_ago(2))
    reported(session, 3, months_ago(1))
    ended, fresh = numbers(session, hotspot).effects
    assert (ended.said.now, ended.said.before) == (Shown(7), Shown(30))
    assert ended.said.words == "fewer than before, and fewer than chance would explain"
    assert fresh.said is None


def test_who_need_not_know_finds_nothing(session):
    owner = AT.partnership.group(PLAIN.owner)
    hotspot = a_hotspot(session)
    stranger = next(
        group.code
        for group in AT.partnership.groups
        if owner.code not in {each.code for each in AT.partnership.below(group.code)}
    )
    assert one(session, hotspot, member(owner.code)).id == hotspot
    assert one(session, hotspot, member(owner.parent)).id == hotspot
    for actor in (member(stranger), member("no-group"), Actor("c", frozenset({Role.COUNCILLOR}))):
        with pytest.raises(NotFound):
            one(session, hotspot, actor)
        assert queries.page(session, actor, partnership=AT.partnership).rows == ()


def test_a_sensitive_kind_is_for_its_groups_only(session):
    place = Place(ward=AREA.ward, subtopic=SENSITIVE.code)
    hotspot = a_hotspot(session, place=place, owner=SENSITIVE.owner)
    executive = member("exec", Role.EXECUTIVE)
    assert one(session, hotspot, member(SENSITIVE.owner)).id == hotspot
    with pytest.raises(NotFound):
        one(session, hotspot, executive)
    assert queries.page(session, executive, partnership=AT.partnership).rows == ()


def test_a_theme_with_a_sensitive_kind_under_it_is_hidden_too(session):
    theme = a_theme(session)
    hotspot = a_hotspot(session, place=Place(theme=theme))
    executive = member("exec", Role.EXECUTIVE)
    assert one(session, hotspot, executive).id == hotspot
    reported(session, 1, subtopic=SENSITIVE.code, theme=theme)
    with pytest.raises(NotFound):
        one(session, hotspot, executive)


def test_the_list_is_read_page_by_page_and_tells_nothing_of_others(session):
    for number in range(53):
        a_hotspot(session, f"Hotspot {number}")
    hidden = a_hotspot(session, place=Place(subtopic=SENSITIVE.code), owner=SENSITIVE.owner)
    executive = member("exec", Role.EXECUTIVE)
    first = queries.page(session, executive, partnership=AT.partnership)
    second = queries.page(session, executive, partnership=AT.partnership, after=first.next_key)
    ids = [spot.id for spot in (*first.rows, *second.rows)]
    assert len(set(ids)) == 53 and hidden not in ids and second.next_key is None
    same = queries.page(session, executive, partnership=AT.partnership, after=hidden)
    assert same.rows == first.rows


@pytest.mark.parametrize("falling", [False, True])
def test_the_list_is_sorted_by_name_page_by_page(session, falling):
    names = [f"Hotspot {number:02}" for number in range(53)]
    for name in names:
        a_hotspot(session, name)
    asked = {"partnership": AT.partnership, "order": Order("name", falling)}
    executive = member("exec", Role.EXECUTIVE)
    first = queries.page(session, executive, **asked)
    second = queries.page(session, executive, **asked, after=first.next_key)
    read = [spot.name for spot in (*first.rows, *second.rows)]
    assert read == sorted(names, reverse=falling) and second.next_key is None


def test_an_open_hotspot_of_the_same_place_is_found(session):
    hotspot = a_hotspot(session)
    assert queries.there_already(session, Place(area=AREA.id)) == hotspot
    assert queries.there_already(session, Place(area=AREA.id, subtopic=PLAIN.code)) is None
    move(session, hotspot, Stage.CLOSED, 1)
    assert queries.there_already(session, Place(area=AREA.id)) is None
