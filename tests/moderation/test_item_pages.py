"""One item before an officer: mask, compare, say why, put right, take back; no typed word is ever lost."""

import pytest

from portal.concerns.models import Concern, ConcernDecision
from portal.concerns.service import SealTo
from portal.core.actors import Role
from portal.ledger import queries as ledger
from portal.web.context import EXTENSION
from tests.builders.concerns import sent
from tests.conftest import TODAY

TEXT = "Dave Smith on 07700 900123 sells things by the bridge every night."
CLEAN = "Somebody sells things by the bridge every night."
NAMED = "People fight outside the Anchor Arms each Friday."


@pytest.fixture
def item(app, partnership, settings):
    """The address of the one report that waits."""
    with house(app).transaction() as session:
        sent(
            session,
            partnership,
            text=TEXT,
            seal_to=SealTo(settings.seal_public, settings.recovery_public),
            now=TODAY,
        )
        return f"/staff/moderation/concerns/{session.query(Concern.id).scalar()}"


@pytest.fixture
def officer(signed_in, item):
    return signed_in(Role.ENGAGEMENT_OFFICER)


def house(app):
    return app.extensions[EXTENSION].database


def only(app, table):
    with house(app).reading() as session:
        row = session.query(table).one()
        session.expunge_all()
        return row


def actions(app):
    with house(app).reading() as session:
        return [line.action for line in ledger.page(session, after=None).rows]


def opened(browser, item):
    return browser.post(f"{item}/open", browser.get(item).fields())


def press(browser, item, shown, go="decide", status=303, **typed):
    sent_fields = {**shown.fields(0), "reason": "Read and understood", **typed, "go": go}
    return browser.post(f"{item}/decide", sent_fields, status=status)


def test_the_difference_is_told_by_words_and_not_by_colour(officer, item):
    shown = opened(officer, item)
    changed = {tag: " ".join(" ".join(e.itertext()) for e in shown.all(tag)) for tag in ("del", "ins")}
    assert "taken out: Dave Smith" in changed["del"].replace("  ", " ")
    assert "put in: [name]" in changed["ins"].replace("  ", " ")


def test_the_difference_is_shown_anew_when_asked_and_nothing_is_decided(officer, item, app):
    shown = press(officer, item, opened(officer, item), "difference", 200, copy=CLEAN, reason="Half a rea")
    assert "put in: Somebody" in shown.words
    assert (shown.fields(0)["copy"], shown.fields(0)["reason"]) == (CLEAN, "Half a rea")
    assert {"name", "contact"} <= set(shown.fields(0)["taken_out"])
    assert only(app, Concern).state == "held"


def test_one_press_masks_everything_marked_and_ticks_what_it_was(officer, item):
    typed = "Ring Dave Smith on 07700 900123. He has a cough."
    shown = press(officer, item, opened(officer, item), "mask", 200, copy=typed, taken_out=["health"])
    assert shown.fields(0)["copy"] == "Ring [name] on [phone]. He has a cough."
    assert shown.fields(0)["taken_out"] == ["name", "contact", "health"]


def test_an_emptied_copy_is_filled_from_the_original(officer, item):
    shown = press(officer, item, opened(officer, item), "mask", 200, copy="")
    assert shown.fields(0)["copy"].startswith("[name] on [phone]")


def test_what_was_taken_out_is_kept_and_shown_later_as_kinds(officer, item, app):
    press(officer, item, opened(officer, item), verb="count", copy=CLEAN, taken_out=["name", "contact"])
    assert only(app, ConcernDecision).taken_out == "name contact"
    assert "Left out: a name, a phone number" in opened(officer, item).words


def test_a_placeholder_in_the_copy_says_why_by_itself(officer, item, app):
    press(officer, item, opened(officer, item), verb="count", copy="[vehicle] waits there", taken_out=[])
    assert only(app, ConcernDecision).taken_out == "vehicle"


def test_a_named_business_waits_for_a_second_person(officer, signed_in, item, app):
    kept = press(officer, item, opened(officer, item), verb="count", copy=NAMED, taken_out=[])
    assert "second person" in officer.get(kept.location).words
    same = press(officer, item, opened(officer, item), status=403, verb="count")
    assert "You decided this first" in same.words and same.fields(0)["copy"] == NAMED
    colleague = signed_in(Role.ENGAGEMENT_OFFICER)
    shown = opened(colleague, item)
    assert "A colleague decided to count this" in shown.words
    press(colleague, item, shown, verb="count")
    assert only(app, Concern).state == "counted"


def test_the_page_offers_reports_of_the_same_event_without_their_words(officer, item, app, partnership):
    with house(app).transaction() as session:
        sent(session, partnership, phrase="another", text="The secret word is otter", now=TODAY)
        other = session.query(Concern.id).filter(~Concern.id.in_([item.rsplit("/", 1)[1]])).scalar()
    shown = opened(officer, item)
    assert other[:8] in shown.words and "otter" not in shown.html
    refused = press(officer, item, shown, status=422, verb="count", copy=CLEAN, same_id="not an address")
    assert "Paste the address of the other report" in refused.words
    press(
        officer, item, refused, verb="count", same_id=f"https://x.example/staff/moderation/concerns/{other}"
    )
    with house(app).reading() as session:
        assert session.query(Concern.duplicate_of).filter(Concern.state == "counted").scalar() == other


def test_a_report_is_not_put_with_itself_and_keeps_every_box(officer, item):
    typed = {"verb": "count", "copy": CLEAN, "same_id": item, "taken_out": ["name"]}
    refused = press(officer, item, opened(officer, item), status=422, **typed)
    assert "That is this report itself" in refused.words
    assert {name: refused.fields(0)[name] for name in ("verb", "copy", "same_id")} == {
        name: typed[name] for name in ("verb", "copy", "same_id")
    }


def test_topic_and_place_are_put_right_and_the_ledger_says_so(officer, item, app, partnership):
    shown = officer.get(f"{item}/place")
    ward = next(each.code for each in partnership.wards if each.code != shown.fields(0)["ward"])
    shown = officer.post(f"{item}/place", {**shown.fields(0), "ward": ward, "go": "areas"})
    area = next(e.get("value") for e in shown.all("select", name="area")[0].iter("option") if e.get("value"))
    typed = {**shown.fields(0), "area": area}
    officer.post(f"{item}/place", {**typed, "go": "save"}, status=303)
    row = only(app, Concern)
    assert (row.ward, row.area) == (ward, area) and "concern.corrected" in actions(app)


def test_an_area_of_another_ward_is_refused_and_every_choice_comes_back(officer, item, partnership):
    shown = officer.get(f"{item}/place")
    wrong = {**shown.fields(0), "area": "8f" + "0" * 13, "go": "save"}
    refused = officer.post(f"{item}/place", wrong, status=422)
    assert "not in the chosen ward" in refused.words
    for box in ("subtopic", "ward"):
        refused = officer.post(f"{item}/place", {**shown.fields(0), box: "nonsense\x00"}, status=422)
        assert "Choose one from the list" in refused.words


def test_a_stale_correction_loses_nothing(officer, item, app):
    shown = officer.get(f"{item}/place")
    press(officer, item, opened(officer, item), verb="count", copy=CLEAN)
    stale = officer.post(f"{item}/place", {**shown.fields(0), "go": "save"}, status=409)
    assert "Somebody changed this report" in stale.words
    officer.post(f"{item}/place", {**stale.fields(0), "go": "save"}, status=303)


def test_what_is_published_is_said_in_a_note_instead(officer, item, app):
    shown = officer.get(f"{item}/place")
    with house(app).transaction() as session:
        session.query(Concern).update({"release_id": "r" * 26, "state": "counted"})
    assert "Write a note beside the picture" in officer.get(f"{item}/place").words
    officer.post(f"{item}/place", {**shown.fields(0), "go": "save"}, status=409)


def test_a_decision_is_taken_back_from_the_items_own_page(officer, item, app):
    press(officer, item, opened(officer, item), verb="count", copy=CLEAN)
    shown = officer.get(item)
    form = next(n for n, form in enumerate(shown.forms()) if form.get("action").endswith("/decide"))
    officer.post(f"{item}/decide", {**shown.fields(form), "reason": "Counted by mistake"}, status=303)
    assert only(app, Concern).state == "held"
    assert "Take the last decision back" not in officer.get(item).words


def test_a_stale_decision_brings_every_box_back(officer, signed_in, item):
    second = signed_in(Role.ENGAGEMENT_OFFICER)
    mine, theirs = opened(officer, item), opened(second, item)
    press(officer, item, mine, verb="decline", code="test")
    typed = {
        "verb": "decline",
        "code": "unclear",
        "copy": "My own words.",
        "reason": "My reason",
        "same_id": item,
    }
    stale = press(second, item, theirs, status=409, **typed)
    for name in ("copy", "code", "reason", "same_id"):
        assert stale.fields(0)[name] == typed[name]


def test_keys_and_placeholders_wait_for_the_script(officer, item):
    shown = opened(officer, item)
    assert "hidden" in shown.all("details", data_item_keys="")[0].attrib
    assert shown.all("button", data_key="m") and shown.all("button", data_key="d")
