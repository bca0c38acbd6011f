"""The pack's pages: made by an officer, read by its group, invisible to every other."""

from datetime import timedelta

import pytest

from portal.concerns import desk, queue
from portal.concerns.rules import Decision, Verb
from portal.core.actors import Role
from portal.packs import rules
from portal.partnership.current import current
from portal.web.context import EXTENSION
from tests.builders.concerns import sent
from tests.conftest import TODAY


@pytest.fixture
def group(app):
    with app.app_context():
        found = current()
        subtopic = found.topic("asb-street").subtopics[0]
        return subtopic.owner, subtopic.code


@pytest.fixture
def heard(app, group, partnership):
    """Seven concerns about one subject, counted in October."""
    with app.extensions[EXTENSION].database.transaction() as session:
        for n in range(7):
            when = TODAY - timedelta(days=40)
            sent(
                session,
                partnership,
                phrase=f"lamp orange river seven bridge table w{n}",
                now=when,
                subtopic=group[1],
            )
        for line in queue.waiting(session, now=TODAY):
            desk.decide(
                session,
                line.id,
                Decision(Verb.COUNT),
                seen_version=line.version,
                actor_id="officer",
                reason="Read",
                sanitised="Groups at night.",
                now=TODAY,
            )


def main_of(shown):
    return " ".join(" ".join(shown.tree.find(".//main").itertext()).split())


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def pack(officer, heard, group):
    """The address of a frozen pack for October."""
    form = officer.get("/staff/packs").fields()
    made = officer.post(
        "/staff/packs", {**form, "group": group[0], "start": "2026-10-01", "months": "1"}, status=303
    )
    return made.location


def test_a_member_reads_the_groups_pack(pack, signed_in, group):
    shown = signed_in(Role.GROUP_MEMBER, groups=[group[0]]).get(pack)
    assert "October 2026" in shown.words and "September 2026" in shown.words
    assert "7" in shown.words and "Base" in shown.words


def test_another_group_cannot_tell_that_it_exists(pack, signed_in, app):
    with app.app_context():
        other = current().groups[0].code
    stranger = signed_in(Role.GROUP_MEMBER, groups=[other])
    there, nowhere = stranger.get(pack, status=404), stranger.get("/staff/packs/" + "a" * 26, status=404)
    assert there.html == nowhere.html
    stranger.get(f"{pack}.csv", status=404)
    assert pack.rsplit("/", 1)[-1] not in stranger.get("/staff/packs").html


def test_the_numbers_come_as_csv(pack, officer):
    answer = officer.http.get(f"{pack}.csv")
    assert answer.mimetype == "text/csv"
    assert "Concerns by subject" in answer.get_data(as_text=True)


def test_a_pack_stays_as_it_was_frozen(pack, officer, app, partnership, group):
    before = main_of(officer.get(pack))
    with app.extensions[EXTENSION].database.transaction() as session:
        sent(session, partnership, phrase="lamp orange river seven bridge table late", subtopic=group[1])
    assert main_of(officer.get(pack)).replace("The pack is frozen. ", "") == before.replace(
        "The pack is frozen. ", ""
    )


def test_a_pack_that_was_tampered_with_says_so(pack, officer, app):
    with app.extensions[EXTENSION].database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE packs SET content = replace(content, '7', '9')")
    assert "no longer matches" in officer.get(pack).words


def test_a_month_that_is_not_over_is_explained(officer, group):
    form = officer.get("/staff/packs").fields()
    wrong = {**form, "group": group[0], "start": "2026-10-01", "months": "12"}
    assert "period that is over" in officer.post("/staff/packs", wrong, status=422).words


def test_a_member_makes_no_pack(signed_in, group):
    member = signed_in(Role.GROUP_MEMBER, groups=[group[0]])
    assert "Make a pack" not in member.get("/staff/packs").words
    member.post("/staff/packs", {"group": group[0]}, status=403)


def test_the_period_is_offered_as_whole_months(officer):
    assert [o.get("value") for o in officer.get("/staff/packs").all("option")].count("2026-10-01") == 1
    assert rules.MONTHS == (1, 2, 3, 6, 12)
