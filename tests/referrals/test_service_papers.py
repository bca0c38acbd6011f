"""Papers of a referral: cleaned, sealed, opened with a line in the ledger, never kept twice."""

import pytest
from sqlalchemy import select

from portal.adapters.attachments import Kind, accept
from portal.adapters.seal import Opener, new_pair
from portal.contact.service import SealTo
from portal.core.errors import MoveNotAllowed, NotFound, Refused
from portal.ledger.models import LedgerLine
from portal.referrals import papers
from portal.referrals.models import ReferralAttachment
from portal.referrals.papers import MOST_PAPERS, TooManyPapers
from portal.referrals.rules import State
from tests.adapters.test_attachments import NAME, PHONE, a_docx, a_pdf
from tests.builders.register import AT, a_referral_row

PRIVATE, PUBLIC = new_pair()
KEYS = {"seal_to": SealTo(PUBLIC, PUBLIC), "digest_key": b"k" * 32, "actor_id": "member", "now": AT}


def opened(session, row, paper_id):
    return papers.open_one(session, row.id, paper_id, opener=Opener(PRIVATE), actor_id="officer", now=AT)


def test_a_paper_is_sealed_without_who_wrote_it_and_opening_stands_in_the_ledger(session):
    row = a_referral_row(session, "W1")
    paper_id = papers.add(session, row.id, accept(a_pdf()), " Plan of the\npath ../ ", **KEYS)
    kept = session.get(ReferralAttachment, paper_id)
    assert b"%PDF" not in kept.sealed_working and NAME.encode() not in kept.sealed_working
    paper, content = opened(session, row, paper_id)
    assert content.startswith(b"%PDF") and NAME.encode() not in content
    assert (paper.name, paper.file_name, paper.kind) == (
        "Plan of the path ../",
        "plan-of-the-path.pdf",
        Kind.PDF,
    )
    told = session.scalars(select(LedgerLine.action).order_by(LedgerLine.number)).all()
    assert told == ["referral.paper_added", "referral.paper_opened"]


def test_the_same_paper_is_kept_once(session):
    row = a_referral_row(session, "W1")
    assert papers.add(session, row.id, accept(PHONE), "a", **KEYS) == papers.add(
        session, row.id, accept(PHONE), "b", **KEYS
    )
    assert [each.name for each in papers.of_referral(session, row.id)] == ["a"]


def test_a_referral_holds_a_few_papers(session):
    row = a_referral_row(session, "W1")
    for number in range(MOST_PAPERS):
        papers.add(session, row.id, accept(a_docx(f"number {number}")), "", **KEYS)
    with pytest.raises(TooManyPapers):
        papers.add(session, row.id, accept(PHONE), "one more", **KEYS)
    papers.add(session, row.id, accept(PHONE), "an officer’s", **KEYS | {"actor_id": "officer"})


def test_an_ended_referral_takes_nothing(session):
    row = a_referral_row(session, "W1")
    row.state = State.CLOSED
    with pytest.raises(MoveNotAllowed):
        papers.add(session, row.id, accept(PHONE), "x", **KEYS)
    assert papers.of_referral(session, row.id) == ()


def test_a_paper_goes_only_while_the_referral_is_a_draft(session):
    row = a_referral_row(session, "W1", state=State.DRAFT)
    one, other = (papers.add(session, row.id, accept(each), "x", **KEYS) for each in (PHONE, a_pdf()))
    papers.remove(session, row.id, one, actor_id="member", now=AT)
    row.state = State.SUBMITTED
    with pytest.raises(MoveNotAllowed):
        papers.remove(session, row.id, other, actor_id="member", now=AT)
    assert [each.id for each in papers.of_referral(session, row.id)] == [other]


def test_officers_take_theirs_back_until_the_referral_has_ended_and_leave_the_councillor_s(session):
    row = a_referral_row(session, "W1", member_id="member")
    mine = papers.add(session, row.id, accept(PHONE), "x", **KEYS)
    wrong, kept = (
        papers.add(session, row.id, accept(a_docx(each)), each, **KEYS | {"actor_id": "officer"})
        for each in ("wrong", "kept")
    )
    papers.take_back(session, row.id, wrong, actor_id="other officer", now=AT)
    last = session.scalars(select(LedgerLine.action).order_by(LedgerLine.number)).all()[-1]
    assert last == "referral.paper_removed"
    with pytest.raises(Refused):
        papers.take_back(session, row.id, mine, actor_id="officer", now=AT)
    row.state = State.CLOSED
    with pytest.raises(MoveNotAllowed):
        papers.take_back(session, row.id, kept, actor_id="officer", now=AT)
    assert {each.id for each in papers.of_referral(session, row.id)} == {mine, kept}


def test_another_referral_s_paper_is_not_found(session):
    row, other = a_referral_row(session, "W1"), a_referral_row(session, "W1", number=2)
    paper_id = papers.add(session, row.id, accept(PHONE), "x", **KEYS)
    with pytest.raises(NotFound):
        opened(session, other, paper_id)
    with pytest.raises(NotFound):
        papers.add(session, "none", accept(PHONE), "x", **KEYS)
