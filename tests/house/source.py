"""The portal's own source, read as text and as syntax trees, for the laws."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from portal.settings import ROOT

CODE = ("portal", "forms")


@cache
def modules(*folders: str) -> tuple[Path, ...]:
    """Every Python file below the folders."""
    return tuple(sorted(p for folder in (folders or CODE) for p in (ROOT / folder).rglob("*.py")))


@cache
def templates() -> tuple[Path, ...]:
    """Every template."""
    return tuple(sorted((ROOT / "templates").rglob("*.html")))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """The path as people write it."""
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from `def` to its end, its docstring left out."""
    doc = ast.get_docstring(node, clean=False)
    return (node.end_lineno or 0) - node.lineno + 1 - (doc.count("\n") + 1 if doc else 0)


def imported(path: Path) -> set[str]:
    """The modules a file imports."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found
