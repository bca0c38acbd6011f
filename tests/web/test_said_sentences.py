"""A sentence with values is said in the language of a page; whatever its values are, they stay text.

Only "Get help now" is offered today, so a helpline says what Python puts together elsewhere.
"""

from datetime import timedelta

import pytest
from sqlalchemy import update

from portal.partnership.models import HelplineRow
from portal.web.context import EXTENSION
from tests.builders.languages import a_partnership_with, a_translation, made_up, words_of_page
from tests.builders.portal import a_portal, some_settings
from tests.conftest import TODAY
from tests.page_client import PageClient

PAGE = "advice/help_now.html"
SENTENCE = "We do not know this postcode in {area_name}. Check it."
RANGE = "{low} to {high}"
NESTED = "You gave {given} points. Now {more}, so that they make {total}."
TURNED = "{high} <- {low}".replace("<", "&lt;")
EXTRA = (
    SENTENCE,
    RANGE,
    NESTED,
    "take {left} away",
    "Ring us early on {day}",
    "Ring us {when} on paper",
)


def _says(phrase):
    return TURNED if phrase == RANGE else made_up(phrase)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    plain = a_portal(some_settings(tmp_path_factory.mktemp("plain")), at=TODAY)
    words = words_of_page(plain.jinja_env, PAGE) | set(EXTRA)
    plain.extensions[EXTENSION].database.dispose()
    files = {tag: a_translation(words, tag=tag, says=_says) for tag in ("cy", "ur")}
    folder = a_partnership_with(tmp_path_factory.mktemp("languages"), files)
    made = a_portal(some_settings(tmp_path_factory.mktemp("spoken"), partnership=str(folder)), at=TODAY)
    yield made
    made.extensions[EXTENSION].database.dispose()


@pytest.fixture
def said(app):
    """The words of a helpline as a page prints them in a language."""

    def read(words, tag="cy"):
        house = app.extensions[EXTENSION]
        with house.database.transaction() as session:
            session.execute(update(HelplineRow).where(HelplineRow.code == "999").values(words=words))
        house.clock.move_to(house.clock.now() + timedelta(minutes=5))
        fetched = PageClient(app).get(f"/help-now?language={tag}" if tag else "/help-now")
        return fetched.all("li", id="helpline-999")[0].find("p")

    return read


def text(element):
    return " ".join("".join(element.itertext()).split())


def marked(element):
    return [text(each) for each in element.iter("span") if each.get("lang") == "en-GB"]


def test_a_sentence_with_a_value_is_said_and_only_the_value_is_english(said):
    line = said("We do not know this postcode in Exampleton. Check it.")
    assert made_up(SENTENCE).format(area_name="Exampleton") in text(line)
    assert marked(line) == ["Exampleton"]


def test_a_value_that_is_translated_is_said_and_no_english_is_left(said):
    line = said("We do not know this postcode in Get help now. Check it.")
    assert made_up(SENTENCE).format(area_name=made_up("Get help now")) in text(line)
    assert not marked(line)


def test_a_sentence_inside_a_sentence_is_said(said):
    line = said("You gave 120 points. Now take 20 away, so that they make 100.")
    assert text(line).startswith(made_up("You gave 120 points. Now take 20 away, so that they make 100."))
    assert not marked(line)


def test_a_translator_may_turn_the_order_of_values(said):
    assert text(said("5 to 1,900")).startswith("1,900 <- 5")


def test_a_number_in_a_sentence_keeps_its_order_in_a_line_that_is_written_from_the_right(said):
    line = said("5 to 1,900", tag="ur")
    assert [(each.get("dir"), each.text) for each in line.iter("bdi")][-2:] == [
        ("ltr", "1,900"),
        ("ltr", "5"),
    ]


def test_english_in_a_sentence_is_turned_where_the_line_is_written_from_the_right(said):
    line = said("We do not know this postcode in Exampleton. Check it.", tag="ur")
    assert [each.get("dir") for each in line.iter("span") if each.text == "Exampleton"] == ["ltr"]


@pytest.mark.parametrize(
    "value",
    [
        "<b>bold</b>",
        "{area_name}",
        "{day}",
        "\"'><script>alert(1)</script>",
        "&lt;i&gt;",
        "<a href=/x>go</a>",
    ],
)
def test_a_value_stays_text(said, value):
    line = said(f"We do not know this postcode in {value}. Check it.")
    before = {each.tag for each in said("Any other words of an officer.").iter()}
    assert value in text(line)
    assert {each.tag for each in line.iter()} == before


def test_where_two_sentences_fit_as_well_the_text_stays_english(said):
    assert marked(said("Ring us early on paper")) == ["Ring us early on paper"]
    assert marked(said("Ring us early on Friday")) == ["Friday"]


def test_words_that_only_look_like_a_range_stay_english_whole(said):
    assert marked(said("Talk to somebody")) == ["Talk to somebody"]


def test_an_english_page_says_what_it_says(said):
    assert text(said("5 to 1,900", tag="")).startswith("5 to 1,900")
