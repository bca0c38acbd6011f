"""Officers bring a consultation from nothing to everybody through the pages; an executive sets aside."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from portal.consultations.models import Consultation
from portal.consultations.opening import service
from portal.core.actors import Role
from tests.builders.opening import a_draft, some_facts

BASE = "/staff/consultations"
DRAFT = f"{BASE}/where-should-wardens-walk"
LATER = datetime(2027, 1, 20, 12, tzinfo=UTC)


@pytest.fixture
def officer(app, signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def draft(app, database):
    with database.transaction() as session:
        return a_draft(session)


def write(browser, part, status=303, **changes):
    path = f"{DRAFT}/facts/{part}"
    return browser.post(path, browser.get(path).fields() | changes, status=status)


def step(browser, name, index=-1, status=303, **changes):
    fields = browser.get(f"{DRAFT}/gate").fields(index)
    return browser.post(f"{DRAFT}/{name}", fields | changes, status=status)


def test_from_nothing_to_everybody(officer, page, database):
    shown = officer.get(f"{BASE}/new")
    typed = {
        "title": "Where should wardens walk?",
        "purpose": "To hear where.",
        "opens_on": "2026-11-23",
        "closes_on": "2027-01-17",
        "questions": "standard",
    }
    officer.post(f"{BASE}/new", shown.fields() | typed, status=303)
    words = officer.get(f"{DRAFT}/gate").words
    assert "7 things stand in the way" in words
    write(
        officer,
        "decision",
        can_influence="The places.",
        decided="Nothing.",
        who_decides="The board.",
        decides_on="2027-02-20",
    )
    write(
        officer,
        "reasons",
        reasons="More reports.",
        evidence="Report | https://example.org/r",
        affected="Night workers.",
    )
    write(officer, "time", length_reason="Two weeks longer for Christmas.")
    write(officer, "assessments", equality_reason="Nothing changes.", dpia_url="https://example.org/d")
    page.get("/consultations/where-should-wardens-walk", status=404)
    assert "Nothing stands in the way" in officer.get(f"{DRAFT}/gate").words
    step(officer, "publication")
    words = page.get("/consultations/where-should-wardens-walk").words
    for told in (
        "The places.",
        "More reports.",
        "Night workers.",
        "20 February 2027",
        "55 days left",
        "Two weeks longer",
        "Nothing changes.",
    ):
        assert told in words, told
    page.get("/consultations/where-should-wardens-walk/respond")


def test_an_empty_start_asks_only_who_somebody_is(officer, page):
    shown = officer.get(f"{BASE}/new")
    typed = {"title": "Where should wardens walk?", "purpose": "To hear.", "questions": "empty"}
    officer.post(f"{BASE}/new", shown.fields() | typed, status=303)
    assert "None yet" in officer.get(f"{DRAFT}/facts").words
    assert "asks nothing yet" in officer.get(f"{DRAFT}/gate").words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Write the question"),
        ({"title": "x" * 201}, "Use 200 characters or fewer"),
        ({"purpose": " "}, "Say why"),
        ({"opens_on": "soon"}, "Write the day as year-month-day"),
        ({"opens_on": "9999-12-31", "closes_on": "9999-12-31"}, "Choose a day between"),
        ({"opens_on": "2027-03-02", "closes_on": "2027-03-01"}, "not before the opening day"),
        ({"questions": "other"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(officer, typed, words):
    fields = officer.get(f"{BASE}/new").fields() | {"title": "T", "purpose": "P", "questions": "empty"}
    shown = officer.post(f"{BASE}/new", fields | typed, status=422)
    if words != "Not a valid choice":
        assert words in shown.words


@pytest.mark.parametrize(
    ("part", "typed", "words"),
    [
        ("reasons", {"evidence": "Report | http://example.org"}, "each “name | https://address”"),
        ("assessments", {"equality_url": "javascript:alert(1)"}, "starts with https://"),
        ("decision", {"can_influence": "x" * 2001}, "2,000 characters"),
        ("time", {"closes_on": "2026-01-01"}, "not before the opening day"),
    ],
)
def test_a_part_that_cannot_be_is_refused_and_kept(officer, draft, part, typed, words):
    shown = write(officer, part, status=422, **typed)
    assert words in shown.words
    name, value = next(iter(typed.items()))
    assert shown.fields()[name] == value


def test_codes_that_are_none_are_refused(officer, draft):
    write(officer, "about", status=422, families="nothing-of-ours")
    officer.get(f"{DRAFT}/facts/nothing", status=404)
    officer.get(f"{BASE}/nowhere/facts", status=404)


def test_labels_are_told_to_everybody(officer, draft, page, partnership):
    family, ward = partnership.families[0], partnership.wards[0]
    write(officer, "about", families=family.code, wards=ward.code, audiences="young-people")
    step(officer, "publication")
    words = page.get("/consultations/where-should-wardens-walk").words
    assert family.name in words and ward.name in words and "Young people" in words
    assert "Where should wardens walk?" in page.get(f"/consultations?family={family.code}").words
    other = partnership.families[1]
    assert "Where should wardens" not in page.get(f"/consultations?family={other.code}").words


def test_an_older_view_keeps_the_words(officer, draft):
    path = f"{DRAFT}/facts/reasons"
    older = officer.get(path).fields()
    write(officer, "reasons", reasons="First.")
    shown = officer.post(path, older | {"reasons": "Second."}, status=409)
    assert "Somebody changed this consultation" in shown.words
    assert shown.fields()["reasons"] == "Second."
    officer.post(path, shown.fields(), status=303)


def test_what_is_published_is_not_changed(officer, draft):
    path = f"{DRAFT}/facts/reasons"
    older = officer.get(path).fields()
    step(officer, "publication")
    shown = officer.post(path, older | {"reasons": "Too late."}, status=409)
    assert "is published" in shown.words and "Too late." in shown.html
    step(officer, "draft")
    write(officer, "reasons", reasons="In time.")


def test_an_older_view_publishes_nothing(officer, draft):
    older = officer.get(f"{DRAFT}/gate").fields()
    write(officer, "reasons", reasons="Changed.")
    shown = officer.post(f"{DRAFT}/publication", older, status=409)
    assert "Nothing was done" in shown.words


def test_an_executive_sets_aside_what_no_law_asks_for(officer, signed_in, app, database):
    with database.transaction() as session:
        a_draft(session, affected="", can_influence="")
    executive = signed_in(Role.EXECUTIVE)
    waiting = executive.get(f"{BASE}/waiting")
    assert "Name the groups that are affected most" in waiting.words
    assert "1 consultation, or pile of its papers, waits for you" in executive.get("/staff").words
    shown = step(executive, "gate", status=422, finding="affected", reason=" ")
    assert "Say why, in a sentence" in shown.words
    step(executive, "gate", status=422, finding="influence", reason="Because.")
    step(executive, "gate", finding="affected", reason="Everybody is affected alike.")
    words = officer.get(f"{DRAFT}/gate").words
    assert "Everybody is affected alike." in words and "1 thing stands in the way" in words
    assert "Nothing waits for you" in executive.get(f"{BASE}/waiting").words


def test_withdrawing_tells_everybody_why(officer, draft, page, signed_in, clock):
    step(officer, "publication")
    path = f"{DRAFT}/withdrawal"
    assert "Say why" in officer.post(path, officer.get(path).fields(), status=422).words
    older = officer.get(path).fields() | {"seen_version": "1", "reason": "An older view."}
    assert officer.post(path, older, status=409).fields()["reason"] == "An older view."
    officer.post(path, officer.get(path).fields() | {"reason": "The <b>plan</b> changed."}, status=303)
    words = page.get("/consultations/where-should-wardens-walk").words
    assert "The <b>plan</b> changed." in words and "No answers are taken" in words
    assert "Why: The <b>plan</b> changed." in page.get("/consultations").words
    assert "It is withdrawn." in officer.get(path).words


def test_more_time_is_told_on_the_public_page(officer, draft, page, clock, signed_in):
    step(officer, "publication")
    clock.move_to(LATER)
    late = signed_in(Role.ENGAGEMENT_OFFICER)
    fields = late.get(DRAFT).fields() | {"closes_on": "2027-03-07", "reason": "The snow."}
    late.post(DRAFT, fields, status=303)
    words = page.get("/consultations/where-should-wardens-walk").words
    assert "it was to close on 21 February 2027, and now closes on 7 March 2027. Why: The snow." in words


def test_a_consultation_is_not_cut_to_a_few_days(officer, draft):
    step(officer, "publication")
    fields = officer.get(DRAFT).fields() | {"closes_on": "2027-01-08", "reason": "Haste."}
    assert "two weeks between them" in officer.post(DRAFT, fields, status=422).words


PAGES = (
    "new",
    "others",
    "others/new",
    "where-should-wardens-walk/facts",
    "where-should-wardens-walk/facts/about",
    "where-should-wardens-walk/withdrawal",
)


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.ENGAGEMENT_OFFICER])
def test_nobody_else_writes(draft, signed_in, role):
    other = signed_in(role)
    for each in PAGES:
        other.get(f"{BASE}/{each}", status=403)
    for each in ("new", "where-should-wardens-walk/publication", "where-should-wardens-walk/draft"):
        other.post(f"{BASE}/{each}", {}, status=403)
    in_charge = role is Role.EXECUTIVE
    other.get(f"{BASE}/waiting", status=200 if in_charge else 403)
    other.get(f"{DRAFT}/gate", status=200 if in_charge else 403)


def test_an_officer_sets_nothing_aside(officer, draft):
    officer.post(f"{DRAFT}/gate", {}, status=403)
    officer.get(f"{BASE}/waiting", status=403)


def test_a_shipped_consultation_without_facts_has_its_pages(officer, database):
    with database.transaction() as session:
        service.write(session, a_draft(session, title="Another"), some_facts(title="Another"))
        slugs = session.scalars(select(Consultation.slug)).all()
    for slug in slugs:
        officer.get(f"{BASE}/{slug}/facts")
        officer.get(f"{BASE}/{slug}/gate")
