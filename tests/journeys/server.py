"""A portal as it runs for real: its own process, its own instance folder, HTTP on 127.0.0.1."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from urllib.request import urlopen

from gunicorn.app import wsgiapp

from portal.adapters.db import Database
from portal.adapters.seal import Opener
from portal.app import create_app
from portal.cli import load_content
from portal.demo import load as demo_load
from portal.partnership.current import current, geography
from portal.settings import ROOT, Settings
from portal.tables import metadata
from portal.web.context import EXTENSION

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""When the portal's clock starts: a Monday morning."""

DATABASE = "portal.sqlite3"
SLOWEST_START = 60
"""How long a busy machine may take to start a portal, in seconds."""


@dataclass(frozen=True, slots=True)
class Portal:
    """A running portal: where it is, what it was told, where it keeps things."""

    origin: str
    settings: Settings

    @property
    def database(self) -> Database:
        """The database it writes to; dispose of what you open."""
        return Database(self.settings.database_url)


def first() -> str:
    """The code of the partnership that journeys happen in unless a file names another."""
    return os.environ.get("PORTAL_TEST_PARTNERSHIP", "bcp")


def environment(
    folder: Path, origin: str = "http://127.0.0.1", now: datetime = NOW, code: str = ""
) -> dict[str, str]:
    """What the portal in this folder is told: its clock starts at `now`, the partnership is `code`'s."""
    return {
        "PORTAL_ENV": "test",
        "PORTAL_DEMO": "1",
        "PORTAL_INSTANCE": str(folder),
        "PORTAL_KEYS_FILE": str(folder / "keys.env"),
        "PORTAL_ORIGIN": origin,
        "PORTAL_PARTNERSHIP": code or first(),
        "PORTAL_PROXIES": "1",
        "PORTAL_CLOCK": now.isoformat(),
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
    }


def loaded(shared: Path, code: str = "") -> Path:
    """A folder with keys and a partnership's demonstration in a database, made by whoever comes first."""
    name = f"demonstration-{code or first()}"
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            shutil.rmtree(folder, ignore_errors=True)
            _load(folder, code)
            (folder / "ready").touch()
    return folder


def _load(folder: Path, code: str) -> None:
    keys = [sys.executable, "-m", "flask", "--app", "wsgi", "keys", "new", "--demo"]
    subprocess.run(
        keys, cwd=ROOT, env={**os.environ, "PORTAL_INSTANCE": str(folder)}, check=True, capture_output=True
    )
    settings = Settings.from_env(environment(folder, code=code))
    assert settings.seal_private_file
    app = create_app(settings)
    database: Database = app.extensions[EXTENSION].database
    metadata.create_all(database.engine)
    with app.app_context():
        load_content()
        demo_load.load(
            database,
            settings,
            partnership=current(),
            geography=geography(),
            opener=Opener.from_file(settings.seal_private_file),
            now=NOW,
            say=lambda words: None,
        )
    database.dispose()


def copied(demonstration: Path, folder: Path) -> Path:
    """The demonstration once more, in a folder where something may happen to it."""
    folder.mkdir(exist_ok=True)
    for name in ("keys.env", DATABASE, "demo-accounts.json"):
        shutil.copy(demonstration / name, folder / name)
    return folder


@contextmanager
def running(
    demonstration: Path, folder: Path, now: datetime = NOW, code: str = "", **otherwise: str
) -> Iterator[Portal]:
    """A portal with a copy of the demonstration while the block lasts; it must end without a fault.

    `otherwise` are variables that it is told instead of, or beside, the usual ones.
    """
    copied(demonstration, folder)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        told = {**environment(folder, origin, now, code), **otherwise}
        server = FORKED.Process(target=_serve, args=(listening, folder / "server.log", told))
        server.start()
        try:
            with urlopen(f"{origin}/health/ready", timeout=SLOWEST_START) as answer:
                assert answer.status == 200
            yield Portal(origin, Settings.from_env(told))
        finally:
            server.terminate()
            server.join(timeout=20)
    faults = (folder / "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in faults, faults[-4000:]


GUNICORN = (
    *("gunicorn", "--worker-class=gthread", "--workers=1", "--threads=8"),
    *("--no-control-socket", "--log-level=warning", "--graceful-timeout=1"),
)

FORKED = get_context("forkserver")
FORKED.set_forkserver_preload(
    ["gunicorn.app.wsgiapp", "gunicorn.workers.gthread", "portal.app", "portal.cli"]
)
"""Reads the portal's modules once for all the web servers of a run, each of which is a process of its own."""


def _serve(listening: socket.socket, log: Path, told: dict[str, str]) -> None:
    """Be gunicorn, as the command of that name is, at this socket."""
    os.chdir(ROOT)
    os.environ.update(told)
    with log.open("w") as out:
        os.dup2(out.fileno(), sys.stdout.fileno())
        os.dup2(out.fileno(), sys.stderr.fileno())
    sys.argv = [*GUNICORN, f"--bind=fd://{listening.fileno()}", "wsgi:app"]
    wsgiapp.run()
