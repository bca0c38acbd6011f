"""The database is busy, full, read-only, broken or gone: a page says so, and nothing typed is lost."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from portal.core.actors import Role
from portal.web.context import EXTENSION
from tests.builders.consultations import a_consultation
from tests.builders.walking import RESPOND, RESUME, press, receipt_of, to_check
from tests.concerns import walk
from tests.page_client import PageClient

PRAGMAS = {"read-only": "PRAGMA query_only=ON", "full": "PRAGMA max_page_count=1"}


def engine_of(app):
    """The engine of the portal's own database."""
    return app.extensions[EXTENSION].database.engine


def file_of(app):
    """The database's file."""
    return Path(engine_of(app).url.database)


@contextmanager
def told(app, pragma):
    """Every connection is told this first, for as long as the block lasts."""
    engine = engine_of(app)

    def tell(connection, _record):
        connection.execute(pragma)

    engine.dispose()
    event.listen(engine, "connect", tell)
    try:
        yield
    finally:
        event.remove(engine, "connect", tell)
        engine.dispose()


@contextmanager
def locked(app):
    """Another process holds the write lock for longer than anybody waits."""
    with told(app, "PRAGMA busy_timeout=50"), closing(sqlite3.connect(file_of(app))) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def gone(app):
    """The disk with the database is away."""
    path = file_of(app)
    engine_of(app).dispose()
    aside = path.rename(path.with_name("aside"))
    path.mkdir()
    try:
        yield
    finally:
        engine_of(app).dispose()
        path.rmdir()
        aside.rename(path)


@contextmanager
def garbled(app):
    """The file is there and is no database."""
    path = file_of(app)
    engine_of(app).dispose()
    aside = path.rename(path.with_name("aside"))
    path.write_bytes(b"not a database " * 1000)
    try:
        yield
    finally:
        engine_of(app).dispose()
        path.unlink()
        aside.rename(path)


TROUBLES = {
    "locked": locked,
    "gone": gone,
    "garbled": garbled,
    "read-only": lambda app: told(app, PRAGMAS["read-only"]),
    "full": lambda app: told(app, PRAGMAS["full"]),
}


@pytest.fixture(params=TROUBLES)
def trouble(request, app):
    """Each trouble in turn."""
    return lambda: TROUBLES[request.param](app)


@pytest.fixture(params=["locked", "gone", "read-only"])
def shut(request, app):
    """Each trouble in which nothing can be written, however small."""
    return lambda: TROUBLES[request.param](app)


@pytest.fixture(params=["gone", "garbled"])
def away(request, app):
    """Each trouble in which nothing can be read either."""
    return lambda: TROUBLES[request.param](app)


def kept_form(shown):
    """The page that gives everything back; its form."""
    main = " ".join("".join(shown.tree.find(".//main").itertext()).split())
    assert "Nothing is lost" in main and "999" in main and "101" in main
    assert shown.response.headers["Cache-Control"] == "no-store"
    return shown.fields()


def test_a_report_comes_back_and_is_sent_once_the_database_answers(page, app, trouble):
    shown = walk.at_the_end(page)
    with trouble():
        form = kept_form(walk.answer(page, shown, "send", status=503))
    assert walk.how_many(app) == 0
    assert page.post(walk.REPORT, form).h1 == "We have your report" and walk.how_many(app) == 1


def test_a_page_that_needs_the_database_gives_back_what_was_chosen(page, app, away):
    shown = walk.up_to(page, "topic")
    with away():
        form = kept_form(walk.answer(page, shown, status=503, topic="asb-street"))
    assert walk.step_of(page.post(walk.REPORT, form)) == "advice"


@pytest.fixture
def asked(app, database):
    """A consultation that is open."""
    with database.transaction() as session:
        return a_consultation(session)


def test_answers_come_back_and_are_sent_once_the_database_answers(page, app, asked, shut):
    shown = to_check(page, q_more="The path is dark.")
    with shut():
        form = kept_form(press(page, shown, "send", status=503))
    assert page.post(RESPOND, form).h1 == "Your answers are in"


def test_saving_for_later_comes_back(page, app, asked, shut):
    shown = press(page, page.get(RESPOND), "next", q_relation="live")
    with shut():
        form = kept_form(press(page, shown, "save", status=503, q_more="Half a thought"))
    receipt = receipt_of(page.post(RESPOND, form))
    found = press(page, page.get(RESUME), "find", path=RESUME, receipt=receipt)
    assert press(page, found, "next").fields(0)["q_more"] == "Half a thought"


def test_an_officers_words_come_back_with_the_reason_to_decline(page, app, signed_in, away):
    walk.answer(page, walk.at_the_end(page), "send")
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    (path,) = [link for link in officer.get("/staff/moderation").links() if "/moderation/concerns/" in link]
    opened = officer.post(f"{path}/open", officer.get(path).fields())
    mine = {"verb": "decline", "code": "unclear", "copy": "My own words.", "reason": "Plain enough"}
    with away():
        form = kept_form(officer.post(f"{path}/decide", {**opened.fields(0), **mine}, status=503))
    officer.post(f"{path}/decide", form, status=303)
    assert walk.kept(app)[0].decline_code == "unclear"


@pytest.mark.parametrize("name", ["password", "again", "present", "code"])
def test_what_is_secret_does_not_come_back(page, app, away, name):
    shown = page.get("/staff/sign-in")
    with away():
        fields = {**shown.fields(), "email": "a@example.org", "password": "x", name: "harbour lantern"}
        refused = page.post("/staff/sign-in", fields, status=503)
    assert "harbour lantern" not in refused.html and "999" in refused.words


@pytest.mark.parametrize("path", ["/", "/advice", "/help-now", "/concerns", "/consultations", "/staff"])
def test_every_page_that_cannot_be_made_names_whom_to_call(app, away, path):
    browser = PageClient(app)
    with away():
        came = browser.http.get(path)
    words = came.get_data(as_text=True)
    assert came.status_code in (200, 303, 503)
    assert came.status_code == 303 or ("999" in words and "101" in words and "Traceback" not in words)


def test_readiness_says_that_the_database_is_away(app, away):
    with away():
        assert app.test_client().get("/health/ready").status_code == 503
        assert app.test_client().get("/health/live").status_code == 200
    assert app.test_client().get("/health/ready").status_code == 200
