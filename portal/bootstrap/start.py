"""`make run`: keys, database, partnership and demonstration content where missing, then the server."""

import hashlib
import json
import os
import subprocess
from pathlib import Path

from portal.bootstrap import prepare
from portal.bootstrap.machine import (
    LOG,
    ROOT,
    Stop,
    fingerprint,
    free_port,
    fresh_log,
    run,
    say,
    sentence,
    set_stamp,
    shown,
    stamped,
    step,
)

DATABASE = "portal.sqlite3"
"""The database of an instance, unless DATABASE_URL names another."""
DEMONSTRATION = "demo-loaded"
"""Stamp in the instance: which database holds the demonstration, or that loading was begun."""
HALF = "begun"

THREADS = 8
"""One process, so that the in-memory limits count truly; eight requests at a time."""


def serve() -> None:
    """Bring up the demonstration portal on 127.0.0.1; does not return."""
    port = free_port(os.environ.get("PORT") or "8000")
    fresh_log()
    prepare.packages(tests=False)
    prepare.assets(tests=False)
    env = environment(port)
    instance = Path(env["PORTAL_INSTANCE"])
    content(env, instance)
    accounts(instance)
    say(f"The portal is at {env['PORTAL_ORIGIN']} (Ctrl+C stops it).")
    free_port(str(port))
    gunicorn = ["-m", "gunicorn", "--worker-class=gthread", "--workers=1", f"--threads={THREADS}"]
    quiet = ["--no-control-socket", "--log-level=warning", f"--bind=127.0.0.1:{port}", "wsgi:app"]
    os.chdir(ROOT)
    os.execve(prepare.PYTHON, [str(prepare.PYTHON), *gunicorn, *quiet], env)  # noqa: S606 (no shell, our own words)


def environment(port: int) -> dict[str, str]:
    """The caller's environment with what a demonstration needs; a partnership named gets its own instance."""
    env = dict(os.environ)
    named = env.get("PORTAL_PARTNERSHIP", "").rstrip("/")
    instance = ROOT / "instance" / Path(named).name if named else ROOT / "instance"
    env["PORTAL_INSTANCE"] = str(Path(env.get("PORTAL_INSTANCE") or instance).resolve())
    env["PORTAL_ENV"], env["PORTAL_DEMO"] = "development", "1"
    env["PORTAL_KEYS_FILE"] = env.get("PORTAL_KEYS_FILE") or str(Path(env["PORTAL_INSTANCE"]) / "keys.env")
    env["PORTAL_ORIGIN"] = env.get("PORTAL_ORIGIN") or f"http://127.0.0.1:{port}"
    return env


def keys(env: dict[str, str], instance: Path) -> None:
    """Demonstration keys where there are none: no command of the portal runs without."""
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not Path(env["PORTAL_KEYS_FILE"]).is_file():
        with step("Making demonstration keys"):
            flask(env, "keys", "new", "--demo", failing="The demonstration keys could not be written.")


def content(env: dict[str, str], instance: Path) -> None:
    """Keys, tables, partnership and demonstration content, each where it is missing or may have moved."""
    keys(env, instance)
    own = not env.get("DATABASE_URL")
    settled, mark = instance / "settled", fingerprint(settled_by(env))
    if own and (stamped(instance / DEMONSTRATION, HALF) or not (instance / DATABASE).is_file()):
        begin_anew(instance)
    if own and stamped(settled, mark):
        return
    bring_up_to_date(env, instance, own=own)
    with step("Loading the partnership"):
        flask(env, "partnership", "load", failing="The partnership could not be loaded.")
    load_demonstration(env, instance)
    set_stamp(settled, mark)


def bring_up_to_date(env: dict[str, str], instance: Path, *, own: bool) -> None:
    """Make or change the tables; the demonstration's own database is begun anew where it is too old."""
    failing = "The database could not be made ready: check DATABASE_URL."
    try:
        with step("Bringing the database up to date"):
            flask(env, "db", "upgrade", failing=failing)
    except Stop:
        if not own:
            raise
        begin_anew(instance)
        say(
            "  It was made before the tables were settled: it is set aside and the demonstration begins anew."
        )
        with step("Making a database"):
            flask(env, "db", "upgrade", failing=failing)


def settled_by(env: dict[str, str]) -> list[Path]:
    """The files that tables and partnership are made from: while they stay, a second start need not look."""
    folders = [ROOT / "migrations", ROOT / "portal" / "partnership" / "data"]
    folders += [Path(env["PORTAL_PARTNERSHIP"])] if env.get("PORTAL_PARTNERSHIP") else []
    files = [path for folder in folders for path in folder.rglob("*")]
    return [path for path in files if path.is_file() and path.suffix != ".pyc"]


def begin_anew(instance: Path) -> None:
    """Set aside a database that is half loaded or of another age, and forget its stamps."""
    for path in instance.glob(f"{DATABASE}*"):
        path.replace(path.with_name(f"set-aside-{path.name}"))
    for stamp in (DEMONSTRATION, "settled"):
        (instance / stamp).unlink(missing_ok=True)


def load_demonstration(env: dict[str, str], instance: Path) -> None:
    """Load demonstration content once for each database, showing how it gets on."""
    stamp = instance / DEMONSTRATION
    mark = hashlib.sha256(env.get("DATABASE_URL", "").encode()).hexdigest()
    if stamped(stamp, mark):
        return
    say("· Loading demonstration content (a minute or two, only the first time):")
    set_stamp(stamp, HALF)
    with LOG.open("a", encoding="utf-8") as log:
        done = subprocess.run(command("demo", "load"), cwd=ROOT, env=env, stderr=log)
    if done.returncode:
        raise Stop(sentence(LOG.read_text(encoding="utf-8"), "Demonstration content could not be loaded."))
    set_stamp(stamp, mark)


def command(*words: str) -> list[str]:
    """How to call one of the portal's own commands."""
    return [str(prepare.PYTHON), "-m", "flask", "--app", "wsgi", *words]


def flask(env: dict[str, str], *words: str, failing: str) -> str:
    """Run one of the portal's own commands; returns what it printed, raises `Stop` with its own sentence."""
    return run(command(*words), failing=failing, env=env)


def accounts(instance: Path) -> None:
    """List the demonstration accounts, so that anybody can sign in."""
    listed = instance / "demo-accounts.json"
    if not listed.is_file():
        return
    say(f"Sign in at /staff/sign-in with one of these ({shown(listed)}):")
    for account in json.loads(listed.read_text(encoding="utf-8")):
        say(f"  {account['email']:<34} {account['password']:<26} {', '.join(account['roles'])}")
