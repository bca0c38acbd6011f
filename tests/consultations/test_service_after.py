"""After the close: figures counted once, what came of it, by when we answer, who looked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.adapters.tokens import new_id
from portal.consultations.after import considering, frozen, telling
from portal.consultations.after.considering import Consideration
from portal.consultations.after.frozen import Changed, NotCounted
from portal.consultations.after.models import FrozenResults
from portal.consultations.after.rules import (
    DayNotPossible,
    NothingTold,
    PointsToSomebody,
    Verdict,
    VerdictDoesNotFit,
    WordsMissing,
)
from portal.consultations.after.telling import NewFinding
from portal.consultations.channels import batches
from portal.consultations.channels.models import Batch, Sheet
from portal.consultations.counting.results import NotClosed
from portal.consultations.models import Consultation, Response
from portal.consultations.rules import ConsultationClosed, State
from portal.core.disclosure import Shown
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.windows import Window
from portal.ledger.models import LedgerLine
from portal.outcomes import service as outcomes
from portal.outcomes.rules import Ending, Facts, Progress
from tests.builders.after import OFFICER, SAID, SLUG, a_finding, more_answered, people_answered
from tests.builders.consultations import AFTER, WHILE_OPEN, a_consultation
from tests.builders.outcomes import some_words


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


TYPED = {"sampled": False, "checked": False, "fields": 0, "different": 0, "left_out": "", "unclear": ""}


def pile(session, state, *, papers=True):
    consultation = session.scalar(select(Consultation.id))
    batch = Batch(id=new_id(), consultation_id=consultation, number=1, name="Library", state=state)
    session.add(batch)
    session.flush()
    if papers:
        response = session.scalars(select(Response)).first()
        session.add(Sheet(id=new_id(), batch_id=batch.id, number=1, response_id=response.id, **TYPED))
        session.flush()
    return batch


def test_an_empty_pile_holds_nothing_up_for_ever(session, partnership):
    people_answered(session, partnership, 30)
    pile(session, "open", papers=False)
    assert frozen.freeze(session, SLUG, now=AFTER, all_typed=True)


def test_figures_are_counted_once_and_stay(session, partnership):
    people_answered(session, partnership, 40)
    before = frozen.read(session, SLUG, now=AFTER)
    assert frozen.freeze_closed(session, now=AFTER) == 1
    kept = frozen.read(session, SLUG, now=AFTER)
    assert kept.settled == before.settled and kept.digest == before.digest
    assert kept.frozen_on == date(2026, 12, 14)
    assert frozen.freeze_closed(session, now=AFTER) == 0


def test_there_are_no_figures_before_the_close(session, partnership):
    people_answered(session, partnership, 2)
    with pytest.raises(NotClosed):
        frozen.read(session, SLUG, now=WHILE_OPEN)
    assert frozen.freeze_closed(session, now=WHILE_OPEN) == 0


def test_figures_that_somebody_changed_are_not_shown(session, partnership):
    people_answered(session, partnership, 30)
    frozen.freeze(session, SLUG, now=AFTER)
    row = session.scalars(select(FrozenResults)).one()
    row.content = row.content.replace("30", "31")
    with pytest.raises(Changed):
        frozen.read(session, SLUG, now=AFTER)


def test_papers_are_typed_before_anything_is_counted(session, partnership):
    people_answered(session, partnership, 30)
    batch = pile(session, "checking")
    for now in (AFTER, AFTER + timedelta(days=30)):
        with pytest.raises(NotCounted):
            frozen.read(session, SLUG, now=now)
        assert frozen.freeze_closed(session, now=now) == 0
    with pytest.raises(NotCounted):
        frozen.freeze(session, SLUG, now=AFTER, all_typed=True)
    batch.state = "counted"
    assert frozen.freeze(session, SLUG, now=AFTER, all_typed=True)


def test_a_week_after_the_close_no_paper_is_awaited(session, partnership):
    people_answered(session, partnership, 30)
    pile(session, "counted")
    with pytest.raises(NotCounted) as waits:
        frozen.read(session, SLUG, now=AFTER)
    assert waits.value.first == date(2026, 12, 21)
    assert frozen.freeze_closed(session, now=noon(date(2026, 12, 21))) == 1


def test_what_turns_out_wrong_is_a_note(session, partnership):
    people_answered(session, partnership, 30)
    with pytest.raises(NotFound):
        frozen.note(session, SLUG, "Too early.", actor_id=OFFICER, now=AFTER)
    frozen.freeze(session, SLUG, now=AFTER)
    for _sent_twice in range(2):
        frozen.note(session, SLUG, "Two questions were put the wrong way round.", actor_id=OFFICER, now=AFTER)
    found = frozen.read(session, SLUG, now=AFTER)
    assert [note.words for note in found.notes] == ["Two questions were put the wrong way round."]


def test_residents_and_others_have_figures_of_their_own(session, partnership):
    people_answered(session, partnership, 40)
    more_answered(session, partnership, 25, relation=["visit"])
    settled = frozen.read(session, SLUG, now=AFTER).settled
    assert settled.responses == Shown(65)
    assert [(party.name, party.base) for party in settled.parties] == [
        ("Live here", Shown(40)),
        ("Work, study or visit, live elsewhere", Shown(25)),
    ]
    change = next(each for each in settled.parties[0].questions if each.code == "change")
    assert [row.count for row in change.figures[0].figure.rows] == [Shown(20), Shown(20)]
    (by_ward,) = change.figures[0].splits
    assert by_ward.grid.columns == ("North", "South")


def test_a_finding_is_read_once_its_outcome_is(session, partnership):
    people_answered(session, partnership, 5)
    a_finding(session, public=False, line="Lamps at the station are looked at")
    assert telling.happened(session, SLUG, now=AFTER).findings == ()
    a_finding(session)
    (told,) = telling.happened(session, SLUG, now=AFTER).findings
    assert (told.said, told.verdict_words, told.question) == (SAID, "We do this", "Better or worse?")
    assert len(telling.working(session, SLUG, now=AFTER).findings) == 2


def test_what_is_rejected_says_why_nothing_changes(session, partnership):
    people_answered(session, partnership, 5)
    with pytest.raises(VerdictDoesNotFit):
        a_finding(session, verdict="rejected")
    words = some_words(progress=Progress.NOT_DONE, ending=Ending.NO_MONEY)
    new = NewFinding(SAID, Verdict.REJECTED)
    added = [telling.add(session, SLUG, new, words, actor_id=OFFICER, now=AFTER) for _sent_twice in range(2)]
    assert added[0] == added[1]
    with pytest.raises(VerdictDoesNotFit):
        telling.add(session, SLUG, NewFinding(SAID, Verdict.PARTLY), words, actor_id=OFFICER, now=AFTER)


def test_what_is_given_up_is_no_longer_said_to_be_done(session, partnership):
    people_answered(session, partnership, 1)
    a_finding(session)
    (told,) = telling.working(session, SLUG, now=AFTER).findings
    given_up = some_words(progress=Progress.NOT_DONE, ending=Ending.NO_MONEY)
    facts = Facts(None, sensitive=False, proceedings=False)
    how = {"seen_version": told.outcome.version, "actor_id": OFFICER, "now": AFTER}
    outcomes.update(session, told.outcome.id, given_up, facts, **how)
    (told,) = telling.working(session, SLUG, now=AFTER).findings
    assert told.verdict_words == "We do not do this"
    still = NewFinding(SAID, told.verdict, told.code)
    how = {"seen_version": told.version, "actor_id": OFFICER, "now": AFTER}
    telling.change(session, SLUG, told.id, still, **how)


def test_findings_wait_for_the_close_and_name_nobody(session, partnership):
    people_answered(session, partnership, 5)
    with pytest.raises(MoveNotAllowed):
        a_finding(session, now=WHILE_OPEN)
    for said, refused in (("", WordsMissing), ("Ring 07700 900123.", PointsToSomebody)):
        with pytest.raises(refused):
            new = NewFinding(said, Verdict.ACCEPTED)
            telling.add(session, SLUG, new, some_words(), actor_id=OFFICER, now=AFTER)


def test_a_finding_is_changed_by_one_officer_at_a_time(session, partnership):
    people_answered(session, partnership, 5)
    finding = a_finding(session)
    new = NewFinding("Many want lights.", Verdict.PARTLY)
    telling.change(session, SLUG, finding, new, seen_version=1, actor_id=OFFICER, now=AFTER)
    with pytest.raises(Stale):
        telling.change(session, SLUG, finding, new, seen_version=1, actor_id=OFFICER, now=AFTER)
    with pytest.raises(NotFound):
        telling.change(session, SLUG, new_id(), new, seen_version=1, actor_id=OFFICER, now=AFTER)


def test_our_answer_ends_the_twelve_weeks(session, partnership):
    people_answered(session, partnership, 5)
    version = telling.working(session, SLUG, now=AFTER).version
    with pytest.raises(NothingTold):
        telling.answered(session, SLUG, seen_version=version, actor_id=OFFICER, now=AFTER)
    a_finding(session)
    telling.answered(session, SLUG, seen_version=version, actor_id=OFFICER, now=AFTER)
    consultation = session.scalars(select(Consultation)).one()
    assert (consultation.state, consultation.reported_on) == (State.ANSWERED, date(2026, 12, 14))
    clock = telling.happened(session, SLUG, now=noon(date(2027, 6, 1))).clock
    assert clock.answered_on == date(2026, 12, 14) and not clock.late
    with pytest.raises(Stale):
        telling.answered(session, SLUG, seen_version=version, actor_id=OFFICER, now=AFTER)


def looked(session, *, now=AFTER, **changes):
    given = {
        "considered_on": date(2026, 12, 14),
        "body": "officers",
        "what": "All of it.",
        "changed": "Order.",
    }
    look = Consideration(**{**given, **changes})
    considering.record_look(session, SLUG, look, bodies=["officers"], actor_id=OFFICER, now=now)


def test_a_look_names_a_body_and_never_a_person(session, partnership):
    people_answered(session, partnership, 1)
    looked(session)
    looked(session)
    assert [look.body for look in considering.looks(session, SLUG)] == ["officers"]
    line = session.scalars(select(LedgerLine).where(LedgerLine.action == "consultation.considered")).one()
    assert "officers" in line.facts
    for wrong, refused in (
        ({"body": "somebody"}, NotFound),
        ({"considered_on": date(2026, 12, 12)}, DayNotPossible),
        ({"considered_on": date(2026, 12, 15)}, DayNotPossible),
        ({"what": "write to ann@example.org"}, PointsToSomebody),
        ({"now": WHILE_OPEN}, MoveNotAllowed),
    ):
        with pytest.raises(refused):
            looked(session, **wrong)


def test_what_was_withdrawn_or_is_a_draft_has_no_answer(session):
    a_consultation(session, window=Window.of_days(date(2026, 11, 2), date(2026, 11, 20)))
    consultation = session.scalars(select(Consultation)).one()
    consultation.state = State.WITHDRAWN
    assert telling.happened(session, SLUG, now=AFTER).clock is None
    assert frozen.freeze_closed(session, now=AFTER) == 0
    consultation.state = State.DRAFT
    with pytest.raises(NotFound):
        telling.happened(session, SLUG, now=AFTER)


def test_once_counted_no_pile_is_begun(session, partnership):
    people_answered(session, partnership, 1)
    frozen.check_not_counted(session, session.scalar(select(Consultation.id)))
    frozen.freeze(session, SLUG, now=AFTER)
    with pytest.raises(ConsultationClosed):
        batches.begin(session, SLUG, "Library", actor_id=OFFICER, now=AFTER)
