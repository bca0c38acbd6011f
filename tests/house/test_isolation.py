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
    "babel": {"portal/adapters/translations.py"},
    "flask_babel": {"portal/adapters/translations.py"},
    "rapidfuzz": {"portal/adapters/place_names.py"},
    "http.client": {"portal/adapters/tiles.py"},
    "shapely": {"portal/adapters/outlines.py"},
    "pyotp": {"portal/adapters/second_factor.py"},
    "resvg_py": {"portal/adapters/painting.py"},
    "segno": {"portal/adapters/qr.py"},
    "weasyprint": {"portal/adapters/pdf.py"},
    "xlsxwriter": {"portal/adapters/sheets.py"},
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


def _text(path):
    return path.read_text(encoding="utf-8")


def test_only_the_database_adapter_commits():
    others = [path for path in source.modules() if source.name(path) != "portal/adapters/db.py"]
    assert not [source.name(path) for path in others if ".commit(" in _text(path)]


def test_only_the_clock_reads_the_time():
    readers = {source.name(path) for path in source.modules() if CLOCK_READS.search(_text(path))}
    assert readers <= CLOCK_OWNERS


def test_an_init_is_a_docstring_and_nothing_else():
    for path in source.modules("portal", "forms", "tests"):
        if path.name == "__init__.py":
            body = source.tree(path).body
            assert (
                len(body) == 1 and isinstance(body[0], ast.Expr) and ast.get_docstring(source.tree(path))
            ), path


def test_imports_stand_at_the_top():
    inner = {
        source.name(path)
        for path in source.modules()
        for function in source.functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert inner <= {"portal/adapters/maps.py"}


def _beyond_core(path):
    ours = {
        n
        for n in source.imported(path)
        if n.split(".")[0] in ("portal", "forms", "flask", "sqlalchemy", "nacl")
    }
    return {name for name in ours if not name.startswith("portal.core")}


def _impure(path):
    """What a module takes from beyond core, itself or through other modules of its own slice."""
    seen, todo, found = set(), [path], set()
    own = path.relative_to(ROOT).parts[1]
    while todo:
        at = todo.pop()
        seen.add(at)
        for name in _beyond_core(at):
            file = ROOT.joinpath(*name.split(".")).with_suffix(".py")
            part = ROOT.joinpath(*name.split(".")[:-1]).with_suffix(".py")
            inside = name.startswith(f"portal.{own}.") and (file.is_file() or part.is_file())
            if not inside and not (name.startswith(f"portal.{own}") and file.with_suffix("").is_dir()):
                found.add(f"{source.name(at)}: {name}")
            elif file.is_file() and file not in seen:
                todo.append(file)
    return found


def test_rules_import_core_and_what_is_as_pure_in_their_slice():
    assert not [_impure(p) for p in source.modules() if p.name == "rules.py" and _impure(p)]


def test_core_is_pure():
    assert not {source.name(p): _beyond_core(p) for p in source.modules("portal/core") if _beyond_core(p)}


def test_a_module_says_why_it_exists():
    assert not [source.name(path) for path in source.modules() if not ast.get_docstring(source.tree(path))]


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
        "gunicorn.conf.py",
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
