"""A consultation from its first draft to being published, given more time, taken back."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from portal.consultations import hub, keeping, others, service
from portal.consultations import queries as consultations
from portal.consultations.hub import Filters
from portal.consultations.models import Consultation, WrittenAnswer
from portal.consultations.opening import queries
from portal.consultations.opening import service as opening
from portal.consultations.opening.findings import GateBlocked
from portal.consultations.others import OtherFacts
from portal.consultations.rules import ConsultationClosed, Phase, ReasonMissing, State
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.windows import Window, WindowBackwards
from portal.ledger.models import LedgerLine
from tests.builders.consultations import SEALS, a_consultation, a_receipt, an_answer, some_answers
from tests.builders.listing import every_order, in_order, read_through
from tests.builders.opening import NOW, WINDOW, a_draft, some_facts

SLUG = "where-should-wardens-walk"
WHILE_OPEN = datetime(2027, 1, 20, 12, tzinfo=UTC)


def version(session, slug=SLUG):
    return queries.draft(session, slug, now=NOW).version


def publish(session, partnership, slug=SLUG, now=NOW):
    seen = version(session, slug)
    return opening.publish(
        session, slug, seen_version=seen, actor_id="officer", partnership=partnership, now=now
    )


def send(session, partnership, now, receipt=None):
    return service.answer(
        session,
        SLUG,
        some_answers(),
        receipt=receipt or a_receipt(),
        seals=SEALS,
        partnership=partnership,
        now=now,
    )


def actions(session):
    return session.scalars(select(LedgerLine.action).order_by(LedgerLine.number)).all()


def test_a_draft_says_everything_and_nobody_outside_sees_it(session):
    slug = a_draft(session, families=("roads",), wards=("north",), audiences=("visitors",))
    draft = queries.draft(session, slug, now=NOW)
    assert draft.facts == some_facts(families=("roads",), wards=("north",), audiences=("visitors",))
    with pytest.raises(NotFound):
        consultations.asked(session, slug, now=NOW)
    assert not hub.hub(session, Filters(), after=None, now=WHILE_OPEN).open


def test_two_of_one_title_have_addresses_of_their_own(session):
    assert [
        a_draft(session),
        a_draft(session),
        a_draft(session, title="New"),
        a_draft(session, title="?!"),
    ] == [
        SLUG,
        f"{SLUG}-2",
        "new-2",
        "consultation",
    ]


def test_from_draft_to_answers(session, partnership):
    a_draft(session)
    publish(session, partnership)
    assert queries.draft(session, SLUG, now=WHILE_OPEN).phase is Phase.OPEN
    send(session, partnership, WHILE_OPEN)
    assert actions(session) == ["consultation.started", "consultation.made_ready"]


def test_what_blocks_keeps_it_a_draft(session, partnership):
    a_draft(session, can_influence="")
    with pytest.raises(GateBlocked) as refused:
        publish(session, partnership)
    assert [each.code for each in refused.value.findings] == ["influence"]
    assert queries.draft(session, SLUG, now=NOW).state is State.DRAFT


def test_somebody_in_charge_sets_a_finding_aside(session, partnership):
    a_draft(session, affected="")
    how = {"actor_id": "executive", "partnership": partnership, "now": NOW}
    with pytest.raises(ReasonMissing):
        opening.put_aside(session, SLUG, "affected", " ", seen_version=1, **how)
    with pytest.raises(Stale):
        opening.put_aside(session, SLUG, "affected", "Everybody is.", seen_version=7, **how)
    opening.put_aside(session, SLUG, "affected", "Everybody is.", seen_version=1, **how)
    view = queries.gate_view(session, SLUG, partnership=partnership, now=NOW)
    assert view.stands == 0
    assert [each.aside for each in view.looked if each.aside] == ["Everybody is."]
    publish(session, partnership)
    facts = session.scalars(select(LedgerLine.facts).where(LedgerLine.action == "consultation.set_aside"))
    assert facts.all() == ['{"finding":"affected"}']


@pytest.mark.parametrize("code", ["influence", "length", "nothing"])
def test_only_a_block_that_no_law_asks_for_is_set_aside(session, partnership, code):
    a_draft(session, can_influence="")
    how = {"actor_id": "executive", "partnership": partnership, "now": NOW}
    with pytest.raises(NotFound):
        opening.put_aside(session, SLUG, code, "Because.", seen_version=1, **how)


def test_facts_change_in_a_draft_only_and_from_the_newest_view(session, partnership):
    a_draft(session)
    how = {"actor_id": "officer", "now": NOW}
    opening.save(session, SLUG, some_facts(reasons="Better ones."), seen_version=1, **how)
    with pytest.raises(Stale):
        opening.save(session, SLUG, some_facts(), seen_version=1, **how)
    publish(session, partnership)
    with pytest.raises(MoveNotAllowed):
        opening.save(session, SLUG, some_facts(), seen_version=version(session), **how)


def test_it_goes_back_to_draft_until_somebody_answers(session, partnership):
    a_draft(session)
    publish(session, partnership)
    how = {"actor_id": "officer", "now": WHILE_OPEN}
    opening.take_back_to_draft(session, SLUG, seen_version=2, **how)
    publish(session, partnership)
    send(session, partnership, WHILE_OPEN)
    with pytest.raises(MoveNotAllowed):
        opening.take_back_to_draft(session, SLUG, seen_version=4, **how)


@pytest.mark.parametrize(
    ("first", "last"), [(date(2027, 3, 1), date(2027, 4, 18)), (date(2027, 10, 4), date(2027, 11, 21))]
)
def test_it_opens_and_closes_at_midnight_in_london_through_both_clock_changes(
    session, partnership, first, last
):
    a_draft(session, window=Window.of_days(first, last), decides_on=date(2028, 1, 10))
    publish(session, partnership)
    window = Window.of_days(first, last)
    second = timedelta(seconds=1)

    def at(moment):
        return queries.draft(session, SLUG, now=moment).phase

    assert at(window.opens_at - second) is Phase.UPCOMING and at(window.opens_at) is Phase.OPEN
    assert at(window.closes_at) is Phase.OPEN and at(window.closes_at + second) is Phase.CLOSED
    assert (window.opens_at.hour, window.closes_at.hour) in {(0, 22), (23, 23)}


def test_more_time_is_told_with_its_reason(session, partnership):
    a_draft(session)
    publish(session, partnership)
    how = {"actor_id": "officer", "partnership": partnership}
    longer = WINDOW.closing_at(Window.of_days(date(2027, 1, 4), date(2027, 3, 7)).closes_at)
    service.reschedule(session, SLUG, longer, seen_version=2, reason="The snow.", now=WHILE_OPEN, **how)
    told = queries.told(session, SLUG)
    assert told.more_time and told.first_last_day == date(2027, 2, 21)
    assert told.dates_reason == "The snow."
    hasty = Window.of_days(date(2027, 2, 1), date(2027, 2, 10))
    before = datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(MoveNotAllowed):
        service.reschedule(session, SLUG, hasty, seen_version=3, reason="Haste.", now=before, **how)


def test_withdrawing_stops_answers_and_lets_them_go_in_time(session, partnership):
    a_draft(session)
    publish(session, partnership)
    send(session, partnership, WHILE_OPEN)
    how = {"actor_id": "officer", "now": WHILE_OPEN}
    with pytest.raises(ReasonMissing):
        opening.withdraw(session, SLUG, " ", seen_version=2, **how)
    opening.withdraw(session, SLUG, "The council took the plan back.", seen_version=2, **how)
    later = WHILE_OPEN + timedelta(minutes=1)
    with pytest.raises(ConsultationClosed):
        send(session, partnership, later, a_receipt("acid acorn actor adapt adult agent alert"))
    assert service.close_out(session, now=later) == 1
    assert session.scalar(select(Consultation.closed_out_at)) == later
    texts = session.scalars(select(WrittenAnswer)).all()
    assert texts and all(each.enters_at <= WHILE_OPEN for each in texts)
    for each in texts:
        each.state = "declined"
    session.flush()
    assert keeping.texts_due(session, until=date(2027, 1, 19)) == 0
    assert keeping.texts_due(session, until=date(2027, 1, 20)) == len(texts)
    with pytest.raises(MoveNotAllowed):
        opening.withdraw(session, SLUG, "Again.", seen_version=3, **how)


def test_the_list_is_narrowed_down_by_what_it_is_about(session):
    a_consultation(session)
    for slug, labels in (("roads", {"families": ("roads",)}), ("north", {"wards": ("north",)})):
        a_consultation(session, slug=slug)
        opening.write(session, slug, some_facts(title=slug, **labels))

    def found(**chosen):
        listed = hub.hub(session, Filters(**chosen), after=None, now=NOW).open
        return {each.slug for each in listed}

    assert found() == {"what-first", "roads", "north"}
    assert found(family="roads") == {"what-first", "roads", "north"}
    assert found(family="noise") == {"what-first", "north"}
    assert found(ward="south") == {"what-first", "roads"}
    assert found(family="noise", ward="south", audience="visitors") == {"what-first"}


def test_closed_ones_are_read_page_by_page(session):
    for number in range(45):
        window = Window.of_days(date(2025, 1, 1), date(2025, 2, 1) + timedelta(days=number // 2))
        a_consultation(session, slug=f"c-{number}", window=window)
    seen, key = [], None
    while True:
        page = hub.hub(session, Filters(), after=key, now=NOW).closed
        seen += [each.slug for each in page.rows]
        key = page.next_key
        if key is None:
            break
    assert len(seen) == 45 == len(set(seen))
    assert seen[-2:] in (["c-1", "c-0"], ["c-0", "c-1"])
    for odd in ("x", "-", "99999999999999999-a", "9" * 40 + "-a", "1-"):
        assert len(hub.hub(session, Filters(), after=odd, now=NOW).closed.rows) <= 20


def some_other(**changes):
    given = {
        "title": "How should buses run at night?",
        "body": "The transport authority",
        "opens_on": date(2027, 1, 1),
        "closes_on": date(2027, 2, 1),
        "url": "https://example.org/buses",
        "family": "",
        "findings": "",
    }
    return OtherFacts(**{**given, **changes})


def test_other_bodies_consultations_are_registered_and_meet_the_gate(session, partnership):
    entry = others.add(session, some_other(family="roads"), actor_id="officer", now=NOW)
    assert others.add(session, some_other(family="roads"), actor_id="officer", now=NOW) == entry
    a_draft(session, families=("roads",))
    clash = next(each for each in publish(session, partnership) if each.code == "clash")
    assert "The transport authority" in clash.sentence
    how = {"actor_id": "officer", "now": NOW}
    others.change(session, entry, some_other(findings="Buses matter."), seen_version=1, **how)
    with pytest.raises(Stale):
        others.change(session, entry, some_other(), seen_version=1, **how)
    with pytest.raises(WindowBackwards):
        others.change(session, entry, some_other(closes_on=date(2026, 1, 1)), seen_version=2, **how)
    assert others.entry(session, entry).facts.findings == "Buses matter."
    others.remove(session, entry, seen_version=2, **how)
    with pytest.raises(NotFound):
        others.entry(session, entry)


def test_the_register_is_read_page_by_page_and_by_family(session):
    for number in range(12):
        changes = {"closes_on": date(2027, 2, 1) + timedelta(days=number), "family": ("a", "")[number % 2]}
        others.add(session, some_other(**changes), actor_id="officer", now=NOW)
    first = others.listed(session)
    second = others.listed(session, after=first.next_key)
    assert (len(first.rows), len(second.rows), second.next_key) == (10, 2, None)
    assert len(others.listed(session, family="b").rows) == 6
    assert len(others.listed(session, after="no-such").rows) == 10


def test_in_any_order_every_entry_of_the_register_is_read_once(session):
    for number in range(23):
        day = date(2027, 2, 1) + timedelta(days=number % 4)
        changes = {"title": f"Title {number % 5}", "body": f"Body {number % 3}", "closes_on": day}
        others.add(session, some_other(**changes, findings=str(number)), actor_id="officer", now=NOW)
    values = {
        "closes": lambda entry: entry.facts.closes_on,
        "title": lambda entry: entry.facts.title,
        "body": lambda entry: entry.facts.body,
    }
    for order in every_order(others.COLUMNS):
        read = read_through(partial(others.listed, session), order)
        assert len(read) == len({entry.id for entry in read}) == 23, order
        assert in_order(read, values[order.code], order), order


def test_an_answered_consultation_of_before_still_reads(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    told = queries.told(session, "what-first")
    assert (told.reasons, told.evidence, told.labels, told.more_time) == ("", (), (), False)
