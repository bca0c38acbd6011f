"""Two officers decide on one item at the same moment: one decision counts, the other loses no word."""

import pytest

from portal.core.actors import Role
from portal.ledger.models import LedgerLine
from tests.concerns import walk

MINE = {"copy": "The lights under the bridge are out.", "reason": "Plain enough"}
THEIRS = {"copy": "My own careful words.", "reason": "My own reason."}
DECISIONS = ("concern.counted", "concern.declined", "concern.escalated")


@pytest.fixture
def both(page, signed_in):
    """Two officers who have the same report open: their browsers, their pages, its address."""
    walk.answer(page, walk.at_the_end(page), "send")
    officers = [signed_in(Role.ENGAGEMENT_OFFICER), signed_in(Role.ENGAGEMENT_OFFICER)]
    (path,) = [
        link for link in officers[0].get("/staff/moderation").links() if "/moderation/concerns/" in link
    ]
    return [(each, each.post(f"{path}/open", each.get(path).fields()).fields(0)) for each in officers], path


def decided(app):
    """Decisions in the ledger."""
    return [line.action for line in walk.kept(app, LedgerLine) if line.action in DECISIONS]


@pytest.mark.parametrize(
    "first", [{"verb": "count"}, {"verb": "decline", "code": "unclear"}, {"verb": "escalate"}]
)
def test_the_second_officer_is_told_and_keeps_copy_and_reason(both, app, first):
    ((one, mine), (two, theirs)), path = both
    one.post(f"{path}/decide", {**mine, **MINE, **first}, status=303)
    refused = two.post(f"{path}/decide", {**theirs, **THEIRS, "verb": "count"}, status=409)
    boxes = {name: refused.fields(0)[name] for name in THEIRS}
    assert boxes == THEIRS and "Somebody" in refused.words
    assert len(decided(app)) == 1


def test_the_words_of_an_escalated_report_are_not_opened_for_the_second_officer(both, app):
    ((one, mine), (two, theirs)), path = both
    one.post(f"{path}/decide", {**mine, **MINE, "verb": "escalate"}, status=303)
    refused = two.post(f"{path}/decide", {**theirs, **THEIRS, "verb": "count"}, status=409)
    assert walk.TEXT not in refused.html
    opened = [line for line in walk.kept(app, LedgerLine) if line.action == "concern.opened"]
    assert len(opened) == 2


def test_the_second_decision_is_taken_once_the_officer_has_seen_the_first(both, app):
    ((one, mine), (two, theirs)), path = both
    one.post(f"{path}/decide", {**mine, **MINE, "verb": "count"}, status=303)
    refused = two.post(
        f"{path}/decide", {**theirs, **THEIRS, "verb": "decline"} | {"code": "unclear"}, status=409
    )
    assert refused.fields(0)["seen_version"] != theirs["seen_version"]
    assert decided(app) == ["concern.counted"]
