"""How start-up talks and starts other programs: short lines, one clear sentence when something is wrong."""

import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / "instance" / "make.log"
"""What the last command's programs printed; sentences below point there."""

NO_NETWORK = (
    "name or service not known",
    "name resolution",
    "network is unreachable",
    "newconnectionerror",
    "connection refused",
    "connecttimeout",
    "eai_again",
    "enotfound",
    "econnrefused",
    "etimedout",
    "could not resolve",
    "no matching distribution found",
)
"""What pip, npm, apt and Playwright print when they reach nobody, in lower case."""


class Stop(Exception):
    """Start-up ends here; the text is the one sentence a person reads, and it names the next step."""


def say(words: str) -> None:
    """Print one line at once."""
    print(words, flush=True)


@contextmanager
def step(words: str) -> Iterator[None]:
    """Announce a piece of work and how many seconds it took."""
    print(f"· {words} ...", end=" ", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("stopped.", flush=True)
        raise
    print(f"done ({time.monotonic() - began:.0f} s)", flush=True)


def fresh_log() -> None:
    """Start the log of this command anew."""
    LOG.parent.mkdir(mode=0o700, exist_ok=True)
    LOG.write_text("", encoding="utf-8")


def run(
    command: Sequence[str | Path],
    *,
    failing: str,
    env: Mapping[str, str] | None = None,
    fetching: bool = False,
) -> str:
    """Run a program with its output in the log; return that output. `fetching` ones may miss the network.

    Raises `Stop` where it ends badly: with `failing`, or a better sentence where the reason can be told.
    """
    words = [str(part) for part in command]
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(words)}\n")
    try:
        done = subprocess.run(
            words,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    except OSError as error:
        raise Stop(f"{words[0]} could not be started ({error.strerror}). {failing}") from None
    with LOG.open("a", encoding="utf-8") as log:
        log.write(done.stdout)
    if done.returncode:
        raise Stop(sentence(done.stdout, failing, fetching=fetching))
    return done.stdout


def sentence(output: str, failing: str, *, fetching: bool = False) -> str:
    """The one sentence for a program that failed: about the network, its own, or `failing`."""
    low = output.lower()
    if fetching and any(mark in low for mark in NO_NETWORK):
        return f"Nothing could be fetched: check the network and try again. Details are in {shown(LOG)}."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if "traceback" in low or not any(line.startswith("Error: ") for line in lines):
        return f"{failing} Details are in {shown(LOG)}."
    if "no such command" in low:  # refused settings leave only `keys`, and their reason stands first
        return lines[0]
    return lines[-1].removeprefix("Error: ")


def shown(path: Path) -> str:
    """A path as a person in the checkout would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def tool(name: str) -> str | None:
    """Where a program is, or None."""
    return shutil.which(name)


def fingerprint(paths: Iterable[Path]) -> str:
    """SHA-256 over names and contents of files, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path).encode() + b"\0")
        digest.update(path.read_bytes() if path.is_file() else b"missing")
    return digest.hexdigest()


def stamped(stamp: Path, mark: str) -> bool:
    """Whether a stamp file carries this mark."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == mark


def set_stamp(stamp: Path, mark: str) -> None:
    """Write the mark once the work is done, never before."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark + "\n", encoding="utf-8")


def free_port(given: str) -> int:
    """The port to serve on. Raises `Stop` when it is no port or somebody else's."""
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise Stop(f"PORT is {given!r}: give a number from 1 to 65535, for example PORT=8001 make run.")
    port = int(given)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except PermissionError:
            raise Stop(
                f"Port {port} needs special rights: choose another, as in PORT=8001 make run."
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else 8001
            raise Stop(
                f"Port {port} is taken: stop what has it, or choose another, as in PORT={other} make run."
            ) from None
    return port


def clean_environment() -> dict[str, str]:
    """The caller's environment without what would steer the portal, for tests."""
    steering = {
        "DATABASE_URL",
        "SECRET_KEY",
        "SECRET_KEY_PREVIOUS",
        "FLASK_APP",
        "FLASK_DEBUG",
        "PYTHONPATH",
        "PYTHONHOME",
    }
    kept = {"PORTAL_CHROMIUM"}
    return {
        name: value
        for name, value in os.environ.items()
        if name in kept or not (name in steering or name.startswith("PORTAL_"))
    }
