"""What is not plain is explained: every hard word and every abbreviation of the public pages."""

import re
import tomllib

import pytest

from portal.core.actors import Role
from portal.core.readability import reading_age
from portal.notices import glossary
from portal.settings import ROOT
from tests.house import source

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 45  # words of an explanation
OLDEST = 15  # years; an explanation must not be harder than what it explains

STAFF = ("/staff/", "referrals/member/", "referrals/committee/", "referrals/notices/", "layouts/staff")
PUBLIC = [path for path in source.templates() if not any(part in str(path) for part in STAFF)]
DATA = sorted((ROOT / "portal" / "partnership" / "data").glob("*"))

EVERYBODY_KNOWS = {"UK", "GB", "NHS", "AM", "PM", "OK", "PIN", "SIM", "APP", "PDF"}
"""Abbreviations of everyday life."""
NAMES = {"FRANK", "SHOUT", "ACT", "CEOP", "NSPCC", "RNLI", "LGBT", "BSL", "GOV", "ANI", "HM", "AXA", "TNT"}
"""What others call themselves or ask people to type or say; the page says what they are for."""
TOOLS = {"JAWS", "NVDA", "AA", "WCAG", "EN"}
"""Named on the accessibility page for those who use them."""
LAW = {"GDPR", "OS"}
"""Stands in the title of a law or of a licence that has to be quoted."""

ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9]{1,6}\b")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?( ?\d[A-Z]{2})?\b")
CODE_TAG = re.compile(r"<(code|span class=\"lining\")[^>]*>.*?</(code|span)>")


def written(path):
    """The words of a template that a visitor may read: outside of tags, and texts inside its own code."""
    text = re.sub(r"\{#.*?#\}", " ", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(
        r"\{[%{].*?[%}]\}", lambda code: " ".join(re.findall(r'"([^"]*)"', code[0])), text, flags=re.S
    )
    return re.sub(r"<[^>]+>", " ", CODE_TAG.sub(" ", text))


def forms(term):
    return [term.word, *term.also]


def says(text, form):
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, 0 if form.isupper() else re.I)


def test_every_word_has_an_address_of_its_own():
    codes = [term.code for term in glossary.terms()]
    assert len(codes) == len(set(codes)) and all(CODE.fullmatch(code) for code in codes)
    words = [form.casefold() for term in glossary.terms() for form in forms(term)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("term", glossary.terms(), ids=lambda term: term.code)
def test_an_explanation_is_one_or_two_short_sentences(term):
    sentences = re.findall(r"[.!?](?=\s|$)", term.means)
    assert 1 <= len(sentences) <= 2 or term.code == "sara"
    assert len(term.means.split()) <= LONGEST
    assert (reading_age(term.means) or 0) <= OLDEST


def test_what_a_page_links_to_is_explained_to_everybody():
    linked = {
        (source.name(path), code)
        for path in source.templates()
        for code in re.findall(r"/glossary#([\w-]+)", path.read_text(encoding="utf-8"))
    }
    known = {term.code for term in glossary.for_everybody()}
    assert linked and not [each for each in linked if each[1] not in known]


def test_a_page_that_uses_a_hard_word_leads_to_what_it_means():
    hard = [term for term in glossary.for_everybody() if term.hard]
    unexplained = [
        (source.name(path), form)
        for path in PUBLIC
        for term in hard
        for form in forms(term)
        if says(written(path), form) and term.href not in path.read_text(encoding="utf-8")
    ]
    assert hard and not unexplained


def test_no_abbreviation_is_left_unexplained():
    explained = {form for term in glossary.terms() for form in forms(term)} | {"SHA"}
    fine = explained | EVERYBODY_KNOWS | NAMES | TOOLS
    found = {
        (source.name(path), word)
        for path in PUBLIC
        for word in ABBREVIATION.findall(POSTCODE.sub(" ", written(path)))
        if word not in fine
    }
    assert not found


@pytest.mark.parametrize("folder", DATA, ids=lambda folder: folder.name)
def test_no_abbreviation_in_a_partnerships_advice_is_left_unexplained(folder):
    groups = tomllib.loads((folder / "groups.toml").read_text(encoding="utf-8"))
    own = set(ABBREVIATION.findall(str(groups))) | {folder.name.upper()}
    fine = {form for term in glossary.terms() for form in forms(term)} | EVERYBODY_KNOWS | NAMES | LAW | own
    found = {
        (path.name, word)
        for path in sorted((folder / "advice").glob("*.md"))
        for word in ABBREVIATION.findall(POSTCODE.sub(" ", path.read_text(encoding="utf-8")))
        if word not in fine
    }
    assert not found


def test_a_page_says_what_a_word_means_and_where_to_read_more(page):
    shown = page.get("/glossary")
    assert "bands of five" in shown.words and "Safer Communities Strategic Group" in shown.words
    assert {term.code for term in glossary.for_everybody()} <= {e.get("id") for e in shown.tree.iter()}
    for link in {term.see for term in glossary.terms() if term.see}:
        assert page.get(link)


def test_staff_read_the_terms_of_the_trade_too(signed_in):
    shown = signed_in(Role.COUNCILLOR).get("/staff/glossary").words
    assert "scanning, analysis, response, assessment" in shown and "bands of five" in shown
    assert "What words mean" in shown


def test_the_trade_is_not_explained_to_the_public(page):
    assert "scanning, analysis" not in page.get("/glossary").words
