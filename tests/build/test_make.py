"""The two commands and their smaller sisters: listed, known, and clear when something is wrong."""

import re
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from portal.bootstrap.__main__ import STEPS
from portal.bootstrap.machine import Stop, clean_environment, free_port, sentence

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
BEGIN = ROOT / "portal" / "bootstrap" / "begin.sh"


def targets() -> set[str]:
    return set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.M).group(1).split())


def begin(*words: str, **env: str) -> subprocess.CompletedProcess:
    return subprocess.run(["/bin/sh", BEGIN, *words], env=env, capture_output=True, text=True, timeout=60)


def the_one_sentence(done: subprocess.CompletedProcess) -> str:
    """Standard error, after making sure that it is one line, no traceback, and the command failed."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr.strip()


def test_help_lists_every_target():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in shown.splitlines() if line.startswith("make ")} == targets()


def test_every_target_is_declared():
    assert set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M)) == targets()


def test_every_target_is_a_step_that_exists():
    called = set(re.findall(r"^\t\$\(STEP\) ([a-z-]+)$", MAKEFILE, re.M))
    assert called == set(STEPS)


def test_ci_runs_what_everybody_runs():
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & stat.S_IXUSR


def test_a_taken_port_is_named_before_anything_else_is_done(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = begin("run", PORT=port, PATH=clean_environment()["PATH"])
    assert f"Port {port} is taken" in the_one_sentence(done)
    assert done.stdout == ""


@pytest.mark.parametrize("given", ["eighty", "0", "70000", "-1", "80 80"])
def test_a_port_that_is_none_is_refused(given):
    with pytest.raises(Stop, match="give a number from 1 to 65535"):
        free_port(given)


def test_without_python_the_next_step_is_said(tmp_path):
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    said = the_one_sentence(begin("run", PATH=str(tmp_path)))
    assert "Python 3.11, 3.12, 3.13 or 3.14 is needed" in said
    assert "install one" in said


def test_a_python_that_cannot_make_environments_is_told_apart(tmp_path):
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    python = tmp_path / "python3"
    python.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexit 0\n')
    python.chmod(0o755)
    assert "install its venv package" in the_one_sentence(begin("run", PATH=str(tmp_path)))


@pytest.mark.parametrize(
    "output",
    [
        "WARNING: Retrying: NewConnectionError: [Errno -2] Name or service not known",
        "npm error code EAI_AGAIN",
        "ERROR: Could not find a version\nERROR: No matching distribution found for alembic==1.20.1",
    ],
)
def test_no_network_is_one_sentence(output):
    assert sentence(output, "It failed.", fetching=True).startswith("Nothing could be fetched: check the net")


def test_the_portals_own_refusal_is_passed_on():
    assert (
        sentence("Usage: flask\n\nError: wards.csv line 3: no name.\n", "It failed.")
        == "wards.csv line 3: no name."
    )


def test_a_database_that_does_not_answer_is_not_blamed_on_the_network():
    output = "Traceback (most recent call last):\npsycopg.OperationalError: connection refused"
    assert sentence(output, "Check DATABASE_URL.").startswith("Check DATABASE_URL.")


def test_settings_that_are_refused_give_their_own_reason():
    output = "PORTAL_CLOCK needs an offset.\nUsage: flask\nTry --help\n\nError: No such command 'db'."
    assert sentence(output, "It failed.") == "PORTAL_CLOCK needs an offset."


def test_a_traceback_stays_in_the_log():
    said = sentence("Traceback (most recent call last):\nValueError: x\nError: x\n", "It failed.")
    assert said == "It failed. Details are in instance/make.log."


def test_tests_run_without_what_steers_the_callers_portal(monkeypatch):
    monkeypatch.setenv("PORTAL_PARTNERSHIP", "elsewhere")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///theirs.sqlite3")
    monkeypatch.setenv("PORTAL_CHROMIUM", "/usr/bin/true")
    env = clean_environment()
    assert env["PORTAL_CHROMIUM"] == "/usr/bin/true"
    assert "PORTAL_PARTNERSHIP" not in env
    assert "DATABASE_URL" not in env
