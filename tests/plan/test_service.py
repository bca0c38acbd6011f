"""A plan from its first word to the archive."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.ledger.models import LedgerLine
from portal.plan import changes, queries, service
from portal.plan.rules import (
    Approval,
    ApprovedAlready,
    ApprovedTooSoon,
    Asked,
    AskedOutOfReach,
    EditionOpen,
    NotApproved,
    PlanState,
    PlanWords,
    SectionsMissing,
    SectionWords,
    SentOnWrongDay,
    VoluntaryNotAsked,
)
from tests.builders.content import shipped_content

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ASKED = Asked("Everybody", "The council for voluntary service", date(2026, 11, 1))
BOARD = Approval(code="EXEC", body="Executive Board", on=date(2026, 11, 20))


def some_words(**parts):
    bodies = {letter: f"Words of {letter}." for letter in "abcdef"} | parts
    sections = tuple(SectionWords(letter, f"Heading {letter}", body) for letter, body in bodies.items())
    return PlanWords(title="Our plan", summary="In short.", note="", illustration=False, sections=sections)


def a_draft(session, year="2027-28", **parts):
    plan_id = service.start(session, year, actor_id="officer", now=NOW)
    service.save(session, plan_id, some_words(**parts), seen_version=1, actor_id="officer", now=NOW)
    return plan_id


def version(session, year="2027-28"):
    return queries.newest_edition(session, year).version


def consulted(session, plan_id, year="2027-28"):
    seen = version(session, year)
    service.record_consulted(session, plan_id, ASKED, seen_version=seen, actor_id="officer", now=NOW)


def approved(session, plan_id, year="2027-28"):
    consulted(session, plan_id, year)
    seen = version(session, year)
    service.approve(session, plan_id, BOARD, seen_version=seen, actor_id="executive", now=NOW)


def published(session, year="2027-28"):
    plan_id = a_draft(session, year)
    approved(session, plan_id, year)
    service.publish(session, plan_id, seen_version=version(session, year), actor_id="officer", now=NOW)
    return plan_id


def actions(session):
    return [line.action for line in session.scalars(select(LedgerLine).order_by(LedgerLine.number))]


def test_a_plan_reaches_everybody_step_by_step(session):
    published(session)
    plan = queries.published(session)
    assert plan is not None and plan.year == "2027-28" and plan.approved_by == "Executive Board"
    assert actions(session) == [
        "plan.saved",
        "plan.saved",
        "plan.consulted",
        "plan.approved",
        "plan.published",
    ]


def test_the_next_plan_supersedes_the_one_before(session):
    published(session, "2027-28")
    published(session, "2028-29")
    assert queries.published(session).year == "2028-29"
    before = queries.of_year(session, "2027-28")
    assert before.state is PlanState.SUPERSEDED and before.superseded_on == NOW.date()
    assert actions(session)[-2:] == ["plan.superseded", "plan.published"]


def test_an_empty_part_stops_approval_and_publication(session):
    plan_id = a_draft(session, d="")
    consulted(session, plan_id)
    for step in (
        lambda: service.approve(session, plan_id, BOARD, seen_version=3, actor_id="executive", now=NOW),
        lambda: service.publish(session, plan_id, seen_version=3, actor_id="officer", now=NOW),
    ):
        with pytest.raises(SectionsMissing) as refused:
            step()
        assert refused.value.letters == ("d",)


def test_a_draft_is_not_published(session):
    plan_id = a_draft(session)
    with pytest.raises(NotApproved):
        service.publish(session, plan_id, seen_version=2, actor_id="officer", now=NOW)


def test_a_draft_is_nothing_the_public_may_see(session):
    a_draft(session)
    with pytest.raises(NotFound):
        queries.of_year(session, "2027-28")
    assert queries.public_lines(session) == ()


def test_the_second_of_two_officers_is_refused(session):
    plan_id = a_draft(session)
    with pytest.raises(Stale):
        service.save(session, plan_id, some_words(a="Mine"), seen_version=1, actor_id="second", now=NOW)
    assert queries.newest_edition(session, "2027-28").sections[0].body == "Words of a."


def test_an_approved_text_stays_as_it_was_approved(session):
    plan_id = a_draft(session)
    approved(session, plan_id)
    with pytest.raises(ApprovedAlready):
        service.save(session, plan_id, some_words(a="New"), seen_version=4, actor_id="officer", now=NOW)


def test_a_year_has_one_open_draft(session):
    a_draft(session)
    with pytest.raises(EditionOpen):
        service.start(session, "2027-28", actor_id="officer", now=NOW)


def test_a_new_edition_starts_from_the_published_text(session):
    published(session)
    service.start(session, "2027-28", actor_id="officer", now=NOW)
    new = queries.newest_edition(session, "2027-28")
    assert (new.edition, new.state, new.sections[2].body) == (2, PlanState.DRAFT, "Words of c.")
    assert queries.of_year(session, "2027-28").edition == 1


def test_who_was_asked_is_corrected_until_the_approval(session):
    plan_id = a_draft(session)
    late = replace(ASKED, until=date(2027, 11, 1))
    service.record_consulted(session, plan_id, late, seen_version=2, actor_id="officer", now=NOW)
    approved(session, plan_id)
    assert queries.newest_edition(session, "2027-28").consulted_on == ASKED.until
    with pytest.raises(MoveNotAllowed):
        consulted(session, plan_id)


@pytest.mark.parametrize("until", [date(2062, 3, 27), date(2006, 3, 27)])
def test_a_last_day_to_answer_in_another_decade_is_a_slip(session, until):
    plan_id = a_draft(session)
    slip = replace(ASKED, until=until)
    with pytest.raises(AskedOutOfReach):
        service.record_consulted(session, plan_id, slip, seen_version=2, actor_id="officer", now=NOW)


def test_an_edition_of_an_earlier_year_leaves_the_plan_in_force(session):
    published(session, "2028-29")
    published(session, "2027-28")
    assert queries.published(session).year == "2028-29"
    assert queries.of_year(session, "2027-28").state is PlanState.SUPERSEDED


def test_the_files_are_loaded_once_and_then_the_database_wins(session, partnership_code):
    content = shipped_content(partnership_code)
    assert service.load(session, content, now=NOW) == []
    years = {text.year for text in content.plans}
    assert {line.year for line in queries.public_lines(session)} == years
    row = session.get(service.PlanRow, queries.published(session).id)
    row.title = "What an officer wrote"
    session.flush()
    told = service.load(session, content, now=NOW)
    assert len(told) == 1 and "title" in told[0]
    assert queries.published(session).title == "What an officer wrote"


def test_a_shipped_plan_never_pushes_an_officers_plan_aside(session, partnership_code):
    published(session)
    service.load(session, shipped_content(partnership_code), now=NOW)
    assert queries.published(session).year == "2027-28"


def test_a_new_edition_of_an_illustration_says_so_until_an_officer_unticks_it(session):
    content = shipped_content("bcp")
    service.load(session, content, now=NOW)
    year = next(text.year for text in content.plans if text.illustration and text.state.value == "published")
    service.start(session, year, actor_id="officer", now=NOW)
    assert queries.newest_edition(session, year).illustration


def test_nothing_is_adopted_before_voluntary_groups_were_asked(session):
    plan_id = a_draft(session)
    with pytest.raises(VoluntaryNotAsked):
        service.record_consulted(
            session, plan_id, replace(ASKED, voluntary=" "), seen_version=2, actor_id="officer", now=NOW
        )
    assert queries.newest_edition(session, "2027-28").state is PlanState.DRAFT


def test_a_plan_is_not_approved_while_people_may_still_answer(session):
    plan_id = a_draft(session)
    late = replace(ASKED, until=date(2026, 11, 21))
    service.record_consulted(session, plan_id, late, seen_version=2, actor_id="officer", now=NOW)
    with pytest.raises(ApprovedTooSoon):
        service.approve(session, plan_id, BOARD, seen_version=3, actor_id="executive", now=NOW)


def send(session, plan_id, on, seen=None):
    service.record_sent(
        session, plan_id, on, seen_version=seen or version(session), actor_id="officer", now=NOW
    )


def test_the_copy_to_the_policing_body_is_owed_until_its_day_is_noted(session):
    plan_id = published(session)
    assert queries.published(session).copy_owed
    seen = version(session)
    send(session, plan_id, date(2026, 11, 22))
    assert not queries.published(session).copy_owed and actions(session)[-1] == "plan.sent"
    send(session, plan_id, date(2026, 11, 22), seen)  # the same page sent once more
    assert actions(session).count("plan.sent") == 1


@pytest.mark.parametrize("on", [date(2026, 11, 19), date(2026, 11, 24)])
def test_a_copy_goes_after_the_approval_and_not_tomorrow(session, on):
    with pytest.raises(SentOnWrongDay):
        send(session, published(session), on)


def test_a_draft_is_sent_to_nobody(session):
    with pytest.raises(NotApproved):
        send(session, a_draft(session), date(2026, 11, 20))


def test_every_edition_stays_readable_and_knows_what_was_before_it(session):
    published(session)
    plan_id = service.start(session, "2027-28", actor_id="officer", now=NOW)
    service.save(
        session, plan_id, some_words(b="Other words of b."), seen_version=1, actor_id="officer", now=NOW
    )
    with pytest.raises(NotFound):
        queries.of_edition(session, "2027-28", 2)
    approved(session, plan_id)
    service.publish(session, plan_id, seen_version=version(session), actor_id="officer", now=NOW)
    now_read, former = queries.of_edition(session, "2027-28", 2), queries.of_edition(session, "2027-28", 1)
    assert queries.before(session, now_read) == former and queries.before(session, former) is None
    assert [line.edition for line in queries.editions(session, "2027-28")] == [2, 1]
    assert [part.name for part in changes.between(former, now_read).changed] == ["Part b"]
