"""Fifty people answer at once, page by page: nothing is lost, and nobody gets another's answers."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from portal.adapters.seal import ReceiptKeys
from portal.consultations import queries
from portal.consultations.models import EqualityAnswer, Response, WrittenAnswer
from portal.web.context import EXTENSION
from tests.builders.consultations import a_consultation
from tests.builders.walking import RESPOND

PEOPLE = 50
CARRIED = re.compile(r'name="(state|csrf_token|step)"[^>]*value="([^"]+)"')
RECEIPT = re.compile(r'class="[^"]*receipt-words[^"]*"[^>]*>([^<]+)<')
ORDERS = ("noise roads fraud", "roads fraud noise", "fraud noise roads")


class Somebody:
    """One person with a browser of their own, whose answers are like nobody else's."""

    def __init__(self, app, number):
        """`number` settles everything they say."""
        self.http, self.number = app.test_client(), number
        self.order = ORDERS[number % 3].split()
        self.words = f"What number {number} wants to say is that the lamp at number {number} is broken."
        self.receipt = ""

    def answers(self):
        """Page after page, save half-way where the number is even, then send."""
        shown = self._get()
        shown = self._press(shown, q_relation="live", q_ward=("north", "south")[self.number % 2])
        order = {f"q_first-{code}": str(at) for at, code in enumerate(self.order, 1)}
        if self.number % 2 == 0:
            shown = self._press(self._press(shown, go="save", **order))
        shown = self._press(shown, q_more=self.words, q_change="worse", **order)
        shown = self._press(shown, q_about_you_age="35-44")
        shown = self._press(shown, go="send")
        self.receipt = RECEIPT.search(shown).group(1).strip()

    def _get(self):
        return self.http.get(RESPOND, **self._from_home()).get_data(as_text=True)

    def _press(self, shown, go="next", **answers):
        fields = dict(CARRIED.findall(shown))
        got = self.http.post(
            RESPOND,
            data={**fields, "go": go, **answers},
            headers={"Sec-Fetch-Site": "same-origin"},
            **self._from_home(),
        )
        assert got.status_code == 200, got.get_data(as_text=True)[:500]
        return got.get_data(as_text=True)

    def _from_home(self):
        return {"environ_overrides": {"REMOTE_ADDR": f"198.51.{self.number}.7"}}


@pytest.fixture
def everybody(app, database):
    """All of them answered, each in a thread of their own that starts with the others."""
    with database.transaction() as session:
        a_consultation(session)
    people = [Somebody(app, number) for number in range(PEOPLE)]
    start = Barrier(PEOPLE)

    def at_once(person):
        start.wait()
        person.answers()

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(at_once, people))
    return people


def test_fifty_people_lose_and_mix_nothing(everybody, app, database, settings):
    opener = app.extensions[EXTENSION].opener
    with database.reading() as session:
        counts = [
            session.scalar(select(func.count()).select_from(table))
            for table in (Response, WrittenAnswer, EqualityAnswer)
        ]
        assert counts == [PEOPLE] * 3
        for person in everybody:
            keys = ReceiptKeys.from_phrase(person.receipt, settings.lookup_key)
            row = session.scalars(select(Response).where(Response.lookup == keys.lookup)).one()
            said = json.loads(row.answers)
            assert row.state == "sent" and row.ward == ("north", "south")[person.number % 2]
            assert sorted(said["first"]["places"], key=said["first"]["places"].get) == person.order
            text = session.scalars(select(WrittenAnswer).where(WrittenAnswer.response_id == row.id)).one()
            assert opener.open(text.sealed).decode() == person.words
            own = queries.kept(session, "what-first", keys).working["answers"]
            assert (own["more"], own["about_you"]) == (person.words, {"age": "35-44"})
        links = session.scalars(select(EqualityAnswer.link)).all()
        assert len(set(links)) == PEOPLE
