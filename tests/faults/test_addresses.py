"""Addresses typed by hand: each role sees its own pages, nobody learns what is there, nothing breaks."""

import re

import pytest

from portal.core.actors import Permission, Role
from portal.packs import service as packs
from portal.packs.rules import Period, period
from portal.partnership.current import current, geography
from tests.faults.ready import NOW

ROLES = ("nobody", *Role)
NOBODYS = "zzzzzzzzzzzzzzzzzzzzzzzzzz"
METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get")
CHANGING = frozenset({"staff.sign_out", "staff.own.sign_out_everywhere"})
"""These end a sign-in even without a form."""

pytestmark = pytest.mark.usefixtures("untouched")


def staff_rules(stage):
    """Every staff address with what it asks for, and a method it answers."""
    for rule in stage.app.url_map.iter_rules():
        access = getattr(stage.app.view_functions[rule.endpoint], "access", None)
        if rule.rule.startswith("/staff") and rule.endpoint not in CHANGING:
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield rule, access, method


def address(stage, rule):
    """The address with something in each gap that may be there."""
    known = {"desk": "concerns", "item": stage.held, "slug": "what-first", "year": "2026-27", "number": "1"}
    known["account_id"] = stage.staff[Role.ANALYST].account_id
    return re.sub(r"<(?:[^:>]+:)?([^>]+)>", lambda gap: known.get(gap[1], "999"), rule.rule)


def ask(stage, role, method, path):
    """One request as somebody in this role."""
    browser = stage.visitor() if role == "nobody" else stage.staff[role]
    return browser.http.open(path, method=method, headers={"Sec-Fetch-Site": "same-origin"})


@pytest.mark.parametrize("role", ROLES)
def test_every_staff_address_answers_as_the_permissions_say(stage, role, granted):
    wrong = []
    for rule, access, method in staff_rules(stage):
        came = ask(stage, role, method, address(stage, rule)).status_code
        if access == "public":
            right = came in (200, 404, 410, 422)
        elif role == "nobody":
            right = came == 303
        else:
            right = came in (200, 303, 404, 409, 422) if access in granted[role] else came == 403
        if not right:
            wrong.append(f"{method} {rule.rule} {came}")
    assert wrong == []


@pytest.fixture
def granted():
    """What each role may do, as the product owner wrote it down; not read from the code."""
    home, packs = {"home:read"}, {"pack:read", "hotspot:read"}
    room = {"meeting:read", "brief:read"}
    table = {
        Role.ENGAGEMENT_OFFICER: home
        | packs
        | {"moderation:decide", "concern:read_sanitised", "figures:read", "consultation:edit", "plan:edit"}
        | {"advice:edit", "helpline:edit", "release:make", "pack:make", "contact:decide"}
        | {"service:change", "consultation:read_gate", "plan:read_comments"}
        | {"hotspot:edit", "outcome:edit", "export:make", "reach:read", "news:edit", "register:agree"},
        Role.SAFEGUARDING_LEAD: home | {"safeguarding:decide"},
        Role.ANALYST: home
        | {"concern:read_sanitised", "figures:read", "hotspot:read", "hotspot:edit"}
        | {"export:make", "reach:read"},
        Role.COUNCILLOR: home | {"plan:comment", "plan:read_comments", "referral:make"},
        Role.SCRUTINY_OFFICER: home | {"referral:advise", "committee:run", "register:agree"},
        Role.GROUP_MEMBER: home | packs | room | {"action:report"},
        Role.GROUP_CHAIR: home | packs | room | {"action:report", "meeting:run", "brief:sign", "pack:sign"},
        Role.EXECUTIVE: home
        | packs
        | room
        | {"plan:approve", "consultation:read_gate", "consultation:set_aside"},
        Role.ADMINISTRATOR: home | {"account:manage", "ledger:read", "retention:read", "retention:hold"},
    }
    assert set().union(*table.values()) == {permission.value for permission in Permission}
    return table


@pytest.mark.parametrize("method", METHODS)
def test_no_address_breaks_under_any_method(stage, method):
    broken = []
    for rule in stage.app.url_map.iter_rules():
        path = address(stage, rule)
        came = ask(stage, Role.ENGAGEMENT_OFFICER, method, path)
        refused = method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")
        if came.status_code >= 500 or (refused and came.status_code not in (403, 404, 405)):
            broken.append(f"{method} {path} {came.status_code}")
    assert broken == []


def test_head_tells_what_get_would_without_the_body(stage):
    for path in (
        "/",
        "/concerns/report",
        "/privacy",
        "/consultations/what-first",
        "/nowhere",
        "/staff/sign-in",
    ):
        visitor = stage.visitor().http
        head, get = visitor.head(path), visitor.get(path)
        assert head.status_code == get.status_code and head.data == b""
        assert head.headers["Content-Type"] == get.headers["Content-Type"]


def told(response):
    """Everything an onlooker can compare; the nonce is random each time."""
    headers = [(k, re.sub(r"'nonce-[^']+'", "", v)) for k, v in response.headers if k != "Set-Cookie"]
    return response.status_code, response.data, headers


def hidden(response):
    """The body, without the address that was asked for and what is random."""
    return re.sub(rb"[a-z0-9]{26}|nonce=\"[^\"]+\"|value=\"[^\"]+\"", b"", response.data)


@pytest.mark.parametrize("end", ["", "/open", "/decide"])
def test_an_officer_cannot_tell_a_safeguarding_item_from_none(stage, end):
    officer = stage.staff[Role.ENGAGEMENT_OFFICER].http
    method = "POST" if end else "GET"
    there, nowhere = (
        officer.open(f"/staff/moderation/concerns/{item}{end}", method=method)
        for item in (stage.escalated, NOBODYS)
    )
    assert there.status_code == nowhere.status_code
    assert hidden(there) == hidden(nowhere)


def test_a_lead_cannot_tell_an_officers_item_from_none(stage):
    lead = stage.staff[Role.SAFEGUARDING_LEAD].http
    there, nowhere = (lead.get(f"/staff/safeguarding/concerns/{item}") for item in (stage.held, NOBODYS))
    assert told(there) == told(nowhere) and there.status_code == 404


@pytest.fixture(scope="module")
def anothers_pack(stage):
    """A pack of a group that the member on the stage is not in."""
    with stage.app.app_context(), stage.database.transaction() as session:
        partnership = current()
        group = next(each.code for each in partnership.groups if each.code != partnership.groups[0].code)
        when: Period = period(NOW.date().replace(month=10, day=1), 1, today=NOW.date())
        return packs.make(
            session,
            partnership=partnership,
            geography=geography(),
            residents={},
            group=group,
            period=when,
            actor_id="o" * 26,
            now=NOW,
        )


@pytest.mark.parametrize("role", [Role.GROUP_MEMBER, Role.GROUP_CHAIR])
@pytest.mark.parametrize("ending", ["", ".csv", ".docx", "/summary"])
def test_a_member_cannot_tell_another_groups_pack_from_none(stage, anothers_pack, role, ending):
    member = stage.staff[role].http
    there, nowhere = (member.get(f"/staff/packs/{pack}{ending}") for pack in (anothers_pack, NOBODYS))
    assert told(there) == told(nowhere) and there.status_code == 404


def test_another_groups_pack_as_a_bookmark_in_the_list_tells_nothing(stage, anothers_pack):
    member = stage.staff[Role.GROUP_MEMBER].http
    there, nowhere = (member.get(f"/staff/packs?after={pack}") for pack in (anothers_pack, NOBODYS))
    assert there.status_code == nowhere.status_code == 200
    main = [re.findall(rb"<table.*?</table>|<p>.*?</p>", page.data, re.S) for page in (there, nowhere)]
    assert main[0] == main[1]
