"""A group's room on staff pages: the chair's way through a meeting, the deputy's link, what others see."""

import io
import re
import zipfile
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from portal.core.actors import Role
from portal.core.windows import london_date
from portal.partnership.tiers import link_of
from tests.builders.meetings import a_meeting, a_service, an_action, group_of
from tests.conftest import TODAY

DAY = london_date(TODAY)
PARTS = {"held_on": ["10", "12", "2026"], "starts": "2.30pm", "place": "Committee room 2", "public": "y"}


@pytest.fixture
def group(partnership):
    return group_of(partnership)


@pytest.fixture
def chair(signed_in, group):
    return signed_in(Role.GROUP_CHAIR, groups=[group.code])


@pytest.fixture
def member(signed_in, group):
    return signed_in(Role.GROUP_MEMBER, groups=[group.code])


@pytest.fixture
def seated(app, database, group, partnership):
    """The group with its services and a meeting of today; one action was given a month ago."""
    with database.transaction() as session:
        a_service(session, group, partnership, now=TODAY)
        before = a_meeting(session, group, DAY - timedelta(days=30), now=TODAY)
        action = an_action(session, group, before, DAY - timedelta(days=2))
        return a_meeting(session, group, DAY, now=TODAY), action


def fill(browser, path, status=303, **words):
    """Open a page with one form, fill it, send it."""
    form = browser.get(path).fields()
    return browser.post(path, {**form, **words}, status=status)


def test_a_chair_plans_a_meeting_and_everybody_reads_that_it_is_public(chair, group, page):
    path = f"/staff/meetings/groups/{link_of(group)}/new"
    assert (chair.get(path).fields()["held_on"] != ["", "", ""]) == group.rhythm.known
    made = fill(chair, path, **PARTS)
    shown = chair.get(made.location)
    assert "Thursday 10 December 2026, 2:30pm, Committee room 2" in shown.words
    assert "Papers go out by 3 December 2026" in shown.words
    assert group.name in page.get("/meetings").words
    public = next(link for link in page.get("/meetings").links() if re.match("/meetings/[a-z2-7]{26}$", link))
    assert "2:30pm" in page.get(public).words and "Committee room 2" in page.get(public).words


def test_a_time_nobody_can_read_is_asked_again(chair, group):
    path = f"/staff/meetings/groups/{link_of(group)}/new"
    again = fill(chair, path, 422, **{**PARTS, "starts": "after lunch"})
    assert "Write a time such as 10:00" in again.words and "Committee room 2" in again.html
    for year in ("9999", "0001"):
        again = fill(chair, path, 422, **{**PARTS, "held_on": ["1", "1", year]})
        assert "Choose a day between 2000 and 2099" in again.words


def test_a_chair_takes_a_meeting_through(chair, seated, group, page):
    meeting, action = seated
    path = f"/staff/meetings/{meeting}"
    item = {"title": "Lamps by the steps", "paper": "Eleven are out."}
    fill(chair, f"{path}/items/new", **item)
    fill(chair, f"{path}/items/new", title="Somebody at risk", closed="y")
    shown = chair.get(path)
    (first, second) = re.findall(r'id="item-([a-z2-7]{26})"', shown.html)
    chair.post(f"/staff/meetings/items/{second}/up", shown.fields(0), status=303)
    assert re.findall(r'id="item-([a-z2-7]{26})"', chair.get(path).html) == [second, first]
    again = fill(chair, f"/staff/meetings/items/{first}/decisions/new", 422, words="Mend them.")
    assert "Note first who came" in again.words
    asked = chair.get(f"{path}/attendance")
    came = {each.get("name"): "present" for each in asked.all("input", value="present")}
    missing = next(iter(came))
    attended = {**asked.fields(), **came, missing: "apologies"}
    chair.post(f"{path}/attendance", attended, status=303)
    binds = missing.removeprefix("came-")
    fill(chair, f"/staff/meetings/items/{first}/decisions/new", words="Mend them.", binds=binds)
    assert "awaiting agreement of" in chair.get(path).words
    decision = re.search(r"decisions/([a-z2-7]{26})/agreements/", chair.get(path).html)[1]
    fill(chair, f"/staff/meetings/decisions/{decision}/agreements/{binds}", said="agreed")
    assert "awaiting" not in chair.get(path).words
    new = {"what": "Order new lamps", "owner": binds, "due_on": ["11", "1", "2027"]}
    fill(chair, f"{path}/actions/new?item={first}", **new)
    log = chair.get(f"{path}/log")
    assert "Lamps by the steps" in log.words and "Somebody at risk" not in log.words
    assert "Order new lamps" in log.words
    fill(chair, f"{path}/circulation", how="mail")
    assert "Papers went out on 23 November 2026 5 working days late" in chair.get(path).words
    fill(chair, f"{path}/end")
    over = chair.get(path)
    assert "carried over once" in over.words and "Put an item on" not in over.words
    assert page.get("/meetings").words.count(group.name) == 0
    chair.get("/staff/meetings")
    chair.get(f"/staff/meetings/groups/{link_of(group)}")


def test_a_member_reports_and_the_chair_ends_an_action(member, chair, seated):
    _, action = seated
    path = f"/staff/actions/{action}"
    assert "Mend the lamps by the steps" in member.get("/staff/actions").words
    assert "1 action of your groups is late" in member.get("/staff").words
    fill(member, f"{path}/updates/new", words="Six of eleven are mended.")
    assert "Six of eleven are mended." in member.get(path).words
    member.get(f"{path}/end", status=403)
    refused = fill(member, f"{path}/updates/new", 422, words="Ring 07700 900123 about it.")
    assert "Take out what looks like a personal detail" in refused.words
    fill(chair, f"{path}/end", state="done", reason="All lamps burn.")
    assert "All lamps burn." in member.get(path).words
    assert "Mend the lamps" in member.get("/staff/actions?state=done").words


def test_a_deputy_reports_by_a_link_and_sees_nothing_else(chair, seated, page, member, clock):
    meeting, action = seated
    shown = chair.get(f"/staff/meetings/{meeting}")
    ask = next(form for form in shown.forms() if "/links/" in form.get("action"))
    pressed = {box.get("name"): box.get("value") for box in ask.iter("input")}
    made = chair.post(ask.get("action"), pressed)
    path = re.search(r"/meetings/updates/[a-z2-7]{26}", made.html)[0]
    assert path in chair.post(ask.get("action"), pressed).html
    opened = page.get(path)
    assert "Mend the lamps by the steps" in opened.words
    assert opened.response.headers["Cache-Control"] == "no-store"
    assert 'name="robots" content="noindex"' in opened.html
    assert "Write about at least one action" in page.post(path, opened.fields(), status=422).words
    box = f"action-{action}"
    wrong = page.post(path, {**opened.fields(), box: "Ring 07700 900123."}, status=422)
    assert "Take out what looks like" in wrong.words and "07700 900123" in wrong.html
    sent = page.post(path, {**opened.fields(), box: "Three are left."}, status=303)
    thanked = page.get(sent.location)
    assert "Your update is there" in thanked.words and 'content="noindex"' in thanked.html
    assert "by a link: Three are left." in member.get(f"/staff/meetings/{meeting}").words
    page.get(f"/meetings/updates/{'a' * 26}", status=404)
    chair.post(f"{ask.get('action')}/removal", {"csrf_token": pressed["csrf_token"]}, status=303)
    page.get(path, status=404)
    chair.post(ask.get("action"), pressed)
    page.get(path)
    clock.move_to(TODAY + timedelta(days=1))
    page.get(path, status=404)


def test_a_brief_is_written_signed_and_read_by_the_executive(chair, seated, signed_in):
    executive = signed_in(Role.EXECUTIVE)
    form = chair.get("/staff/briefs/new").fields()
    made = chair.post("/staff/briefs/new", form, status=303).location
    assert "The group did not meet" in chair.get(made).words
    executive.get(made, status=404)
    assert made not in executive.get("/staff/briefs").links()
    fill(chair, f"{made}/edit", challenges="Nobody to hang the lamps.")
    fill(chair, f"{made}/signature")
    assert "Nobody to hang the lamps." in executive.get(made).words
    assert "signed off" in executive.get("/staff/briefs").words
    chair.post(f"{made}/edit", chair.get(f"{made}/edit").fields(), status=409)
    word = executive.http.get(f"{made}.docx")
    assert "brief-" in word.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(word.data)) as file:
        body = ElementTree.fromstring(file.read("word/document.xml"))
    read = "".join(body.itertext())
    for words in ("Activities", "Progress", "Challenges", "Nobody to hang the lamps.", "Signed off on"):
        assert words in read


def test_what_a_chair_keeps_for_the_group(chair, seated, group, member):
    room = f"/staff/meetings/groups/{link_of(group)}"
    fill(chair, f"{room}/work-plan/new", title="Yearly look at the summer", due_on=["1", "1", "2026"])
    fill(chair, f"{room}/seats/new", service="Night-time economy", deputy="Licensing officer")
    fill(chair, f"{room}/marks/review/new", words="Still fits.")
    fill(chair, f"{room}/marks/update/new", words="Told the board.", on=["1", "6", "2026"])
    new = {"name": "Reaching more people", "purpose": "Night workers", "lead": "Engagement lead"}
    task = fill(chair, f"{room}/task-groups/new", **new, ends_by=["1", "3", "2027"]).location
    shut = {**new, "name": "Somebody at risk", "closed": "y"}
    fill(chair, f"{room}/task-groups/new", **shut, ends_by=["1", "3", "2027"])
    log = chair.get(f"/staff/meetings/{seated[0]}/log").words
    assert "Reaching more people" in log and "Somebody at risk" not in log
    fill(member, f"{task}/updates/new", words="Two visits.")
    shown = member.get(room)
    for words in ("Yearly look at the summer", "Licensing officer", "Reaching more people"):
        assert words in shown.words
    leave = next(form for form in chair.get(room).forms() if "/seats/" in form.get("action"))
    pressed = {box.get("name"): box.get("value") for box in leave.iter("input")}
    chair.post(leave.get("action"), {**pressed, "seen_version": "99"}, status=303)
    assert "Somebody changed this" in chair.get(room).words
    chair.post(leave.get("action"), pressed, status=303)
    assert "The service sits on the group no longer" in chair.get(room).words
    assert "last on 1 June 2026, next by 1 September 2026 due now" in shown.words
    fill(chair, f"{task}/end", result="A leaflet in five languages.")
    assert "A leaflet in five languages." in member.get(task).words
    meeting, _ = seated
    taken = chair.get(f"/staff/meetings/{meeting}/agenda")
    assert "Work plan: Yearly look at the summer" in taken.words
    member.get("/staff/meetings/timetable")
    member.get(f"{room}/new", status=403)


def test_somebody_faster_is_told_and_nothing_is_lost(chair, seated, signed_in, group):
    meeting, _ = seated
    path = f"/staff/meetings/{meeting}/edit"
    form = chair.get(path).fields()
    chair.post(path, {**form, "place": "Hall"}, status=303)
    late = chair.post(path, {**form, "place": "Annexe"}, status=409)
    assert "Somebody changed this" in late.words and 'value="Annexe"' in late.html and "Hall" in late.words
    chair.post(path, {**late.fields(), "place": "Annexe"}, status=303)


def test_a_form_sent_twice_makes_one(chair, group):
    path = f"/staff/meetings/groups/{link_of(group)}/new"
    form = {**chair.get(path).fields(), **PARTS}
    first = chair.post(path, form, status=303).location
    assert chair.post(path, form, status=303).location == first
    assert chair.post(path, {**form, "place": "Annexe"}, status=303).location != first  # kept, not swallowed


IDS = ("meeting_id", "item_id", "action_id", "task_id", "return_id", "brief_id", "link")
NOBODYS = dict.fromkeys(IDS, "z" * 26)
"""Ids that nobody ever gave."""


def told(answer):
    """Everything an onlooker can compare: status, body, headers; what is random each time is left out."""
    body = re.sub(rb'nonce="[^"]+"|name="csrf_token"[^>]*value="[^"]+"', b"", answer.data)
    headers = [
        (k, re.sub(r"'nonce-[^']+'", "", v))
        for k, v in answer.headers
        if k not in ("Set-Cookie", "Content-Length")
    ]
    return answer.status_code, body, headers


def test_another_group_cannot_tell_that_anything_is_there(app, chair, seated, signed_in, partnership, group):
    meeting, action = seated
    room = f"/staff/meetings/groups/{link_of(group)}"
    fill(chair, f"/staff/meetings/{meeting}/items/new", title="Lamps")
    item = re.search(r'id="item-([a-z2-7]{26})"', chair.get(f"/staff/meetings/{meeting}").html)[1]
    new = {"name": "N", "purpose": "P", "lead": "L", "ends_by": ["1", "3", "2027"]}
    task = fill(chair, f"{room}/task-groups/new", **new).location.rsplit("/", 1)[1]
    passed = fill(chair, f"{room}/returns/new", kind="risks", title="Risk", words="Words").location
    form = chair.get("/staff/briefs/new").fields()
    brief = chair.post("/staff/briefs/new", form, status=303).location.rsplit("/", 1)[1]
    known = {
        "meeting_id": meeting,
        "item_id": item,
        "action_id": action,
        "task_id": task,
        "return_id": passed.rsplit("/", 1)[1],
        "brief_id": brief,
        "link": link_of(group),
    }
    other = next(each for each in partnership.groups if each.code != group.code and not each.sits_outside)
    both = (Role.GROUP_MEMBER, Role.GROUP_CHAIR)
    stranger = signed_in(*both, groups=[other.code])
    token = stranger.get("/staff").all("input", name="csrf_token")[0].get("value")
    asked = 0
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("meetings_staff") or not rule.arguments & set(known):
            continue
        for method in sorted(rule.methods & {"GET", "POST"}):
            path = re.sub(r"<(?:[^:>]+:)?([^>]+)>", lambda gap: known.get(gap[1], "up"), rule.rule)
            nowhere = re.sub(r"<(?:[^:>]+:)?([^>]+)>", lambda gap: NOBODYS.get(gap[1], "up"), rule.rule)
            answers = [
                stranger.http.open(
                    address,
                    method=method,
                    data={"csrf_token": token} if method == "POST" else None,
                    headers={"Sec-Fetch-Site": "same-origin"},
                )
                for address in (path, nowhere)
            ]
            assert answers[0].status_code == 404, f"{method} {rule.rule}"
            assert told(answers[0]) == told(answers[1]), f"{method} {rule.rule}"
            asked += 1
    assert asked > 50
    for listing in (
        "/staff/meetings",
        "/staff/actions",
        "/staff/briefs",
        "/staff/meetings/returns",
        "/staff",
    ):
        words = stranger.get(f"{listing}?after={action}").words
        assert group.name not in words and "Lamps" not in words and "Mend the lamps" not in words
