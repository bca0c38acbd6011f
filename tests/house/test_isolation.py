"""One outside thing has one owner, and the layers look one way."""

import ast
import re

import pytest

from portal.settings import ROOT
from tests.house import source

OWNERS = {
    "folium": {"portal/adapters/maps.py"},
    "branca": {"portal/adapters/maps.py"},
    "bleach": {"portal/adapters/sanitise.py"},
    "nh3": {"portal/adapters/sanitise.py"},
    "markdown_it": {"portal/adapters/sanitise.py"},
    "flask_limiter": {"portal/adapters/limits.py"},
    "h3": {"portal/adapters/cells.py"},
    "shapely": {"portal/adapters/outlines.py"},
    "pyotp": {"portal/adapters/second_factor.py"},
    "segno": {"portal/adapters/second_factor.py"},
    "smtplib": {"portal/adapters/mail.py"},
    "govuk_bank_holidays": {"portal/adapters/holidays.py"},
    "nacl": {"portal/adapters/seal.py", "portal/adapters/passwords.py"},
    "random": {"portal/adapters/tokens.py"},
    "secrets": {"portal/adapters/tokens.py"},
    "uuid": set(),
}

CLOCK_READS = re.compile(r"\b(datetime\.now|datetime\.utcnow|datetime\.today|date\.today|time\.time)\(")
CLOCK_OWNERS = {"portal/adapters/clock.py", "portal/adapters/limits.py"}


@pytest.mark.parametrize("thing", sorted(OWNERS))
def test_an_outside_thing_is_imported_by_its_owner_only(thing):
    users = {
        source.name(path)
        for path in source.modules()
        if any(name == thing or name.startswith(thing + ".") for name in source.imported(path))
    }
    assert users <= OWNERS[thing]


@pytest.mark.parametrize("path", source.modules(), ids=source.name)
def test_only_the_database_adapter_commits(path):
    if source.name(path) != "portal/adapters/db.py":
        assert ".commit(" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", source.modules(), ids=source.name)
def test_only_the_clock_reads_the_time(path):
    if source.name(path) not in CLOCK_OWNERS:
        assert not CLOCK_READS.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "path",
    [p for p in source.modules("portal", "forms", "tests") if p.name == "__init__.py"],
    ids=source.name,
)
def test_an_init_is_a_docstring_and_nothing_else(path):
    body = source.tree(path).body
    assert len(body) == 1 and isinstance(body[0], ast.Expr) and ast.get_docstring(source.tree(path))


@pytest.mark.parametrize("path", source.modules(), ids=source.name)
def test_imports_stand_at_the_top(path):
    inner = [
        node.lineno
        for f in source.functions(path)
        for node in ast.walk(f)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inner or source.name(path) == "portal/adapters/maps.py"


@pytest.mark.parametrize("path", [p for p in source.modules() if p.name == "rules.py"], ids=source.name)
def test_rules_import_core_alone(path):
    ours = {
        name
        for name in source.imported(path)
        if name.split(".")[0] in ("portal", "forms", "flask", "sqlalchemy")
    }
    assert all(name.startswith("portal.core") for name in ours), ours


@pytest.mark.parametrize("path", source.modules("portal/core"), ids=source.name)
def test_core_is_pure(path):
    ours = {
        name
        for name in source.imported(path)
        if name.split(".")[0] in ("portal", "flask", "sqlalchemy", "nacl")
    }
    assert all(name.startswith("portal.core") for name in ours), ours


@pytest.mark.parametrize("path", source.modules(), ids=source.name)
def test_a_module_says_why_it_exists(path):
    assert ast.get_docstring(source.tree(path))


VOCABULARY_REFUSED = {"utils.py", "helpers.py", "common.py", "misc.py", "manager.py"}


def test_no_room_is_called_utils():
    assert not [source.name(p) for p in source.modules() if p.name in VOCABULARY_REFUSED]


def test_the_top_level_is_the_agreed_one():
    allowed = {
        "portal",
        "forms",
        "static",
        "templates",
        "migrations",
        "tests",
        "docs",
        "wsgi.py",
        "pyproject.toml",
        "README.md",
        "Makefile",
        "LICENSE",
        "CHANGELOG.md",
        "package.json",
        "package-lock.json",
    }
    tracked = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")}
    made = {"instance", "node_modules", "__pycache__"}
    extra = {name for name in tracked - allowed - made if not name.startswith("requirements")}
    assert not extra
