"""`make test` and its parts: each runs even when an earlier one failed, and the last line says which did."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from portal.bootstrap import prepare, start
from portal.bootstrap.machine import ROOT, Stop, clean_environment, fresh_log, run, say

WORKERS = 2
"""Test processes at a time: what a small machine has cores for."""

BY_FILE = ("--dist=loadfile", "--no-loadscope-reorder")
"""A file stays with one process; tests/conftest.py says which files come first."""

QUICK_PLACES = ("tests/core", "tests/house", "tests/build", "tests/*/test_rules.py")
"""Core, the laws of the house, the build and every slice's rules: what a minute has room for."""
THOROUGH = "tests/core/test_release_guard.py"
"""Plays a patient attacker for many seconds; `make test` runs it."""

EVERYDAY, QUICK = "not long", "not browser and not postgres and not long"


def ready() -> dict[str, str]:
    """Environment and assets for tests. Returns the variables to run them with: none steers the portal."""
    fresh_log()
    prepare.packages(tests=True)
    prepare.assets(tests=True)
    return clean_environment()


def tried(name: str, *words: str, env: dict[str, str]) -> list[str]:
    """Run one of the virtual environment's programs in the open; its name comes back where it failed."""
    say(f"· {name}")
    done = subprocess.run([prepare.BIN / words[0], *words[1:]], cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    return [name] if done.returncode else []


def lint(env: dict[str, str]) -> list[str]:
    """Style, forbidden names and the arrows between packages."""
    return [
        *tried("ruff check", "ruff", "check", ".", env=env),
        *tried("ruff format", "ruff", "format", "--check", "--quiet", ".", env=env),
        *tried("import-linter", "lint-imports", "--no-logo", env=env),
    ]


def types(env: dict[str, str]) -> list[str]:
    """Types, strict in core and rules."""
    return tried("mypy", "mypy", env=env)


def tests(env: dict[str, str], marks: str, *where: str) -> list[str]:
    """The tests that carry these marks, the browser's among them unless SKIP_BROWSER=1."""
    if os.environ.get("SKIP_BROWSER") == "1" and "not browser" not in marks:
        say("· SKIP_BROWSER=1: the tests in a real browser are left out.")
        marks = f"({marks}) and not browser" if marks else "not browser"
    if "not browser" not in marks:
        env = {**env, "PORTAL_CHROMIUM": chromium(env)}
    chosen = ["-m", marks] if marks else []
    return tried("pytest", "pytest", f"-n{WORKERS}", *BY_FILE, *chosen, *where, env=env)


def chromium(env: dict[str, str]) -> str:
    """Where Chromium is, after installing it where this machine lets us."""
    failing = (
        "No Chromium was found or could be installed: install it (on Debian: apt-get install chromium), "
        "or name it with PORTAL_CHROMIUM=/path/to/chromium, or leave its tests out with SKIP_BROWSER=1."
    )
    try:
        said = run([prepare.PYTHON, "-m", "tests.chromium"], failing=failing, env=env)
    except Stop:
        raise Stop(failing) from None
    return said.strip().splitlines()[-1]


def closing(failed: list[str]) -> int:
    """Say which parts failed, if any; returns the exit code."""
    if not failed:
        return 0
    raise Stop(f"Not passed: {', '.join(failed)}; see above, mend and run it again.")


def everything(marks: str, *where: str) -> int:
    """Lint, types, then tests with these marks."""
    env = ready()
    return closing([*lint(env), *types(env), *tests(env, marks, *where)])


def thorough() -> int:
    """Everything, and pages looked at by the checkers of HTML and of whole pages where they can be had."""
    env = ready()
    try:
        prepare.checkers()
    except Stop as stop:
        say(f"{stop} Valid HTML and Lighthouse are left out.")
    return closing([*lint(env), *types(env), *tests(env, "")])


def quick() -> int:
    """Lint, types and the tests that need no portal brought up: under a minute."""
    places = [str(path) for pattern in QUICK_PLACES for path in sorted(ROOT.glob(pattern))]
    return everything(QUICK, f"--ignore={THOROUGH}", *places)


def part(work: Callable[[dict[str, str]], list[str]]) -> Callable[[], int]:
    """One part on its own, with the same preparation."""
    return lambda: closing(work(ready()))


def on_instance(*words: str) -> Callable[[], int]:
    """One of the portal's own commands on the demonstration instance."""

    def work() -> int:
        fresh_log()
        prepare.packages(tests=False)
        env = start.environment(8000)
        start.keys(env, Path(env["PORTAL_INSTANCE"]))
        said = start.flask(env, *words, failing=f"`flask {' '.join(words)}` did not succeed.")
        say(said.rstrip())
        return 0

    return work


def bench() -> int:
    """Time the main pages on the demonstration instance, with what the portal runs on and nothing else."""
    fresh_log()
    prepare.packages(tests=False)
    return closing(tried("bench", "python", "-m", "tests.bench", env=dict(os.environ)))


STEPS: dict[str, Callable[[], int]] = {
    "test": lambda: everything(EVERYDAY),
    "test-all": thorough,
    "quick": quick,
    "check": part(lambda env: [*lint(env), *types(env)]),
    "lint": part(lint),
    "types": part(types),
    "laws": part(lambda env: tests(env, QUICK, "tests/house")),
    "journeys": part(lambda env: tests(env, "browser")),
    "bench": bench,
    "migrate": on_instance("db", "upgrade"),
    "seed": on_instance("demo", "load"),
    "words": on_instance("languages", "extract"),
}
