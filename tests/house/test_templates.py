"""Templates: every one is used, says its title, and lets no text become markup."""

import re

import pytest

from portal.settings import ROOT
from tests.house import source

NEVER = {
    "|safe": re.compile(r"\|\s*safe\b"),
    "inline style": re.compile(r"\sstyle\s*="),
    "inline handler": re.compile(r"\son(click|change|load|submit|input|error)\s*=", re.I),
    "autoescape off": re.compile(r"autoescape\s+false"),
}
SHARED = ("layouts/", "components/", "errors/")
PAGES = [p for p in source.templates() if not str(p.relative_to(ROOT / "templates")).startswith(SHARED)]


def _tags(name):
    pattern = re.compile(rf"<{name}\b[^>]*>")
    return [(source.name(p), tag) for p in source.templates() for tag in pattern.findall(_text(p))]


def _text(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("what", sorted(NEVER))
def test_a_template_never_holds(what):
    assert not [source.name(path) for path in source.templates() if NEVER[what].search(_text(path))]


def test_a_script_comes_from_a_file():
    assert not [(where, tag) for where, tag in _tags("script") if "src=" not in tag]


def test_a_drawing_has_a_name_or_is_hidden_from_those_who_listen():
    inner = 'overflow="visible"'  # words at the end of a bar, inside a drawing that has a name
    told = [(where, tag) for where, tag in _tags("svg") if inner not in tag]
    named = re.compile(r'role="img"[^>]*aria-label=|aria-hidden="true"')
    assert not [(where, tag) for where, tag in told if not named.search(tag)]


def test_a_form_posts_to_ourselves():
    assert not [(where, tag) for where, tag in _tags("form") if re.search(r"action=\"https?:", tag)]


def test_every_page_template_is_reached():
    words = "".join(_text(path) for path in [*source.modules(), *source.templates()])
    assert not [source.name(path) for path in PAGES if not _reached(path, words)]


def _reached(path, words):
    wanted = str(path.relative_to(ROOT / "templates"))
    stem = wanted.rsplit("/", 1)[-1].removesuffix(".html")
    return wanted in words or f"/{stem}.html" in words or f"{{{stem}" in words or _by_pattern(wanted, words)


def _by_pattern(wanted: str, words: str) -> bool:
    folder = wanted.rsplit("/", 1)[0]
    return bool(re.search(re.escape(folder) + r"/\{[^}]+\}\.html", words)) or f'"{folder}/" ~' in words


def test_markup_is_made_in_one_place():
    users = [
        source.name(p) for p in source.modules() if re.search(r"\bMarkup\(", p.read_text(encoding="utf-8"))
    ]
    assert users == ["portal/adapters/sanitise.py"]
