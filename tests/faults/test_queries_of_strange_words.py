"""Words that no database should be asked for: the same page on either, and never a fault."""

import re
from urllib.parse import quote

import pytest

from portal.core.actors import Actor, Role, may
from tests.builders.consultations import a_consultation

WORDS = ("\x00", "a\x00b", "\ud800", "9" * 30, "²", "'; --")
LISTS = ("/staff/ledger", "/staff/moderation", "/staff/safeguarding", "/staff/concerns", "/staff/packs")
LISTS += ("/staff/moderation/search", "/staff/moderation/decided", "/staff/moderation/together")
ASKED = ("after", "subject", "topic", "ward", "release", "family", "next", "told", "q")
ASKED += ("kind", "risk", "due", "state", "claimed", "words", "chosen")


def in_bytes(words):
    """Words as they stand in an address."""
    return quote(words.encode("utf-8", "surrogatepass"), safe="")


@pytest.fixture
def broken(app, page, signed_in, database):
    """Answers that are a fault, among addresses with these words in every gap and every question."""
    with database.transaction() as session:
        a_consultation(session)
    staff = {role: signed_in(role).http for role in Role}

    def browser(access):
        fits = (role for role in Role if access != "public" and may(Actor("x", frozenset([role])), access))
        role = next(fits, None)
        return staff[role] if role else page.http

    def ask(words):
        found = []
        for rule in app.url_map.iter_rules():
            access = getattr(app.view_functions[rule.endpoint], "access", None)
            if access is None or not (rule.arguments or rule.rule in LISTS):
                continue
            path = re.sub(r"<[^>]+>", lambda _: in_bytes(words), rule.rule)
            question = "&".join(f"{name}={in_bytes(words)}" for name in ASKED)
            for method in rule.methods & {"GET", "POST"}:
                came = browser(access).open(f"{path}?{question}", method=method)
                found += [f"{method} {path}: {came.status_code}"] * (came.status_code >= 500)
        return found

    return ask


def test_no_address_and_no_question_is_a_fault_on_either_database(broken):
    assert [fault for words in WORDS for fault in broken(words)] == []
