"""Twins: two reports, or two portals, that differ in what nobody may learn look the same from outside."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.concerns.models import Concern
from portal.concerns.report import Where
from portal.core.receipts import WORDS
from portal.web.context import EXTENSION
from tests.builders.concerns import MONDAY, a_receipt, sent
from tests.builders.portal import a_portal, an_empty_database, some_settings
from tests.builders.releases import home, kinds
from tests.concerns import walk
from tests.page_client import PageClient

HOME = home("bcp")
AREAS = HOME.ground.areas
OWN = frozenset({"id", "lookup", "writer_public", "content_digest"})
"""Random, or derived from the receipt and from nothing else."""

SEALED = frozenset({"sealed_working", "sealed_recovery", "sealed_for_writer"})
READABLE = tuple(column.key for column in Concern.__table__.columns if column.key not in OWN | SEALED)
NEARBY = st.tuples(st.floats(-0.0003, 0.0003), st.floats(-0.0003, 0.0003))
TEXTS = st.text("abcdefghij klmnop", min_size=40, max_size=40).filter(str.strip)
TOKENS = re.compile(r'value="[^"]{24,}"')
RECEIPT = re.compile(r"<p[^>]*receipt-words[^>]*>.*?</p>", re.DOTALL)


@contextmanager
def a_house(folder) -> Iterator[PageClient]:
    """A portal of its own and a visitor before it."""
    folder.mkdir()
    told = some_settings(folder)
    for _ in an_empty_database(told.database_url):
        app = a_portal(told, at=MONDAY)
        yield PageClient(app)
        app.extensions[EXTENSION].database.dispose()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), moved=NEARBY, words=st.tuples(TEXTS, TEXTS))
def test_two_reports_of_one_area_are_one_row_to_whoever_holds_the_database(fresh, data, moved, words):
    area = data.draw(st.sampled_from(AREAS))
    here = (area.centre.lat, area.centre.lon)
    there = (here[0] + moved[0], here[1] + moved[1])
    with fresh() as session:
        rows = []
        for number, (point, text) in enumerate(zip((here, there), words, strict=True)):
            where = Where(area=area.id, ward=area.ward, lat=point[0], lon=point[1])
            phrase = f"lamp orange river seven bridge table {('cloud', 'acid')[number]}"
            sent(session, HOME.partnership, phrase=phrase, where=where, text=text)
            found = session.query(Concern).filter_by(lookup=a_receipt(phrase).lookup).one()
            rows.append({key: getattr(found, key) for key in READABLE})
        assert rows[0] == rows[1]


@pytest.fixture
def fresh(database) -> Callable:
    """A session on a database without reports; nothing written in it stays."""

    @contextmanager
    def opened():
        with database.transaction() as session, session.begin_nested() as point:
            yield session
            point.rollback()

    return opened


def plain(html: str) -> str:
    """A page without what is random on it: tokens, hidden states, receipts."""
    return RECEIPT.sub("", TOKENS.sub("", html))


def replies(visitor: PageClient) -> list[str]:
    """Everything a stranger is told on a walk through the public pages and forms."""
    shown = [
        visitor.get(path)
        for path in ("/", "/concerns", "/concerns/report", "/concerns/follow-up", "/outcomes")
    ]
    shown += [visitor.get("/search?q=lights"), visitor.get("/privacy")]
    asked = shown[3].fields()
    shown.append(
        visitor.post(
            "/concerns/follow-up",
            {**asked, "receipt": "abandon ability able about above absent absorb", "go": "find"},
            status=422,
        )
    )
    page = walk.begin(visitor)
    while (step := walk.step_of(page)) != "check":
        page = walk.answer(visitor, page, **walk.ANSWERS[step])
        shown.append(page)
    walk.pass_time(visitor.app, seconds=90)
    shown.append(walk.answer(visitor, page, "send"))
    return [plain(each.html) for each in shown]


def test_no_page_and_no_form_tells_what_was_reported_where(tmp_path):
    told = []
    topics = kinds(HOME, sensitive=False)
    for name, (topic, kind), ward, area in (
        ("one", topics[0], HOME.partnership.wards[0].code, None),
        ("other", topics[-1], AREAS[-1].ward, AREAS[-1].id),
    ):
        with a_house(tmp_path / name) as visitor:
            with visitor.app.extensions[EXTENSION].database.transaction() as session:
                for number in range(12):
                    phrase = f"lamp orange river seven bridge table {WORDS[number]}"
                    where = Where(area=area, ward=ward)
                    sent(
                        session,
                        HOME.partnership,
                        phrase=phrase,
                        where=where,
                        topic=topic.code,
                        subtopic=kind.code,
                    )
            told.append(replies(visitor))
    assert len(told[0]) > 15
    for one, other in zip(*told, strict=True):
        assert one.splitlines() == other.splitlines()
