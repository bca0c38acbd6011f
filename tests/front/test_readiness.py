"""What keeps a real portal's public door closed, and what whoever runs it is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from portal import cli
from portal.consultations import service as consultations
from portal.front import readiness
from portal.partnership import loading, queries, service
from portal.partnership.legal import NEEDED
from portal.web.context import EXTENSION
from tests.builders.consultations import WINDOW, a_consultation

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def loaded(session, partnership_code):
    service.load(session, loading.load_content(loading.folder(partnership_code)), now=MONDAY)
    return session


def confirm_all(session):
    for line in queries.all_helplines(session):
        service.confirm_helpline(session, line.code, seen_version=line.version, actor_id="o" * 26, now=MONDAY)


def test_without_any_helpline_the_public_is_not_let_in(session):
    assert "partnership load" in readiness.refusals(session)[0]


def test_helplines_that_nobody_confirmed_are_named(loaded):
    assert "Samaritans" in readiness.refusals(loaded)[0]


def test_a_confirmed_list_opens_the_door(loaded):
    confirm_all(loaded)
    assert readiness.refusals(loaded) == ()


def test_an_officer_who_mends_a_number_does_not_close_the_portal(loaded):
    confirm_all(loaded)
    line = queries.all_helplines(loaded)[0]
    changed = next(
        each for each in loading.load_content(loading.folder("bcp")).helplines if each.code == line.code
    )
    service.save_helpline(
        loaded, replace(changed, number="999 000"), seen_version=1, actor_id="o" * 26, now=MONDAY
    )
    assert queries.unconfirmed(loaded) and readiness.refusals(loaded) == ()


def test_the_end_of_the_bank_holidays_is_told_in_time(loaded):
    soon = datetime(2028, 10, 1, tzinfo=UTC)
    assert any("bank holidays" in line for line in readiness.lacks(loaded, now=soon))
    assert not any("bank holidays" in line for line in readiness.lacks(loaded, now=MONDAY))


@pytest.mark.parametrize(
    ("env", "doors", "refused"),
    [("production", "public", True), ("test", "public", False), ("production", "staff", False)],
)
def test_only_a_real_public_door_waits_for_the_list(app: Flask, env, doors, refused):
    house = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = replace(house, settings=replace(house.settings, env=env, doors=doors))
    if refused:
        with pytest.raises(SystemExit, match="confirm these helplines"):
            cli.refuse_unready(app)
    else:
        cli.refuse_unready(app)


def test_a_close_that_nobody_cleared_up_is_told(loaded):
    a_consultation(loaded)
    long_after = WINDOW.closes_at + timedelta(days=2)
    assert any("close-out" in line for line in readiness.lacks(loaded, now=long_after))
    consultations.close_out(loaded, now=long_after)
    assert not any("close-out" in line for line in readiness.lacks(loaded, now=long_after))


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_what_only_the_partnership_knows_is_asked_for_before_the_public_comes_in(loaded, code):
    confirm_all(loaded)
    legal = loading.load(code).legal
    (refused,) = readiness.refusals(loaded, legal)
    assert "dpo_contact" in refused and "registration" in refused and "basis" not in refused
    assert refused.split("Fill in ")[1] in " ".join(readiness.lacks(loaded, now=MONDAY, legal=legal))
    whole = replace(legal, **dict.fromkeys(NEEDED, "Town Hall"))
    assert readiness.refusals(loaded, whole) == ()
    assert readiness.refusals(loaded, replace(whole, bases=()))
