"""Half of the public pages are for readers under twelve, and none needs a reader far above."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.core.prose import prose, without_names
from portal.front.reading import FAR_OUT, MEDIAN_BELOW, PageRead, median_age, pages_read, told
from portal.web.context import EXTENSION
from tests.builders.portal import a_portal, an_empty_database, some_settings
from tests.conftest import TODAY


@pytest.fixture(scope="module", params=[pytest.param("bcp"), pytest.param("lbbd", marks=pytest.mark.lbbd)])
def portal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A portal with its content, opened once for every story of this file."""
    settings = some_settings(tmp_path_factory.mktemp(request.param), partnership=request.param)
    for _database in an_empty_database(settings.database_url):
        app = a_portal(settings, at=TODAY)
        yield app
        app.extensions[EXTENSION].database.dispose()


@pytest.fixture(scope="module")
def pages(portal: Flask) -> tuple[PageRead, ...]:
    """Every public page that links lead to."""
    return pages_read(portal)


def test_half_of_the_pages_are_for_readers_under_twelve(pages):
    assert median_age(pages) < MEDIAN_BELOW


def test_no_page_needs_a_reader_far_above(pages):
    assert not [page for page in pages if (page.age or 0) >= FAR_OUT]


def test_the_walk_meets_the_pages_people_come_for(pages):
    wanted = {"/", "/plan", "/help-now", "/advice", "/privacy", "/accessibility", "/concerns/report"}
    assert wanted <= {page.path for page in pages if page.age is not None or page.path == "/concerns/report"}


def test_every_page_is_listed_and_their_median(pages):
    *lines, last = told(pages)
    assert [line.rsplit(" ", 1)[-1] for line in lines] == [page.path for page in pages]
    assert last.startswith(f"Median: {median_age(pages):g} years")


PAGE = """
<nav><p>Everything outside of main is left out here.</p></nav>
<main>
  <h1>A heading is not a sentence that anybody counts</h1>
  <p>We read what you <strong>wrote to us</strong><br>and answer within <a href="/days">ten days</a>.</p>
  <table><tr><td>Figures in a table are not read out either.</td></tr></table>
  <ul><li>an entry of a list with words</li><li>a lamp</li></ul>
  <p lang="cy">Mae hwn yn destun mewn iaith arall yma.</p>
  <form><label>What do you want to tell us about the place?</label>
  <div>Leave out the names of other people.</div></form>
</main>
"""


def test_the_sentences_of_main_are_read_and_nothing_else():
    assert prose(PAGE).text.splitlines() == [
        "We read what you wrote to us and answer within ten days.",
        "an entry of a list with words",
        "Leave out the names of other people.",
    ]


def test_links_are_kept_wherever_they_stand():
    assert prose(PAGE).links == ("/days",)


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("It goes to the Safer Communities Strategic Group next.", "It goes to the It next."),
        ("We ask Fire and Rescue of the County first.", "We ask It first."),
        ("Write to somebody@example.org or see https://example.org/x today.", "Write to It or see It today."),
        ("Nobody is named here.", "Nobody is named here."),
    ],
)
def test_a_name_counts_as_one_short_word(said, counted):
    assert without_names(said) == counted
