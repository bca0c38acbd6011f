"""Copied answers: signed when sent, replaced when changed, gone when withdrawn, counted and not left out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.adapters.signing import SigningSecrets
from portal.consultations import keeping, rows, service, texts
from portal.consultations.after import copied, frozen
from portal.consultations.counting.results import NotClosed
from portal.consultations.models import Response, WrittenAnswer
from portal.core.disclosure import Shown
from tests.builders.consultations import (
    AFTER,
    SEALS,
    WHILE_OPEN,
    WINDOW,
    a_consultation,
    a_receipt,
    some_answers,
)

PATTERN = "We the friends of the river path ask for lamps along it that stay on until the last train has come"
LATER = WINDOW.closes_at + timedelta(days=30)


@pytest.fixture
def seals(tmp_path):
    """The partnership's keys with a folder of signing secrets."""
    return replace(SEALS, signing=SigningSecrets(tmp_path / "signing"))


def send(session, partnership, seals, number, more, *, now=WHILE_OPEN, **changes):
    """One person sends this text."""
    answers = some_answers(more=more, help=None, about_you=None, **changes)
    keys = a_receipt(f"acid acorn actor adapt adult agent {number}")
    return service.answer(
        session, "what-first", answers, receipt=keys, seals=seals, partnership=partnership, now=now
    )


def own(number):
    """A text that nobody else sends."""
    return " ".join(f"{chr(97 + (number + n * n) % 26)}{number}{n}" for n in range(12))


def a_campaign(session, partnership, seals, people=30, copies=8):
    """So many people answer, some of them with one text."""
    for number in range(people):
        send(session, partnership, seals, number, PATTERN if number < copies else own(number))


def signatures(session):
    return session.scalar(select(func.count()).where(WrittenAnswer.signature.is_not(None)))


def test_results_say_how_many_were_part_of_a_campaign_and_count_all(session, partnership, seals):
    a_consultation(session)
    a_campaign(session, partnership, seals)
    frozen.freeze(session, "what-first", now=AFTER)
    found = frozen.read(session, "what-first", now=AFTER).settled
    told = found.campaigned
    assert (told.found, told.part, told.others, found.responses) == (1, Shown(8), Shown(22), Shown(30))


def test_officers_see_the_campaign_without_opening_it(session, partnership, seals):
    a_consultation(session)
    a_campaign(session, partnership, seals)
    found = copied.copied(session, "what-first", partnership=partnership, now=AFTER)
    assert [(each.question, each.answers.number, each.example) for each in found.seen] == [
        ("What should we know?", 8, "")
    ]
    assert (found.together.number, found.signed.number, found.unsigned.number, found.secrets) == (8, 30, 0, 1)


def test_nobody_looks_before_the_close(session, partnership, seals):
    a_consultation(session)
    with pytest.raises(NotClosed):
        copied.copied(session, "what-first", partnership=partnership, now=WHILE_OPEN)


def test_another_text_has_another_signature_and_leaves_the_campaign(session, partnership, seals):
    a_consultation(session)
    a_campaign(session, partnership, seals)
    for number in range(4):
        send(session, partnership, seals, number, own(100 + number))
    found = copied.copied(session, "what-first", partnership=partnership, now=AFTER)
    assert (found.seen, found.signed.number) == ((), 30)


def test_withdrawing_deletes_the_signature(session, partnership, seals):
    a_consultation(session)
    send(session, partnership, seals, 1, PATTERN)
    keys = a_receipt("acid acorn actor adapt adult agent 1")
    service.withdraw(session, "what-first", receipt=keys, now=WHILE_OPEN)
    assert signatures(session) == 0


def test_without_the_folder_answers_count_and_nothing_is_said(session, partnership):
    a_consultation(session)
    a_campaign(session, partnership, SEALS)
    assert frozen.read(session, "what-first", now=AFTER).settled.campaigned is None
    assert not copied.copied(session, "what-first", partnership=partnership, now=AFTER).known


def test_a_lost_secret_is_made_anew_and_that_is_seen(session, partnership, seals, tmp_path):
    a_consultation(session)
    send(session, partnership, seals, 1, PATTERN)
    seals.signing.destroy(seals.signing.names()[0])
    send(session, partnership, seals, 2, PATTERN)
    assert copied.copied(session, "what-first", partnership=partnership, now=AFTER).secrets == 2


def test_thirty_days_after_the_close_secret_and_signatures_go(session, partnership, seals):
    a_consultation(session)
    a_campaign(session, partnership, seals, people=6, copies=6)
    until = LATER - timedelta(days=30)
    names = seals.signing.names()
    assert keeping.secrets_due(session, names, until=until - timedelta(seconds=1)) == ()
    assert keeping.secrets_due(session, (*names, "elsewhere"), until=until) == names
    assert keeping.signatures_due(session, until=until) == 6
    assert keeping.forget_signatures(session, until=until, at_most=4) == 4
    assert keeping.forget_signatures(session, until=until, at_most=4) == 2
    assert (signatures(session), keeping.signatures_due(session, until=until)) == (0, 0)


def test_after_that_no_new_secret_is_made(session, partnership, seals):
    a_consultation(session)
    sent = send(session, partnership, seals, 1, PATTERN)
    seals.signing.destroy(seals.signing.names()[0])
    consultation, response = rows.find(session, "what-first"), session.get(Response, sent.response_id)
    late = texts.Setting(consultation, a_receipt(), seals, partnership, LATER)
    texts.put(session, response, "more", own(7), late)
    session.flush()
    assert (signatures(session), seals.signing.names()) == (0, ())
