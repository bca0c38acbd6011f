"""A public page drawn by looking its words up says what it says in English: none is lost, none is doubled."""

import re
from datetime import date

import pytest
from flask import g

from portal.adapters.translations import language, read_translations
from portal.partnership.languages import SHIPPED, TEMPLATE
from portal.web import filters
from portal.web.context import EXTENSION
from portal.web.languages import phrases
from portal.web.languages.catalogue import Catalogue
from portal.web.languages.speaking import EXTENSION as LANGUAGES
from tests.builders.portal import a_portal, some_settings
from tests.conftest import TODAY

pytestmark = pytest.mark.long


class Same(dict):
    """Whatever is looked up says itself; every phrase that translators have is there to be recognised."""

    def __init__(self):
        there = read_translations(SHIPPED / TEMPLATE).entries
        super().__init__({each.source: phrases.read(each.source) for each in there})

    def get(self, source, default=None):
        """The phrase as it is asked for."""
        try:
            return phrases.read(source)
        except phrases.BrokenPhrase:
            return default


SAME = Catalogue(language("cy"), "Ann Example", "Bo Example", date(2026, 11, 20), Same())
NOT_FOR_READERS = ("/staff", "/brand", "/data", "/feeds", "/open311", "/health", "/static")


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    """A portal in English, and one that looks each word up and finds the same."""
    english, spoken = (
        a_portal(some_settings(tmp_path_factory.mktemp(name)), at=TODAY) for name in ("english", "spoken")
    )
    environment = spoken.extensions[LANGUAGES].environment
    environment.filters.update(
        {name: getattr(filters, name) for name in ("day", "weekday", "moment", "month")}
    )
    environment.filters.update({name: getattr(filters, name) for name in ("hour", "number")})
    environment.globals["page_day"] = english.jinja_env.globals["page_day"]
    spoken.jinja_env = environment

    @spoken.before_request
    def choose():
        g.language, g.left_in_english = SAME, False

    yield english, spoken
    for app in (english, spoken):
        app.extensions[EXTENSION].database.dispose()


def _read(app, address):
    page = app.test_client().get(address)
    if page.mimetype != "text/html":
        return page.status_code, []
    text = re.sub(r'value="[^"]{30,}"', "", page.text)  # tokens differ
    text = re.sub(r'<span lang="en-GB">(.*?)</span>', r"\1", text, flags=re.S)
    return page.status_code, re.sub(r"\s*(<[^>]*>)\s*", r"\n\1\n", text.replace("&#34;", '"')).split()


def test_no_word_is_lost_and_none_is_said_twice(apart):
    english, spoken = apart
    rules = [rule for rule in english.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments]
    addresses = sorted({rule.rule for rule in rules if not rule.rule.startswith(NOT_FOR_READERS)})
    assert len(addresses) > 20
    assert not [each for each in addresses if _read(english, each) != _read(spoken, each)]
