"""Every role tries every verb in every state: who may not is refused, whoever asks."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.adapters.db import Database
from portal.core.actors import Actor, Role
from portal.core.errors import DomainError, MoveNotAllowed, Refused
from portal.referrals import rules, service
from portal.referrals.rules import Answer, AnswerKind, State, Verb
from portal.referrals.service import By
from tests.builders.portal import an_empty_database
from tests.builders.referrals import (
    BODIES,
    GROUP,
    MEMBER,
    OFFICER,
    WARD,
    home,
    in_state,
    recommendation,
)

SOON = timedelta(days=9)
TRIED = {
    Verb.SUBMIT: lambda path: (service.submit,),
    Verb.ANSWER: lambda path: (service.answer_return, "This one"),
    Verb.INSIST: lambda path: (service.insist,),
    Verb.REPRESENT: lambda path: (service.represent, "Hear me"),
    Verb.WITHDRAW: lambda path: (service.withdraw,),
    Verb.ADVISE_LOCAL: lambda path: (service.advise_local,),
    Verb.ADVISE_NOT_LOCAL: lambda path: (service.advise_not_local, "Elsewhere"),
    Verb.RETURN: lambda path: (service.return_to_member, "Which?"),
    Verb.LIST: lambda path: (service.list_at, "nowhere"),
    Verb.CONSIDER: lambda path: (service.consider,),
    Verb.NO_REPORT: lambda path: (service.no_report, "Settled"),
    Verb.REDIRECT: lambda path: (service.redirect, BODIES[0], "Theirs"),
    Verb.SEND_TO_GROUP: lambda path: (service.send_to_group, GROUP),
    Verb.REQUEST_INFORMATION: lambda path: (
        service.request_information,
        "How often?",
        BODIES[:1],
        path.today + SOON,
    ),
    Verb.RESUME: lambda path: (service.resume, "Enough"),
    Verb.MAKE_REPORT: lambda path: (service.make_report, ("Do",), BODIES[:1]),
    Verb.SEND_REPORT: lambda path: (service.send_report,),
    Verb.RESPOND: lambda path: (
        service.respond,
        BODIES[0],
        recommendation(path),
        Answer(AnswerKind.REJECT, "No"),
    ),
    Verb.NOT_POSSIBLE: lambda path: (
        service.not_reasonably_possible,
        BODIES[0],
        "Away",
        path.today + SOON,
    ),
    Verb.MONITOR: lambda path: (service.monitor, "Enough"),
    Verb.REVIEW: lambda path: (service.review, "Half"),
    Verb.CLOSE: lambda path: (service.close, "Over"),
}
"""What each verb is tried with."""

PEOPLE = {
    "the member": MEMBER,
    "a colleague": By(Actor("k" * 26, frozenset({Role.COUNCILLOR}), WARD), home()),
    **{
        role.value: By(Actor("r" * 26, frozenset({role})), home())
        for role in Role
        if role not in (Role.COUNCILLOR, Role.SCRUTINY_OFFICER)
    },
    "the officer": OFFICER,
}
"""Everybody who could try."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """One file; each story is a transaction that is thrown away."""
    path = tmp_path_factory.mktemp("grid") / "portal.sqlite3"
    return next(an_empty_database(f"sqlite:///{path}"))


def attempt(session: Session, path, verb, by) -> str:
    """What came of it: `done`, or the refusal's code; nothing is kept."""
    step, *given = TRIED[verb](path)
    seen = path.row.version
    try:
        with session.begin_nested() as tried:
            step(session, path.id, *given, seen_version=seen, by=by, now=path.now)
            tried.rollback()
    except DomainError as refused:
        return refused.code
    finally:
        session.expire_all()
    return "done"


@pytest.mark.parametrize("state", sorted(State))
def test_who_may_not_is_refused_and_what_the_state_does_not_allow_too(file, state):
    with file.reading() as session:
        path = in_state(session, state)
        for name, by in PEOPLE.items():
            allowed = set(rules.verbs_for(by.actor, state, member_id=MEMBER.actor.id))
            for verb in TRIED:
                came = attempt(session, path, verb, by)
                permitted = name == ("the member" if verb in rules.BY_MEMBER else "the officer")
                if not permitted:
                    assert came == Refused.code, (name, verb, came)
                elif verb not in allowed:
                    assert came == MoveNotAllowed.code, (name, verb, came)
                else:
                    assert came not in (Refused.code, MoveNotAllowed.code), (name, verb, came)


def test_every_verb_that_is_somebodys_is_tried():
    assert TRIED.keys() == set(Verb) - rules.BY_CLOCK - {Verb.ANSWER_INFORMATION}
