"""Every word of the public pages can be translated, and translators have the list of today."""

import html
import re

import pytest
from jinja2 import Environment, FileSystemLoader

from portal.adapters.translations import read_translations
from portal.partnership import loading
from portal.partnership.languages import OWN, SHIPPED, TEMPLATE, words_of
from portal.settings import ROOT
from portal.web.languages import phrases, sources
from portal.web.languages.templates import CODES

ENVIRONMENT = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
READ_OUT = re.compile(r'\s(?:alt|title|aria-label|placeholder|data-head)="([^"{]*[A-Za-z][^"{]*)"')
SHOWN_BY_SCRIPTS = re.compile(r'\sdata-[a-z-]+="([^"{]*[A-Za-z][^"{]* [^"{]*)"')
CODE_MACROS = re.compile(r"\{%-?\s*macro (?:" + "|".join(sorted(CODES)) + r")\(.*?endmacro\s*-?%\}", re.S)
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
CUT = "\0"


@pytest.fixture(scope="module")
def drawn():
    return sources.templates(ENVIRONMENT)


@pytest.fixture(scope="module")
def words(drawn):
    return sources.words(drawn, ROOT)


def test_translators_have_the_words_of_today(words):
    there = {each.source for each in read_translations(SHIPPED / TEMPLATE).entries}
    assert there == words.keys(), "run: make words"


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_translators_have_the_words_of_a_partnership(code):
    own = words_of(loading.load(code), loading.load_content(code))
    there = {each.source for each in read_translations(loading.folder(code) / OWN / TEMPLATE).entries}
    assert there == own.keys(), "run: make words"


def test_no_public_page_says_a_word_outside_the_phrases(words, drawn):
    pieces = {phrases.tidy(piece.text) for phrase in words for piece in phrases.read(phrase)}
    outside = [
        (name, text)
        for name in drawn
        for text in _visible((ROOT / "templates" / name).read_text(encoding="utf-8"))
        if text not in pieces
    ]
    assert not outside


def _visible(source):
    """What a reader reads of a template between its tags and expressions, and what is read out."""
    source = CODE_MACROS.sub(CUT, re.sub(r"\{#.*?#\}", "", source, flags=re.S))
    shown = [*READ_OUT.findall(source), *SHOWN_BY_SCRIPTS.findall(source)]
    texts = [*shown, *re.sub(r"<[^>]*>", CUT, JINJA.sub(CUT, source)).split(CUT)]
    return [phrases.tidy(html.unescape(text)) for text in texts if phrases.has_words(text)]
