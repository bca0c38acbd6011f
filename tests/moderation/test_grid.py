"""Who may do what with a report in which state: every role, state and decision, asked over HTTP."""

import pytest
from sqlalchemy import select, update

from portal.concerns.models import Concern
from portal.concerns.rules import MOVES, State, Verb
from portal.core.actors import GRANTS, Permission, Role
from portal.web.context import EXTENSION
from tests.builders.concerns import MONDAY, sent

ROOMS = {"moderation": Permission.MODERATION_DECIDE, "safeguarding": Permission.SAFEGUARDING_DECIDE}
LEADS_SEE = {State.ESCALATED, State.COUNTED_AS_ESCALATED}
WORDS = {"copy": "The lamps are out.", "code": "unclear", "reason": "Read and understood", "nobody_told": "y"}


@pytest.fixture
def concern(app, partnership):
    """The id of one report."""
    house = app.extensions[EXTENSION]
    with house.database.transaction() as session:
        sent(session, partnership, now=MONDAY)
        return session.scalars(select(Concern.id)).one()


def put_into(app, concern_id, state):
    """The report as it stands in a state, never changed before."""
    code = "unclear" if state is State.DECLINED else None
    values = {"state": state, "decline_code": code, "version": 1, "message_waiting": False}
    with app.extensions[EXTENSION].database.transaction() as session:
        session.execute(update(Concern).where(Concern.id == concern_id).values(values))


def expected(role, room, state, verb):
    """The statuses that the tables of permissions and moves ask for, and the state afterwards."""
    if ROOMS[room] not in GRANTS[role]:
        return {403}, state
    here = state is not State.WITHDRAWN and (state in LEADS_SEE) == (room == "safeguarding")
    if here and verb is not Verb.WITHDRAW and (state, verb) in MOVES:
        return {303}, MOVES[state, verb]
    return {409, 422}, state


def state_of(app, concern_id):
    with app.extensions[EXTENSION].database.reading() as session:
        return State(session.scalars(select(Concern.state).where(Concern.id == concern_id)).one())


def forget_decisions(app):
    with app.extensions[EXTENSION].database.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM concern_decisions")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_state_and_decision(role, app, signed_in, concern):
    browser = signed_in(role)
    token = browser.get("/staff").all("input", name="csrf_token")[0].get("value")
    for room in ROOMS:
        for state in State:
            for verb in Verb:
                put_into(app, concern, state)
                forget_decisions(app)
                form = {**WORDS, "verb": verb, "seen_version": "1", "csrf_token": token}
                got = browser.http.post(f"/staff/{room}/concerns/{concern}/decide", data=form).status_code
                statuses, after = expected(role, room, state, verb)
                assert got in statuses and state_of(app, concern) is after, (room, state, verb, got)


@pytest.mark.parametrize("role", list(Role))
def test_every_staff_page_opens_for_the_roles_that_may_and_for_nobody_else(role, app, signed_in):
    browser = signed_in(role)
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "access", None)
        if not isinstance(access, Permission) or rule.arguments or "GET" not in (rule.methods or ()):
            continue
        refused = browser.http.get(rule.rule).status_code == 403
        assert refused == (access not in GRANTS[role]), rule.rule
