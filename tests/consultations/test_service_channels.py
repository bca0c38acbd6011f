"""Telephone, events and invitations are counted apart; all channels together are everything."""

import pytest
from sqlalchemy import func, select

from portal.consultations import service
from portal.consultations.channels import events, invitations, keeping, paper
from portal.consultations.channels.events import NewEvent
from portal.consultations.channels.models import Arrival, Invitation
from portal.consultations.channels.paper import Filled
from portal.consultations.channels.rules import (
    CodeUnknown,
    CodeUsed,
    EventOver,
    InvitationNeeded,
    InvitedKind,
)
from portal.consultations.channels.totals import totals
from portal.consultations.models import Consultation, Response
from portal.consultations.rules import (
    Channel,
    ConsultationClosed,
    ResponseState,
)
from portal.consultations.service import Outcome
from portal.core.windows import WindowBackwards
from portal.ledger.models import LedgerLine
from tests.builders.channels import (
    ANN,
    a_counted_pile,
    a_paper,
    a_pile,
    a_typist,
)
from tests.builders.consultations import (
    AFTER,
    BEFORE,
    LOOKUP_KEY,
    SEALS,
    WHILE_OPEN,
    a_consultation,
    a_receipt,
    an_answer,
    some_answers,
)

DAY = WHILE_OPEN.date()
FAIR = NewEvent("Fair", "The square", DAY, DAY, 60)


@pytest.fixture(autouse=True)
def asked(session):
    """A consultation that is open."""
    return a_consultation(session)


def consultation(session):
    return session.scalars(select(Consultation)).one()


def counts(session):
    found = totals(session, consultation(session).id)
    return {str(channel): number for channel, number in found.by_channel}, found.waiting


def rows_of(session, table):
    return session.scalar(select(func.count()).select_from(table))


def a_call(session, partnership, now=WHILE_OPEN, words="read aloud"):
    who = a_typist(partnership, words=words)
    return paper.call(session, "what-first", Filled(some_answers()), who, now=now)


def test_a_call_counts_at_once_and_once(session, partnership):
    assert [a_call(session, partnership).outcome for _ in "ab"] == [Outcome.NEW, Outcome.REPEAT]
    assert counts(session)[0]["telephone"] == 1
    assert session.scalars(select(Arrival.entered_by)).one() == ANN
    actions = session.scalars(select(LedgerLine.action)).all()
    assert actions.count("call.entered") == 1


def test_no_call_after_the_close(session, partnership):
    with pytest.raises(ConsultationClosed):
        a_call(session, partnership, now=AFTER)


def test_an_event_opens_on_its_days_only(session):
    code = events.begin(session, "what-first", FAIR, actor_id=ANN, now=BEFORE)
    with pytest.raises(EventOver):
        events.at(session, "what-first", code, now=BEFORE)
    assert events.at(session, "what-first", code, now=WHILE_OPEN).name == "Fair"
    events.stop(session, "what-first", code, actor_id=ANN, now=WHILE_OPEN)
    with pytest.raises(EventOver):
        events.at(session, "what-first", code, now=WHILE_OPEN)


def test_an_event_made_twice_is_one(session):
    made = {events.begin(session, "what-first", FAIR, actor_id=ANN, now=WHILE_OPEN) for _ in "ab"}
    assert len(made) == 1


def test_an_event_does_not_end_before_it_begins(session):
    backwards = NewEvent("Fair", "Here", DAY, BEFORE.date(), 60)
    with pytest.raises(WindowBackwards):
        events.begin(session, "what-first", backwards, actor_id=ANN, now=WHILE_OPEN)


def codes(session, number=2, seed=b"a seed"):
    made = invitations.make(
        session,
        "what-first",
        "Groups",
        InvitedKind.GROUPS,
        number,
        seed=seed,
        lookup_key=LOOKUP_KEY,
        actor_id=ANN,
        now=WHILE_OPEN,
    )
    return made.codes


def test_a_page_sent_twice_makes_one_set_and_another_page_another(session):
    first = codes(session)
    assert codes(session) == first and len(set(first)) == 2
    assert set(codes(session, seed=b"another")).isdisjoint(first)
    assert set(codes(session, number=3)).isdisjoint(first)
    assert [each.made.number for each in invitations.listing(session, "what-first")].count(2) == 2


def found(session, code):
    return invitations.find(session, "what-first", code, lookup_key=LOOKUP_KEY)


def test_a_code_is_found_however_it_is_typed_and_kept_as_a_hash(session):
    code = codes(session)[0]
    assert found(session, code.lower().replace("-", " ")).batch_id
    kept = session.scalars(select(Invitation.lookup)).all()
    assert code.replace("-", "").encode() not in b"".join(kept)


def test_an_unknown_code_opens_nothing(session):
    codes(session)
    with pytest.raises(CodeUnknown):
        found(session, "AAAA-BBBB-CCCC")


def test_a_code_counts_once_and_does_not_say_whose_it_was(session, partnership):
    code = codes(session)[0]
    opened = found(session, code)
    sent = an_answer(session, partnership)
    invitations.spend(session, opened.id, sent.response_id)
    invitations.spend(session, opened.id, sent.response_id)
    with pytest.raises(CodeUsed):
        found(session, code)
    other = an_answer(session, partnership, receipt=a_receipt("other words altogether"))
    with pytest.raises(CodeUsed):
        invitations.spend(session, opened.id, other.response_id)
    assert [each.used.number for each in invitations.listing(session, "what-first")] == [1]


def test_by_invitation_alone(session, partnership):
    invitations.set_only(session, "what-first", True, actor_id=ANN, now=WHILE_OPEN)
    with pytest.raises(InvitationNeeded):
        an_answer(session, partnership)
    a_call(session, partnership)
    invitations.set_only(session, "what-first", False, actor_id=ANN, now=WHILE_OPEN)
    assert an_answer(session, partnership).outcome is Outcome.NEW


def test_the_sum_of_the_channels_is_everything(session, partnership):
    an_answer(session, partnership)
    a_counted_pile(session, partnership, papers=2)
    a_call(session, partnership)
    for channel in (Channel.EVENT, Channel.INVITATION):
        service.answer(
            session,
            "what-first",
            some_answers(),
            receipt=a_receipt(f"words of {channel}"),
            seals=SEALS,
            partnership=partnership,
            now=WHILE_OPEN,
            channel=channel,
        )
    a_paper(session, a_pile(session, "Waiting"), partnership)
    everything = select(func.count()).select_from(Response).where(Response.state == ResponseState.SENT)
    assert totals(session, consultation(session).id).all == session.scalar(everything) == 6
    assert counts(session) == (
        {"web": 1, "paper": 2, "event": 1, "telephone": 1, "invitation": 1},
        1,
    )


def test_who_typed_what_is_forgotten_after_the_report(session, partnership):
    a_counted_pile(session, partnership)
    a_call(session, partnership)
    codes(session)
    assert keeping.due(session, until=AFTER.date()) == 0
    consultation(session).reported_on = AFTER.date()
    session.flush()
    assert keeping.due(session, until=AFTER.date()) == 5
    assert keeping.forget(session, until=AFTER.date(), at_most=500) == 5
    assert keeping.due(session, until=AFTER.date()) == 0
    assert set(session.scalars(select(Arrival.entered_by))) == {None}
    assert rows_of(session, Invitation) == 0 and rows_of(session, Response) == 2
