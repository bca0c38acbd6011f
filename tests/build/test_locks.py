"""A lock names what is trusted, to the byte, and never where it came from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"]
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)")
NAMED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")


def requirements(lock: str) -> list[str]:
    """The requirements of a lock, one string each with its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return " ".join(
        line.removesuffix("\\").strip() if line[0] == " " else f"\n{line}" for line in lines
    ).split("\n")[1:]


def versions(lock: str) -> dict[tuple[str, str], str]:
    """Version by name and marker."""
    found = {}
    for requirement in requirements(lock):
        name, version = PINNED.match(requirement).groups()
        marker = requirement.split("--hash")[0].partition(";")[2].replace("\\", "").strip()
        found[name, marker] = version
    return found


def wanted(source: str) -> set[str]:
    """The names that people wrote into a requirements*.in."""
    lines = (ROOT / source).read_text(encoding="utf-8").splitlines()
    return {NAMED.match(line).group(1).lower() for line in lines if NAMED.match(line)}


NPM_LOCKS = ["package-lock.json", "tests/checkers/package-lock.json"]


def npm_packages(lock: str = NPM_LOCKS[0]) -> dict[str, dict]:
    packages = json.loads((ROOT / lock).read_text(encoding="utf-8"))["packages"]
    return {name: package for name, package in packages.items() if name}


@pytest.mark.parametrize("lock", [*LOCKS, *NPM_LOCKS])
def test_a_lock_names_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_python_package_is_pinned_and_hashed(lock):
    assert requirements(lock)
    for requirement in requirements(lock):
        assert PINNED.match(requirement), requirement[:60]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", requirement), requirement[:60]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_everything_asked_for(lock):
    asked = wanted(lock.replace(".txt", ".in"))
    assert asked <= {name for name, _marker in versions(lock)}


def test_tests_run_on_the_versions_that_the_portal_runs_on():
    tested = versions("requirements-dev.txt")
    for (name, marker), version in versions("requirements.txt").items():
        same = {tested[key] for key in tested if key[0] == name}
        assert version in same, (name, marker)


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_every_npm_package_carries_its_integrity_and_no_address(lock):
    for name, package in npm_packages(lock).items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_the_bundler_is_locked_for_every_platform():
    platforms = [name for name in npm_packages() if name.startswith("node_modules/@esbuild/")]
    assert {"linux-x64", "linux-arm64", "darwin-arm64", "win32-x64"} <= {
        name.rpartition("/")[2] for name in platforms
    }


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_front_end_versions_are_exact(lock):
    package = json.loads((ROOT / lock.replace("-lock", "")).read_text(encoding="utf-8"))
    for name, version in (package.get("dependencies", {}) | package["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
