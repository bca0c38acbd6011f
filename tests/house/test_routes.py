"""Silence means no: every address says who may use it and how often."""

import re

from portal.core.actors import Permission
from portal.web.guard import PUBLIC, public, requires

KEBAB = re.compile(r"^/([a-z0-9.-]+|<[a-z:_]+>(\.[a-z]+)?)?(/([a-z0-9.-]+|<[a-z:_]+>(\.[a-z]+)?))*/?$")
COUNTS_NOTHING = {"staff"}


def _rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_view_says_who_may_see_it(app):
    silent = [
        r.endpoint for r in _rules(app) if getattr(app.view_functions[r.endpoint], "access", None) is None
    ]
    assert not silent


def test_a_view_that_says_nothing_answers_403(app):
    app.add_url_rule("/nobody-said", "nobody_said", lambda: "seen")
    assert app.test_client().get("/nobody-said").status_code == 403


def test_staff_pages_stand_under_staff_and_public_ones_do_not(app):
    for rule in _rules(app):
        access = app.view_functions[rule.endpoint].access
        below = rule.rule == "/staff" or rule.rule.startswith("/staff/")
        assert below == (isinstance(access, Permission) or rule.endpoint.split(".")[0] == "staff"), rule


def test_every_public_post_is_limited(app):
    free = [
        r.endpoint
        for r in _rules(app)
        if "POST" in (r.methods or ())
        and app.view_functions[r.endpoint].access == PUBLIC
        and not getattr(app.view_functions[r.endpoint], "limit_name", None)
    ]
    assert not free


def test_addresses_are_kebab_case_nouns(app):
    odd = [r.rule for r in _rules(app) if not KEBAB.match(r.rule)]
    assert not odd


def test_the_marks_survive_each_other():
    @public
    def view():
        return ""

    assert view.access == PUBLIC
    assert requires(Permission.LEDGER_READ)(view).access is Permission.LEDGER_READ


def test_the_public_door_has_no_staff_address(public_app):
    assert not [r.rule for r in _rules(public_app) if r.rule.startswith("/staff")]
    assert public_app.test_client().get("/staff").status_code == 404


def test_the_public_door_holds_no_opening_key(public_app):
    assert public_app.extensions["portal.house"].opener is None
