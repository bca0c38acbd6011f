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


@pytest.mark.parametrize("path", source.templates(), ids=source.name)
@pytest.mark.parametrize("what", sorted(NEVER))
def test_a_template_never_holds(path, what):
    assert not NEVER[what].search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", source.templates(), ids=source.name)
def test_a_script_comes_from_a_file(path):
    for tag in re.findall(r"<script\b[^>]*>", path.read_text(encoding="utf-8")):
        assert "src=" in tag


@pytest.mark.parametrize("path", source.templates(), ids=source.name)
def test_a_form_posts_to_ourselves(path):
    for tag in re.findall(r"<form\b[^>]*>", path.read_text(encoding="utf-8")):
        assert not re.search(r"action=\"https?:", tag)


@pytest.mark.parametrize("path", PAGES, ids=source.name)
def test_every_page_template_is_reached(path):
    wanted = str(path.relative_to(ROOT / "templates"))
    words = "".join(p.read_text(encoding="utf-8") for p in [*source.modules(), *source.templates()])
    stem = wanted.rsplit("/", 1)[-1].removesuffix(".html")
    assert wanted in words or f"/{stem}.html" in words or f"{{{stem}" in words or _by_pattern(wanted, words)


def _by_pattern(wanted: str, words: str) -> bool:
    folder = wanted.rsplit("/", 1)[0]
    return bool(re.search(re.escape(folder) + r"/\{[^}]+\}\.html", words)) or f'"{folder}/" ~' in words


def test_markup_is_made_in_one_place():
    users = [
        source.name(p) for p in source.modules() if re.search(r"\bMarkup\(", p.read_text(encoding="utf-8"))
    ]
    assert users == ["portal/adapters/sanitise.py"]
