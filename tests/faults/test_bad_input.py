"""Whatever is typed into the public boxes gets a page that says what to do next, and leaves no half row."""

import pytest

from portal.core.words import tidy
from tests.builders.walking import RESPOND, press
from tests.concerns import walk
from tests.faults.strange import BYTES, NUMBERS, PRODUCT, TEXTS, body

FORM = "application/x-www-form-urlencoded"
LIMIT = 512 * 1024

pytestmark = pytest.mark.usefixtures("untouched")


def texts(found):
    """A parameter for each text, by its name."""
    return pytest.mark.parametrize("text", found.values(), ids=found.keys())


@pytest.fixture(scope="module")
def pages(stage):
    """Pages with boxes, as they came: what they carry goes back from any browser, any number of times."""
    visitor = stage.visitor()
    first = visitor.get(RESPOND)
    return {
        "what": walk.up_to(visitor, "what"),
        "place": walk.up_to(visitor, "place"),
        "first": first,
        "second": press(visitor, first, "next", q_relation="live"),
    }


def squeezed(text):
    """A text without any space, to be compared with what stands in several elements."""
    return "".join(text.split())


@texts(TEXTS)
def test_a_report_takes_any_words_as_words(stage, pages, text):
    visitor, shown = stage.visitor(), pages["what"]
    check = walk.on_to(visitor, walk.answer(visitor, shown, text=text), "check")
    assert squeezed(tidy(text))[:40] in squeezed(check.words) and PRODUCT not in check.html


@texts(TEXTS)
def test_a_consultation_takes_any_words_as_words(stage, pages, text):
    visitor = stage.visitor()
    check = press(visitor, press(visitor, pages["second"], "next", q_help=text[:300]), "next")
    assert squeezed(tidy(text[:300]))[:40] in squeezed(check.words) and PRODUCT not in check.html


@texts(TEXTS)
@pytest.mark.parametrize("box", ["postcode", "place_name", "ward", "lat"])
def test_a_place_nobody_knows_is_asked_for_again(stage, pages, box, text):
    visitor, shown = stage.visitor(), pages["place"]
    again = walk.answer(visitor, shown, status=422, **{box: text})
    assert walk.step_of(again) == "place" and PRODUCT not in again.html


@texts(TEXTS)
def test_a_search_for_anything_answers(stage, text):
    shown = stage.visitor().get("/search", query_string={"q": text})
    assert PRODUCT not in shown.html


@texts(TEXTS)
@pytest.mark.parametrize("path", ["/concerns/follow-up", "/consultations/what-first/resume"])
def test_no_text_opens_what_it_should_not(stage, path, text):
    visitor = stage.visitor()
    asked = visitor.get(path)
    again = visitor.post(path, {**asked.fields(), "receipt": text, "go": "find"}, status=422)
    assert again.h1 == asked.h1 and PRODUCT not in again.html


@pytest.mark.parametrize("lat", [*NUMBERS, "50.6", "48.8566", "91", "-91"])
@pytest.mark.parametrize("lon", ["-1.8", "2.3522", "1e400"])
def test_a_point_that_is_nowhere_here_goes_no_further(stage, pages, lat, lon):
    visitor, shown = stage.visitor(), pages["place"]
    page = visitor.http.post(walk.REPORT, data={**shown.fields(), "lat": lat, "lon": lon, "go": "next"})
    text = page.get_data(as_text=True)
    assert page.status_code in (200, 422) and "Is this the place?" not in text
    assert "outside" in text.lower() or 'value="place"' in text


@pytest.mark.parametrize("raw", BYTES.values(), ids=BYTES.keys())
def test_a_report_in_another_encoding_is_shown_again_or_read(stage, pages, raw):
    visitor, shown = stage.visitor(), pages["what"]
    fields = {**shown.fields(), "go": "next"}
    page = visitor.http.post(walk.REPORT, data=body(fields, "text", raw), content_type=FORM)
    assert page.status_code in (200, 422)


@pytest.mark.parametrize("raw", BYTES.values(), ids=BYTES.keys())
@pytest.mark.parametrize("name", ["csrf_token", "state", "step", "go", "q_relation", "q_ward_postcode"])
def test_a_consultation_in_another_encoding_is_shown_again(stage, pages, name, raw):
    visitor = stage.visitor()
    fields = {**pages["first"].fields(0), "q_relation": "live", "go": "next"}
    page = visitor.http.post(RESPOND, data=body(fields, name, raw), content_type=FORM)
    assert page.status_code in (200, 422)


@pytest.mark.parametrize("raw", BYTES.values(), ids=BYTES.keys())
def test_a_question_in_another_encoding_is_searched_for(stage, raw):
    address = "/search?q=" + raw.decode("latin-1")
    assert stage.visitor().http.get(address).status_code == 200


@pytest.mark.parametrize("place", [*NUMBERS[5:], "not", "99", "1.5", "-1"])
def test_a_rank_that_is_no_rank_is_asked_for_again(stage, pages, place):
    visitor = stage.visitor()
    fields = {**pages["second"].fields(0), "q_first-roads": place, "go": "next"}
    assert visitor.http.post(RESPOND, data=fields).status_code in (200, 422)


def test_a_postcode_of_another_town_is_not_known(stage, pages):
    visitor, shown = stage.visitor(), pages["place"]
    again = walk.answer(visitor, shown, status=422, postcode="SW1A 1AA")
    assert "do not know this postcode" in again.words and again.fields()["postcode"] == "SW1A 1AA"


def test_fifty_thousand_emoji_are_too_much_and_say_so(stage, pages):
    visitor, shown = stage.visitor(), pages["what"]
    assert "too much" in walk.answer(visitor, shown, status=413, text="😀" * 50_000).words


def test_a_whole_book_is_kept_on_its_page_and_can_be_shortened(stage, pages):
    visitor, shown = stage.visitor(), pages["what"]
    book = "A long story. " * 22_000
    again = walk.answer(visitor, shown, status=422, text=book)
    assert again.fields()["text"].strip() == book.strip() and "Shorten this by" in again.words
    assert walk.step_of(walk.answer(visitor, again, text="A short one.")) == "before"


def test_a_whole_book_in_a_consultation_can_be_shortened(stage, pages):
    visitor = stage.visitor()
    again = press(visitor, pages["second"], "next", status=422, q_more="A long story. " * 22_000)
    assert press(visitor, again, "next", q_more="A short one.").h1


def test_more_than_the_portal_takes_gets_a_page(stage, pages):
    visitor, shown = stage.visitor(), pages["what"]
    told = walk.answer(visitor, shown, status=413, text="x" * 600_000)
    assert "shorten it and send it again" in told.words


def test_five_thousand_fields_change_nothing(stage, pages):
    visitor, shown = stage.visitor(), pages["what"]
    more = {f"field{n}": "x" for n in range(5000)}
    assert walk.step_of(walk.answer(visitor, shown, text="A short one.", **more)) == "before"


def test_five_thousand_values_of_one_field_change_nothing(stage, pages):
    visitor, shown = stage.visitor(), pages["what"]
    fields = [*shown.fields().items(), ("go", "next"), *[("text", f"word {n}") for n in range(5000)]]
    sent = "&".join(f"{name}={value}".replace(" ", "+") for name, value in fields)
    page = visitor.http.post(walk.REPORT, data=sent, content_type=FORM)
    assert page.status_code in (200, 422)


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", "x/y", ""]
)
@pytest.mark.parametrize("path", [walk.REPORT, RESPOND, "/concerns/follow-up", "/staff/sign-in"])
def test_a_body_of_another_kind_begins_anew(stage, path, kind):
    page = stage.visitor().http.post(path, data=b'{"text": "\xff"}--x\r\n', content_type=kind)
    assert page.status_code in (200, 400, 422)
    assert b"<h1" in page.data
