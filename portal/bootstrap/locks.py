"""`make lock`: renews every lock file; none of them names where packages come from."""

import json
import sys
import tempfile
from pathlib import Path

from portal.bootstrap import prepare
from portal.bootstrap.machine import ROOT, fresh_log, run, step

LOCKS = ("requirements", "requirements-dev", "requirements-node")
FLAGS = (
    "--quiet",
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--custom-compile-command=make lock",
)


def renew() -> None:
    """Compile the Python locks with uv from a throw-away environment, then the npm locks."""
    fresh_log()
    with tempfile.TemporaryDirectory() as folder, step("Locking Python packages for 3.11 to 3.14"):
        tools = Path(folder) / "venv"
        failing = "The locks could not be renewed: check the network connection and try again."
        run([sys.executable, "-m", "venv", tools], failing=failing, fetching=True)
        run([tools / "bin" / "pip", "install", "--quiet", "uv"], failing=failing, fetching=True)
        for name in LOCKS:
            lock = ROOT / f"{name}.txt"
            run(
                [tools / "bin" / "uv", "pip", "compile", *FLAGS, f"{name}.in", "-o", lock.name],
                failing=failing,
            )
    with step("Locking front-end packages"):
        _node, npm = prepare.node_and_npm()
        for where in (ROOT, prepare.CHECKERS):
            renewal = [*npm, "install", "--package-lock-only", "--ignore-scripts", "--prefix", str(where)]
            run(renewal, failing=failing, fetching=True)
            without_addresses(where / "package-lock.json")


def without_addresses(lock: Path) -> None:
    """Leave integrity in the npm lock and take out every address."""
    held = json.loads(lock.read_text(encoding="utf-8"))
    for package in held["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    lock.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
