"""A portal that can be killed and started again: its own process on its own folder, spoken to over HTTP."""

import base64
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from portal.settings import ROOT, Settings
from tests.page_client import Fetched

GUNICORN = (
    *(sys.executable, "-m", "gunicorn", "--worker-class=gthread", "--workers=1", "--threads=8"),
    *("--no-control-socket", "--log-level=warning", "--graceful-timeout=1", "wsgi:app"),
)
OURS = ("PORTAL_", "SECRET_", "DATABASE_", "GUNICORN_")
"""What a process is told by us and by nobody else."""

PATIENCE = 60  # seconds a process may need to start on a busy machine


def keys_of(settings: Settings, *, opening: bool) -> dict[str, str]:
    """The keys of a portal as its environment holds them; the opening key only where it may be."""
    raw = {
        "SECRET_KEY": settings.secret_key,
        "PORTAL_LOOKUP_KEY": settings.lookup_key,
        "PORTAL_SEAL_PUBLIC": settings.seal_public,
        "PORTAL_RECOVERY_PUBLIC": settings.recovery_public,
    }
    told = {name: base64.b64encode(value).decode() for name, value in raw.items()}
    return told | ({"PORTAL_SEAL_PRIVATE_FILE": str(settings.seal_private_file)} if opening else {})


@dataclass
class Process:
    """One server process; `told` is everything its environment says about the portal."""

    folder: Path
    told: dict[str, str]
    port: int = 0
    popen: Any = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it said."""
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def start(self) -> None:
        """Start, on the same port as before, and wait until it answers."""
        with self._listening() as listening:
            self.port = listening.getsockname()[1]
            clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
            with (self.folder / "server.log").open("a") as log:
                self.popen = subprocess.Popen(
                    [*GUNICORN, f"--bind=fd://{listening.fileno()}"],
                    cwd=ROOT,
                    env={**clean, **self.told, "PORTAL_ORIGIN": self.origin},
                    pass_fds=[listening.fileno()],
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        self._wait()

    def _listening(self) -> socket.socket:
        """The port; a moment after its process was killed it may still be taken."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return socket.create_server(("127.0.0.1", self.port))
            except OSError:
                assert time.monotonic() < until, f"port {self.port} stays taken"
                time.sleep(0.1)

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while Web(self).status("/health/live") != 200:
            assert self.popen.poll() is None and time.monotonic() < until, self.log[-3000:]
            time.sleep(0.1)

    def kill(self) -> None:
        """Pull the plug: no process of it gets another instruction."""
        os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(timeout=20)

    def stop(self) -> None:
        """End it as an administrator would."""
        if self.popen and self.popen.poll() is None:
            self.popen.terminate()
            self.popen.wait(timeout=20)


@contextmanager
def running(folder: Path, told: dict[str, str]) -> Iterator[Process]:
    """A process for as long as the block lasts; it must not have had a fault."""
    process = Process(folder, told)
    try:
        process.start()
        yield process
    finally:
        process.stop()
    assert "Traceback" not in process.log, process.log[-4000:]


class Answer:
    """What came back, with the same questions as a test client's response."""

    def __init__(self, status: int, headers: Message, data: bytes) -> None:
        """Keep what came."""
        self.status_code, self.headers, self.data = status, headers, data
        self.mimetype = headers.get_content_type()

    def get_data(self, as_text: bool = False) -> str | bytes:
        """The body."""
        return self.data.decode("utf-8", "replace") if as_text else self.data  # an icon is no text


class Web:
    """A browser without JavaScript over real HTTP; checks every page as `PageClient` does."""

    def __init__(self, process: Process, sender: str = "198.51.100.1") -> None:
        """`sender`: the address a proxy in front would name."""
        self.process, self.sender = process, sender
        self.cookies: dict[str, str] = {}

    def get(self, path: str, *, status: int = 200) -> Fetched:
        """GET a page and check it."""
        return self._checked(path, self.ask("GET", path), status)

    def post(self, path: str, data: dict[str, Any] | None = None, *, status: int = 200) -> Fetched:
        """POST a form as a browser on our own site would."""
        body = urlencode(data or {}, doseq=True).encode()
        return self._checked(path, self.ask("POST", path, body), status)

    def status(self, path: str) -> int:
        """Only the number; 0 while nobody answers."""
        try:
            return self.ask("GET", path).status_code
        except OSError:
            return 0

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request on a connection of its own."""
        place = urlsplit(self.process.origin)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)
        told = {"X-Forwarded-For": self.sender, "Sec-Fetch-Site": "same-origin", **headers}
        if self.cookies and path.startswith("/staff"):
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            told.setdefault("Content-Type", "application/x-www-form-urlencoded")
        try:
            connection.request(method, path, body, told)
            came = connection.getresponse()
            for line in came.headers.get_all("Set-Cookie", []):
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return Answer(came.status, came.headers, came.read())
        finally:
            connection.close()

    def _checked(self, path: str, answer: Answer, status: int) -> Fetched:
        shown = Fetched(path, answer)  # type: ignore[arg-type]
        assert answer.status_code == status, f"{path} answered {answer.status_code}: {shown.words[:800]}"
        public = not path.startswith("/staff")
        assert not (public and answer.headers.get("Set-Cookie")), f"{path} sets a cookie"
        if answer.mimetype == "text/html" and status not in (301, 302, 303, 304):
            shown.check()
        return shown
