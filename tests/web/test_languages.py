"""A page in another language: asked for by its address, offered only when ready, honest on what is English.

The words are made up by the tests; the tags are those of real languages, because dates follow them.
"""

import logging
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from portal.app import create_app
from portal.partnership.models import HelplineRow
from portal.web.context import EXTENSION
from portal.web.guard import PUBLIC
from portal.web.languages.speaking import EXTENSION as LANGUAGES
from portal.web.whole_page import STORE
from tests.builders.languages import a_partnership_with, a_translation, made_up, words_of_page
from tests.builders.portal import a_portal, some_settings
from tests.conftest import TODAY
from tests.page_client import PageClient

PAGE = "advice/help_now.html"
LANDLINE = "On a landline, stay on the line. If the operator hears noise, they may connect you."
ENGLISH_NAME = "Samaritans"


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A portal whose partnership offers no language."""
    made = a_portal(some_settings(tmp_path_factory.mktemp("plain")), at=TODAY)
    yield made
    made.extensions[EXTENSION].database.dispose()


@pytest.fixture(scope="module")
def words(plain):
    return words_of_page(plain.jinja_env, PAGE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, words):
    """One lacks a name, one is written from the right, one says the same as English; three are not ready."""
    files = {
        "cy": a_translation(words, without=[ENGLISH_NAME]),
        "ur": a_translation(words, tag="ur"),
        "lt": a_translation(words, tag="lt", says=str),
        "pl": a_translation(words, tag="pl", without=[LANDLINE]),
        "ro": a_translation(words, tag="ro", says=lambda phrase: re.sub(r"</?a>", "", made_up(phrase))),
        "pt": a_translation(words, tag="pt", header={"Last-Translator": "A machine"}),
    }
    return a_partnership_with(tmp_path_factory.mktemp("languages"), files)


@pytest.fixture(scope="module")
def app(tmp_path_factory, folder):
    settings = some_settings(tmp_path_factory.mktemp("spoken"), partnership=str(folder))
    made = a_portal(settings, at=TODAY)
    yield made
    made.extensions[EXTENSION].database.dispose()


@pytest.fixture
def page(app):
    return PageClient(app)


def offered(fetched):
    return {link.get("hreflang"): link for link in fetched.all("a") if link.get("hreflang")}


def _main(page, address):
    return re.search(r"<main.*</footer>", page.get(address).html, re.S)[0]


def note(fetched):
    return " ".join("".join(fetched.all("p", class_="languages__note")[0].itertext()).split())


def test_a_page_is_offered_in_the_languages_that_are_ready_for_it(page):
    links = offered(page.get("/help-now"))
    names = {"cy": "Cymraeg", "ur": "اردو", "lt": "Lietuvių"}
    assert {tag: "".join(link.itertext()) for tag, link in links.items()} == names
    assert [link.get("lang") for link in links.values()] == list(names)
    assert links["ur"].get("dir") == "rtl"


def test_every_page_leads_to_help_in_each_language(page):
    links = offered(page.get("/cookies"))
    assert links["cy"].get("href") == "/help-now?language=cy"
    assert (links["ur"].get("lang"), links["ur"].get("dir")) == ("ur", "rtl")


def test_where_nothing_is_offered_nothing_is_said(plain):
    for address in ("/help-now", "/cookies"):
        fetched = PageClient(plain).get(address)
        assert not offered(fetched)
        assert "languages" not in fetched.html


def test_a_page_speaks_the_language_its_address_asks_for(page):
    fetched = page.get("/help-now?language=cy")
    assert fetched.tree.get("lang") == "cy"
    assert fetched.h1 == made_up("Get help now")
    assert fetched.title.startswith(made_up("Get help now"))
    for words in (LANDLINE, "All the help there is", "Skip to main content"):
        assert made_up(words) in fetched.words
    assert made_up("In an emergency") in fetched.html


def test_tags_inside_a_sentence_keep_what_they_carry(page):
    fetched = page.get("/help-now?language=cy")
    link = next(each for each in fetched.all("a", href="https://999bsl.co.uk") if each.get("rel"))
    assert link.get("rel") == "noopener"


def test_whoever_answers_for_the_words_is_named_with_the_day_as_the_language_writes_it(page):
    said = note(page.get("/help-now?language=cy"))
    assert "Ann Example" in said
    assert "Example Council" in said
    assert "20 Tachwedd 2026" in said


def test_what_nobody_translated_is_english_marked_and_told(page):
    fetched = page.get("/help-now?language=cy")
    marked = {"".join(each.itertext()) for each in fetched.all("span", lang="en-GB")}
    assert marked == {ENGLISH_NAME}
    assert made_up("Some words here are still in English") in note(fetched)


def test_where_all_is_translated_no_english_is_told_of(page):
    fetched = page.get("/help-now?language=ur")
    assert not fetched.all("span", lang="en-GB")
    assert made_up("still in English") not in note(fetched)


def test_a_language_that_is_written_from_the_right_turns_the_page_and_no_number(page):
    fetched = page.get("/help-now?language=ur")
    assert fetched.tree.get("dir") == "rtl"
    call = next(link for link in fetched.all("a") if link.get("href") == "tel:08001111")
    assert [(part.tag, part.get("dir"), part.text) for part in call] == [("bdi", "ltr", "0800 1111")]


def test_a_link_keeps_the_language_where_its_page_is_offered_in_it(page):
    links = page.get("/help-now?language=cy").links()
    assert "/help-now?language=cy" in links
    assert {"/plan", "/privacy"} <= set(links)
    assert offered(page.get("/help-now?language=cy"))["en-GB"].get("href") == "/help-now"


@pytest.mark.parametrize("tag", ["xx", "pl", "ro", "pt", "en-GB", "", "../cy", "CY"])
def test_a_language_that_is_not_ready_gives_the_english_page(page, tag):
    assert page.get(f"/help-now?language={tag}").html == page.get("/help-now").html


def test_what_stops_a_language_is_said_in_the_log_and_by_the_command(folder, tmp_path, caplog):
    with caplog.at_level(logging.ERROR):
        create_app(some_settings(tmp_path, partnership=str(folder)))
    told = [record.getMessage() for record in caplog.records]
    assert any("language ro is not offered" in line and "lacks <a>" in line for line in told)
    assert any("language pt is not offered" in line and "who checked it" in line for line in told)


def test_each_language_is_kept_whole_for_itself(app):
    client = app.test_client()
    first = client.get("/help-now?language=cy")
    english = client.get("/help-now")
    assert first.headers["ETag"] != english.headers["ETag"]
    again = client.get("/help-now?language=cy", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_language_that_is_none_of_ours_is_kept_nowhere(app, page):
    page.get("/help-now?language=my-own-words")
    assert not [key for key in app.extensions[STORE] if "my-own-words" in key]


def test_words_that_an_officer_changed_are_english_until_somebody_translates_them(app):
    house = app.extensions[EXTENSION]
    changed = "When somebody is in danger. Say where you are first."
    with house.database.transaction() as session:
        session.execute(update(HelplineRow).where(HelplineRow.code == "999").values(words=changed))
    house.clock.move_to(TODAY + timedelta(minutes=5))
    fetched = PageClient(app).get("/help-now?language=ur")
    assert changed in {"".join(each.itertext()) for each in fetched.all("span", lang="en-GB")}


def test_a_catalogue_that_says_the_same_gives_the_same_page(page):
    spoken, english = (
        re.sub(
            r'<div class="govuk-width-container languages">.*?</div>', "", _main(page, address), flags=re.S
        )
        for address in ("/help-now?language=lt", "/help-now")
    )
    spoken = re.sub(r'<span lang="en-GB">(.*?)</span>', r"\1", spoken.replace("?language=lt", ""))
    assert spoken.split() == english.split()


def test_only_pages_that_anybody_reads_and_nobody_writes_in_are_offered(app):
    spoken = [view for view in app.view_functions.values() if hasattr(view, "in_languages")]
    assert spoken
    for view in spoken:
        assert view.access == PUBLIC
        assert view.whole_page
    rules = [each for each in app.url_map.iter_rules() if app.view_functions[each.endpoint] in spoken]
    assert not [each.rule for each in rules if "POST" in each.methods]


def test_english_templates_are_compiled_without_a_look_up(app, page):
    page.get("/help-now?language=cy")
    assert "_phrase" not in app.jinja_env.globals
    assert (
        app.jinja_env.code_generator_class is not app.extensions[LANGUAGES].environment.code_generator_class
    )
