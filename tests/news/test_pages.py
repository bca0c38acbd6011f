"""News as officers write it and anybody reads it."""

from dataclasses import replace

import pytest

from portal.core.actors import Role
from tests.builders.listing import pressed, sorted_by
from tests.news.test_service import LIGHTS, begun

EVIL = "<script>alert(1)</script>\n\n[go](javascript:alert(1))\n\n{{ 7 * 7 }}"


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


def write(officer, status=303, **more):
    fields = officer.get("/staff/news/new").fields()
    fields |= {"title": "Lights on the path", "summary": "It has lights.", "body": "It is bright."}
    return officer.post("/staff/news/new", fields | {"go": "save"} | more, status=status), fields


def test_from_the_first_word_to_everybody_and_back(officer, page):
    kept, fields = write(officer)
    assert officer.post("/staff/news/new", fields | {"go": "save"}, status=303).location == kept.location
    page.get("/news/lights-on-the-path", status=404)
    shown = officer.get(kept.location)
    officer.post(f"{kept.location}/publication", shown.fields(), status=303)
    assert page.get("/news/lights-on-the-path").h1 == "Lights on the path"
    assert "/news/lights-on-the-path" in page.get("/news").links()
    assert "/news/lights-on-the-path" in page.get("/").links()
    assert "/news/lights-on-the-path" in page.get("/search?q=lights").links()
    refused = officer.post(f"{kept.location}/publication", shown.fields(), status=409)
    assert "Read what stands now" in refused.words
    assert (
        "Say why it is withdrawn"
        in officer.post(f"{kept.location}/withdrawal", refused.fields(), status=422).words
    )
    officer.post(f"{kept.location}/withdrawal", refused.fields() | {"reason": "Wrong"}, status=303)
    gone = officer.get(kept.location)
    assert "Withdrawn because: Wrong" in gone.words


def test_no_news_is_said(page):
    assert "There is no news yet" in page.get("/news").words


def test_a_preview_keeps_nothing(officer):
    shown, _ = write(officer, status=200, go="preview", body="**Strong** words")
    assert "<strong>Strong</strong>" in shown.html
    assert "There is no news yet" in officer.get("/staff/news").words


def test_markdown_smuggles_nothing(officer, page):
    kept, _ = write(officer, body=EVIL)
    officer.post(f"{kept.location}/publication", officer.get(kept.location).fields(), status=303)
    shown = page.get("/news/lights-on-the-path")
    assert "<script>alert" not in shown.html and "{{ 7 * 7 }}" in shown.words
    assert not [href for href in shown.links() if href.lower().startswith("javascript")]


def test_two_officers_and_the_second_keeps_the_own_words(officer, signed_in):
    second = signed_in(Role.ENGAGEMENT_OFFICER)
    where = f"{write(officer)[0].location}/words"
    mine = second.get(where).fields() | {"body": "My words", "go": "save"}
    officer.post(where, officer.get(where).fields() | {"body": "Theirs", "go": "save"}, status=303)
    refused = second.post(where, mine, status=409)
    assert refused.fields()["body"] == "My words" and "Theirs" in refused.words
    second.post(where, refused.fields() | {"go": "save"}, status=303)


def test_a_broken_key_makes_a_piece_of_its_own(officer):
    kept, _ = write(officer, key="../../etc")
    assert officer.get(kept.location).h1 == "Lights on the path"


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.ADMINISTRATOR, Role.SAFEGUARDING_LEAD])
def test_other_staff_write_no_news(signed_in, role):
    signed_in(role).get("/staff/news", status=403)


def test_a_column_sorts_the_list_without_a_script_and_the_pager_keeps_it(officer, database):
    with database.transaction() as session:
        for number in range(53):
            begun(session, replace(LIGHTS, title=f"Piece {number:02}"))
    usual = officer.get("/staff/news")
    assert sorted_by(usual) == [("Last changed", "descending")]
    by_title = pressed(officer, "/staff/news", usual, "Title")
    assert sorted_by(by_title) == [("Title", "ascending")]
    assert by_title.words.index("Piece 00") < by_title.words.index("Piece 49")
    rest = pressed(officer, "/staff/news", by_title, "Next page")
    assert "Piece 50" in rest.words and "Piece 49" not in rest.words
    assert sorted_by(pressed(officer, "/staff/news", rest, "Title")) == [("Title", "descending")]


def test_an_unknown_order_is_the_usual_one(officer):
    write(officer)
    assert sorted_by(officer.get("/staff/news?order=published")) == [("Last changed", "descending")]
