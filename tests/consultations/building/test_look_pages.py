"""A draft is looked at under a link that ends; what is published is only put right letter by letter."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from portal.app import create_app
from portal.consultations.models import Response, WrittenAnswer
from portal.core.actors import Role
from portal.web.context import EXTENSION
from tests.builders.opening import NOW
from tests.builders.staff import sign_in
from tests.consultations.building.conftest import DESK
from tests.page_client import PageClient

OPEN = datetime(2027, 1, 20, 12, tzinfo=UTC)
STARTS = (
    "standard",
    "empty",
    "pattern:levels-and-priorities",
    "pattern:public-spaces-order",
    "pattern:draft-strategy",
)
STARTS += ("pattern:after-an-event", "pattern:safety-day-and-night", "pattern:worry")


@pytest.fixture
def officer(house):
    """An officer who signs in at the time of the story."""
    return sign_in(PageClient(house), house, Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def public_house(house):
    """The public door of the same portal, which knows nobody and opens nothing."""
    door = create_app(replace(house.extensions[EXTENSION].settings, clock=NOW), doors="public")
    yield door
    door.extensions[EXTENSION].database.dispose()


@pytest.fixture
def at(house, draft):
    """Another moment; whoever was signed in signs in again."""
    clock = house.extensions[EXTENSION].clock

    def move(moment):
        clock.move_to(moment)
        draft.browser = sign_in(PageClient(house), house, Role.ENGAGEMENT_OFFICER)

    yield move
    clock.move_to(NOW)


def a_link(draft):
    draft.write("preview", go="make", days="7")
    return re.search(r"http://localhost(/consultations/[^\"]+/preview/[0-9a-f]+)", draft.get("preview").html)[
        1
    ]


def count(house):
    with house.extensions[EXTENSION].database.reading() as session:
        return [session.scalar(select(func.count()).select_from(each)) for each in (Response, WrittenAnswer)]


def test_anybody_with_the_link_goes_through_all_questions_and_leaves_nothing(house, draft, visitor):
    link = a_link(draft)
    shown = visitor.get(link)
    assert "Nothing you choose or write here is kept" in shown.words
    assert shown.response.headers["Cache-Control"] == "no-store"
    assert shown.title.startswith("Preview")
    shown = visitor.post(link, shown.fields() | {"q_relation": "live", "go": "next"})
    shown = visitor.post(link, shown.fields() | {"q_more": "The path is dark.", "go": "next"})
    shown = visitor.post(link, shown.fields() | {"go": "next"})
    assert shown.h1 == "Check your answers"
    assert "Save and come back later" not in shown.words
    kept = visitor.post(link, shown.fields() | {"go": "save"})
    assert "Preview" in kept.words
    assert visitor.post(link, shown.fields() | {"go": "send"}).h1 == "That is the end of the preview"
    assert count(house) == [0, 0]


def test_the_public_door_alone_shows_it(public_house, draft):
    link = a_link(draft)
    assert "Nothing you choose or write here is kept" in PageClient(public_house).get(link).words


def test_a_required_question_is_asked_for_in_a_preview_too(draft, visitor):
    link = a_link(draft)
    again = visitor.post(link, visitor.get(link).fields() | {"go": "next"}, status=422)
    assert again.title.startswith("Preview: Error") or "Error" in again.title


def test_the_link_ends_is_replaced_and_is_stopped(draft, visitor, at):
    first = a_link(draft)
    second = a_link(draft)
    assert visitor.get(first, status=404).h1 == "There is no preview here"
    visitor.get(second)
    at(NOW + timedelta(days=8))
    visitor.get(second, status=404)
    visitor.post(second, {}, status=404)
    at(NOW)
    third = a_link(draft)
    stop = draft.get("preview").fields(0) | {"go": "stop"}
    draft.browser.post(f"{draft.base}/preview", stop, status=303)
    visitor.get(third, status=404)
    visitor.get("/consultations/there-is-none/preview/0123", status=404)


def publish(draft):
    fields = draft.browser.get(f"{DESK}/{draft.slug}/gate").fields()
    draft.browser.post(f"{DESK}/{draft.slug}/publication", fields, status=303)


def test_a_look_ends_when_answers_are_taken(draft, visitor, at):
    link = a_link(draft)
    publish(draft)
    visitor.get(link)
    at(OPEN)
    visitor.get(link, status=404)
    refused = draft.browser.post(
        f"{draft.base}/preview", draft.get().fields() | {"go": "make", "days": "7"}, status=409
    )
    assert "takes answers already" in refused.words


def test_published_questions_are_locked_but_for_a_slip(draft, at):
    publish(draft)
    at(OPEN)
    assert "make it a draft again" in draft.words
    shown = draft.get("question/change")
    assert "only slips" in shown.words.lower()
    fields = shown.fields()
    refused = draft.browser.post(f"{draft.base}/question/change", fields | {"title": "Else?"}, status=409)
    assert "only slips" in refused.words.lower()
    shown = draft.get("corrections")
    assert "“By day?”: answer 1" in shown.words
    box = box_of(shown, "By day?")
    typed = shown.fields() | {"reason": "A letter was missing.", "same": "y"}
    assert "more than a slip" in post(draft, typed | {box: "By night?"}, 422).words
    assert "Say which slip" in post(draft, shown.fields() | {box: "By daye?"}, 422).words
    post(draft, typed | {box: "By daye?"}, 303)
    assert "By daye?" in draft.words
    assert "A letter was missing." in draft.get("versions").words
    assert "put in: daye" in draft.get("versions/2").words
    evidence = draft.browser.get(f"{draft.base.removesuffix('/questions')}/evidence").words
    assert "A letter was missing. What version 2 changed" in evidence
    post(draft, typed | {box: "By daye?"}, 409)


def post(draft, typed, status):
    return draft.browser.post(f"{draft.base}/corrections", typed, status=status)


def box_of(shown, words):
    return next(name for name, value in shown.fields().items() if value == words)


def test_a_draft_needs_no_corrections(draft):
    draft.browser.get(f"{draft.base}/corrections", status=404)


@pytest.mark.parametrize("start", STARTS)
def test_every_start_is_a_questionnaire_that_can_be_walked(officer, visitor, start):
    typed = {"title": f"From {start}", "purpose": "To hear.", "questions": start}
    made = officer.post(f"{DESK}/new", officer.get(f"{DESK}/new").fields() | typed, status=303)
    base = f"{DESK}/{made.location.rsplit('/', 2)[1]}/questions"
    assert "In the way of publishing" not in officer.get(base).words
    officer.post(f"{base}/preview", officer.get(f"{base}/preview").fields() | {"go": "make"}, status=303)
    link = re.search(r"http://localhost(/consultations/[^\"]+)\"", officer.get(f"{base}/preview").html)[1]
    shown = visitor.get(link)
    for _ in range(12):
        if shown.h1 == "Check your answers":
            break
        shown = visitor.post(link, shown.fields() | {"q_relation": "live", "go": "next"})
    assert shown.h1 == "Check your answers"


def test_others_are_kept_out(house, draft):
    analyst = sign_in(PageClient(house), house, Role.ANALYST)
    for path in ("", "/new-page", "/versions", "/preview", "/corrections", "/bank"):
        analyst.get(f"{draft.base}{path}", status=403)
