"""Tiles come from disk, else from their server, which learns nothing of anybody and is never pressed."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.adapters import tiles
from portal.adapters.tiles import Bounds, NoSuchTile, NotNow, Tiles, TileServer
from portal.settings import UnsafeSettings
from tests.adapters.tile_server import StandIn, a_tile, a_tile_server

NOON = datetime(2026, 11, 23, 12, 34, 56, tzinfo=UTC)
AREA = Bounds(50.683, -2.041, 50.810, -1.682)
PIER = (16, 32426, 22021)
TOWN = (10, 506, 344)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with a_tile_server() as stand_in:
        yield stand_in


@pytest.fixture
def kept(server: StandIn, tmp_path: Path) -> Tiles:
    return Tiles(TileServer(server.url), tmp_path / "tiles", AREA)


def test_the_pier_lies_in_its_tile():
    assert tiles._tile(50.7161, -1.8758, 16) == PIER[1:]
    assert AREA.touch(*PIER) and AREA.touch(*TOWN) and AREA.touch(0, 0, 0)


def test_a_tile_is_asked_for_once_and_then_comes_from_disk(kept, server):
    first = kept.get(*PIER, now=NOON)
    assert first == kept.get(*PIER, now=NOON + timedelta(days=1))
    assert (first.body, first.mimetype) == (a_tile(), "image/png")
    assert server.paths == ["/map/16/32426/22021.png?key=k"]


def test_the_server_is_told_nothing_but_who_asks(kept, server):
    kept.get(*PIER, now=NOON)
    ((_, headers),) = server.asked
    assert set(headers) == {"Host", "Accept-Encoding", "User-Agent", "Accept"}
    assert headers["User-Agent"] == tiles.WHO_ASKS


def test_another_process_finds_what_was_kept(kept, server, tmp_path):
    kept.get(*PIER, now=NOON)
    Tiles(TileServer(server.url), tmp_path / "tiles", AREA).get(*PIER, now=NOON)
    assert len(server.asked) == 1


def test_a_kept_tile_tells_the_day_and_not_the_moment(kept, tmp_path):
    kept.get(*PIER, now=NOON)
    (file,) = [path for path in (tmp_path / "tiles").rglob("*") if path.is_file()]
    assert datetime.fromtimestamp(file.stat().st_mtime, UTC) == NOON.replace(hour=0, minute=0, second=0)


@pytest.mark.parametrize(
    "key",
    [
        (16, 32426 + 400, 22021),
        (16, 32426, 22021 + 400),
        (17, 64852, 44042),
        (-1, 0, 0),
        (16, -1, 22021),
        (10**9, 1, 1),
        (10, 10**30, 344),
        (1, 0, 1),
    ],
    ids=str,
)
def test_a_tile_outside_or_too_deep_is_never_asked_for(kept, server, key):
    with pytest.raises(NoSuchTile):
        kept.get(*key, now=NOON)
    assert not server.asked


def test_every_deep_tile_of_the_area_could_be_kept():
    corners = (tiles._tile(AREA.north, AREA.west, 16), tiles._tile(AREA.south, AREA.east, 16))
    (left, top), (right, bottom) = corners
    assert (right - left + 1) * (bottom - top + 1) * 30_000 < tiles.MOST_BYTES


def test_an_old_tile_is_asked_for_anew(kept, server):
    kept.get(*PIER, now=NOON)
    server.body = a_tile(50)
    assert kept.get(*PIER, now=NOON + timedelta(days=31)).body == a_tile(50)
    assert len(server.asked) == 2


def test_an_old_tile_is_shown_while_its_server_is_in_trouble(kept, server):
    kept.get(*PIER, now=NOON)
    server.status = 500
    assert kept.get(*PIER, now=NOON + timedelta(days=31)).body == a_tile()


def test_a_tile_the_server_does_not_have_is_not_asked_for_again_that_day(kept, server):
    server.status = 404
    for minutes in (0, 5, 23 * 60):
        with pytest.raises(NoSuchTile):
            kept.get(*PIER, now=NOON + timedelta(minutes=minutes))
    assert len(server.asked) == 1
    server.status = 200
    assert kept.get(*PIER, now=NOON + timedelta(hours=25)).body == a_tile()


def test_a_server_in_trouble_is_left_alone_and_tried_again_later(kept, server, caplog):
    caplog.set_level(logging.WARNING)
    server.status = 503
    for number in range(12):
        with pytest.raises(NotNow):
            kept.get(16, PIER[1] + number, PIER[2], now=NOON)
    assert len(server.asked) == tiles.FAILURES
    server.status = 200
    assert kept.get(*PIER, now=NOON + timedelta(minutes=3)).body == a_tile()
    assert "left alone" in caplog.text and "32426" not in caplog.text and "key" not in caplog.text


def test_a_server_that_is_not_there_costs_one_failure(server, tmp_path):
    nobody = Tiles(TileServer("http://127.0.0.1:9/{z}/{x}/{y}"), tmp_path, AREA)
    with pytest.raises(NotNow):
        nobody.get(*PIER, now=NOON)


@pytest.mark.parametrize(
    ("mimetype", "body"),
    [
        ("text/html", b"<h1>Sign in</h1>"),
        ("image/png", b"<svg onload=alert(1)>"),
        ("image/svg+xml", b"<svg/>"),
        ("text/html", a_tile()),
        ("image/jpeg", a_tile()),
        ("image/png", b""),
        ("image/png", a_tile() + b"x" * tiles.MOST_BYTES_OF_ONE),
    ],
    ids=["page", "lies", "drawing", "picture-as-page", "wrong-kind", "nothing", "huge"],
)
def test_what_is_no_small_picture_is_refused_and_not_kept(kept, server, tmp_path, mimetype, body):
    server.mimetype, server.body = mimetype, body
    with pytest.raises(NotNow):
        kept.get(*PIER, now=NOON)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_server_that_points_elsewhere_is_not_followed(kept, server):
    server.status, server.headers = 302, {"Location": "http://127.0.0.1:9/secret"}
    with pytest.raises(NotNow):
        kept.get(*PIER, now=NOON)
    assert len(server.asked) == 1


def test_a_slow_server_takes_only_a_few_threads(kept, server):
    server.go_on.clear()
    with ThreadPoolExecutor(8) as pool:
        asked = as_completed([pool.submit(_try, kept, PIER[1] + number) for number in range(8)])
        at_once = [next(asked).result() for _ in range(8 - tiles.AT_ONCE)]
        server.go_on.set()
        assert at_once == ["not now"] * (8 - tiles.AT_ONCE)
        assert [each.result() for each in asked] == ["tile"] * tiles.AT_ONCE


def _try(kept, x):
    try:
        kept.get(16, x, PIER[2], now=NOON)
    except NotNow:
        return "not now"
    return "tile"


def test_no_more_are_fetched_in_a_minute_than_is_fair(kept, server, monkeypatch):
    monkeypatch.setattr(tiles, "PER_MINUTE", 4)
    asked = [_try(kept, PIER[1] + number) for number in range(6)]
    assert asked == ["tile"] * 4 + ["not now"] * 2
    assert kept.get(16, PIER[1] + 5, PIER[2], now=NOON + timedelta(minutes=1)).body == a_tile()


def test_the_oldest_make_room(server, tmp_path, monkeypatch):
    monkeypatch.setattr(tiles, "COUNTED_EVERY", 1)
    kept = Tiles(TileServer(server.url), tmp_path, AREA, most_bytes=4 * len(a_tile()))
    for number in range(6):
        kept.get(16, PIER[1] + number, PIER[2], now=NOON + timedelta(days=number))
    left = sorted(int(path.parent.name) - PIER[1] for path in tmp_path.glob("*/*/*"))
    assert 5 in left and 0 not in left and len(left) <= 4


def test_a_broken_file_is_fetched_again(kept, server, tmp_path):
    kept.get(*PIER, now=NOON)
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(b"")
    assert kept.get(*PIER, now=NOON).body == a_tile()


def test_a_full_disk_costs_nobody_a_map(server, tmp_path):
    blocked = tmp_path / "tiles"
    blocked.write_text("a file where a folder should be")
    assert Tiles(TileServer(server.url), blocked, AREA).get(*PIER, now=NOON).body == a_tile()


@pytest.mark.parametrize(
    "url",
    [
        "tiles/{z}/{x}/{y}",
        "ftp://tiles.example/{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}",
        "https://tiles.example/{z}/{x}/{y}/{s}",
        "https://{z}.tiles.example/{x}/{y}",
        "https://name:word@tiles.example/{z}/{x}/{y}",
        "file:///etc/{z}{x}{y}",
    ],
)
def test_an_address_that_cannot_be_meant_does_not_start(url):
    with pytest.raises(UnsafeSettings):
        TileServer(url)
