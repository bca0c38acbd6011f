"""Tiles under our own address: what browsers may keep of them, and what no server and no log learns."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from portal.app import create_app
from portal.partnership import map_tiles
from portal.settings import UnsafeSettings
from portal.web.context import EXTENSION
from portal.web.guard import SlowDown
from tests.adapters.tile_server import StandIn, a_tile, a_tile_server

PIER = "/tiles/16/32426/22021.png"
TOWN = "/tiles/10/506/344.png"


@pytest.fixture
def server() -> Iterator[StandIn]:
    with a_tile_server() as stand_in:
        yield stand_in


@pytest.fixture
def browser(settings, database, server):
    app = create_app(replace(settings, tile_url=server.url, tile_credit="© The map makers <1>"))
    yield app.test_client()
    app.extensions[EXTENSION].database.dispose()


def test_a_tile_comes_from_here(browser, server):
    found = browser.get(TOWN)
    assert (found.status_code, found.mimetype, found.data) == (200, "image/png", a_tile())
    assert found.headers["X-Content-Type-Options"] == "nosniff" and "Set-Cookie" not in found.headers
    assert len(server.asked) == 1


def test_nothing_of_a_visitor_is_passed_on(browser, server):
    browser.get(
        f"{PIER}?who=me",
        headers={"Referer": "http://localhost/concerns/report", "User-Agent": "A browser", "Cookie": "a=b"},
        environ_base={"REMOTE_ADDR": "203.0.113.9"},
    )
    ((path, headers),) = server.asked
    told = path + repr(headers)
    assert not [
        word for word in ("me", "report", "browser", "a=b", "203.0.113") if word in told.split("?")[1]
    ]
    assert set(headers) == {"Host", "Accept-Encoding", "User-Agent", "Accept"}


def test_one_sender_cannot_use_up_everybodys_tiles(browser, server, monkeypatch):
    monkeypatch.setattr(map_tiles, "count_one", refuse)
    slowed = browser.get(TOWN)
    assert (slowed.status_code, slowed.headers["Retry-After"], server.asked) == (429, "9", [])
    monkeypatch.undo()
    browser.get(TOWN)
    monkeypatch.setattr(map_tiles, "count_one", refuse)
    assert browser.get(TOWN).status_code == 200  # what we hold costs nobody anything


def refuse(_name):
    raise SlowDown(seconds=9)


def test_a_browser_keeps_no_tile_that_shows_a_street(browser):
    assert "no-store" in browser.get(PIER).headers["Cache-Control"]
    assert "max-age=86400" in browser.get(TOWN).headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/tiles/16/1/1.png",
        "/tiles/17/64852/44042.png",
        f"/tiles/16/{10**40}/1.png",
        "/tiles/16/32426/-1.png",
        "/tiles/16/32426/22021.svg",
        "/tiles/a/b/c.png",
        "/tiles/16/32426/..%2f..%2fportal.sqlite3.png",
    ],
)
def test_anything_else_is_not_there_and_not_asked_for(browser, server, path):
    assert browser.get(path).status_code == 404
    assert not server.asked


def test_trouble_is_told_in_a_number_and_not_kept(browser, server):
    server.status = 500
    for _ in range(9):
        found = browser.get(TOWN)
        assert (found.status_code, found.data) == (503, b"")
        assert found.headers["Cache-Control"] == "no-store" and found.headers["Retry-After"] == "1"
    assert len(server.asked) == 1


def test_without_a_tile_server_there_are_none(app):
    assert app.test_client().get(TOWN).status_code == 404
    assert app.jinja_env.globals["map_tiles"] == {"address": "", "credit": ""}


def test_an_address_that_cannot_be_meant_does_not_start(settings, database):
    with pytest.raises(UnsafeSettings):
        create_app(replace(settings, tile_url="https://tiles.example/"))


def test_both_doors_have_them(settings, database, server):
    for door in ("public", "staff"):
        app = create_app(replace(settings, tile_url=server.url), doors=door)
        assert app.test_client().get(TOWN).status_code == 200
        app.extensions[EXTENSION].database.dispose()


def test_pages_say_who_made_the_tiles(browser):
    assert map_tiles.ADDRESS in browser.application.jinja_env.globals["map_tiles"]["address"]
    assert browser.application.jinja_env.globals["map_tiles"]["credit"] == "© The map makers <1>"


def test_no_log_keeps_an_address(browser, caplog):
    caplog.set_level("DEBUG")
    for path in (PIER, TOWN, "/tiles/16/1/1.png"):
        browser.get(path)
    assert "22021" not in caplog.text and "tiles/" not in caplog.text
