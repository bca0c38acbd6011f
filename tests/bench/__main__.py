"""`make bench`: times public pages of the demonstration as `make run` serves it, then a large counting.

Needs an instance that `make run` has filled. Reads only; nothing is posted.
"""

import gzip
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from portal.bootstrap.start import environment
from tests.bench.counting import told

PAGES = (
    "/",
    "/concerns",
    "/concerns/report",
    "/plan",
    "/advice",
    "/help-now",
    "/consultations",
    "/partnership",
)
ROUNDS = 60
ANSWERS = 100_000
"""A consultation that a whole county answered."""

AT_ONCE = 4
PATIENCE = 30.0  # seconds for the server to come up


def a_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def fetched(port: int, page: str) -> tuple[int, bytes, float]:
    """Status, body and milliseconds of one page."""
    began = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", page)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body, (time.perf_counter() - began) * 1000


@contextmanager
def served(port: int) -> Iterator[float]:
    """A server on this port, and how many seconds it took to answer."""
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "--worker-class=gthread",
        "--threads=8",
        "--no-control-socket",
    ]
    command = [*gunicorn, "--log-level=error", f"--bind=127.0.0.1:{port}", "wsgi:app"]
    began = time.monotonic()
    server = subprocess.Popen(command, env=environment(port))
    try:
        while time.monotonic() - began < PATIENCE:
            if server.poll() is not None:
                raise SystemExit("The portal did not start: run `make run` once, then try again.")
            try:
                fetched(port, "/health/live")
                break
            except OSError:
                time.sleep(0.1)
        yield time.monotonic() - began
    finally:
        server.terminate()
        server.wait()


def measured(port: int, page: str) -> str:
    """One line: status, first answer, middle and slow answers of many at once, weight."""
    status, body, first = fetched(port, page)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        times = sorted(taken for _s, _b, taken in pool.map(lambda _: fetched(port, page), range(ROUNDS)))
    slow = times[int(len(times) * 0.95)]
    light = len(gzip.compress(body)) / 1000
    return f"{page:<18} {status} {first:8.0f} {statistics.median(times):8.0f} {slow:8.0f} {light:8.1f}"


def main() -> int:
    if not Path(environment(0)["PORTAL_KEYS_FILE"]).is_file():
        print("There is no demonstration instance yet: run `make run` once, then try again.")
        return 1
    port = a_free_port()
    with served(port) as seconds:
        print(f"Up in {seconds:.1f} s. Milliseconds with {AT_ONCE} asking at once; kilobytes compressed.")
        print(f"{'page':<18} code    first   median      95%       kB")
        for page in PAGES:
            print(measured(port, page), flush=True)
    print(told(ANSWERS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
