"""Random addresses, fields and states against every public page: never a fault, never a trace of one."""

import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.walking import RESPOND, RESUME, press
from tests.concerns import walk
from tests.faults.strange import NUMBERS, TEXTS

SHOWN_BY_FAULTS = ("Traceback", "sqlalchemy", "jinja2", "werkzeug", "NoneType", "site-packages")
FORM = "application/x-www-form-urlencoded"
TRIES = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

anything = st.one_of(
    st.text(max_size=60),
    st.sampled_from([*TEXTS.values(), *NUMBERS]),
    st.sampled_from(["next", "back", "send", "save", "find", "withdraw", "withdraw-now", "check", "confirm"]),
    st.sampled_from(["danger", "topic", "advice", "subtopic", "place", "matches", "when", "what", "before"]),
    st.sampled_from(
        ["asb-street", "domestic-abuse", "change:first", "change:", "what-first", "2026-27", "live"]
    ),
)
names = st.one_of(
    st.sampled_from(["step", "go", "state", "csrf_token", "text", "topic", "subtopic", "place", "postcode"]),
    st.sampled_from(["place_name", "ward", "lat", "lon", "danger", "happened", "hide", "website", "receipt"]),
    st.sampled_from(["q_relation", "q_ward", "q_ward_postcode", "q_first-roads", "q_by_day", "q_more"]),
    st.sampled_from(["email", "password", "next", "q", "release", "family", "after", "told"]),
    st.text(min_size=1, max_size=10),
)
fields = st.dictionaries(names, anything, max_size=8)

pytestmark = pytest.mark.usefixtures("untouched")


@pytest.fixture(scope="module")
def public(stage):
    """Every public address with the methods it answers."""
    rules = [
        rule
        for rule in stage.app.url_map.iter_rules()
        if getattr(stage.app.view_functions[rule.endpoint], "access", "") == "public"
    ]
    return sorted((rule.rule, tuple(rule.methods & {"GET", "POST"})) for rule in rules)


@pytest.fixture(scope="module")
def states(stage):
    """Hidden fields of pages that were really shown, by the address they belong to."""
    visitor = stage.visitor()
    walked = [walk.up_to(visitor, step) for step in ("topic", "advice", "place", "confirm", "what", "check")]
    second = press(visitor, visitor.get(RESPOND), "next", q_relation="live")
    saved = [{**page.fields(0)} for page in (visitor.get(RESPOND), second)]
    return {
        walk.REPORT: [page.fields() for page in walked],
        RESPOND: saved,
        RESUME: [visitor.get(RESUME).fields(0), *saved],
        "/concerns/follow-up": [visitor.get("/concerns/follow-up").fields()],
        "/staff/sign-in": [visitor.get("/staff/sign-in").fields()],
    }


def sound(response):
    """No fault, and no sign of how the portal is made."""
    assert response.status_code < 500, response.request.url
    shown = response.get_data().decode("utf-8", errors="replace")  # a picture is no text
    assert not [sign for sign in SHOWN_BY_FAULTS if sign in shown]
    assert response.mimetype != "text/html" or "<h1" in shown or response.status_code in (301, 302, 303, 308)


@TRIES
@given(data=st.data())
def test_no_address_and_no_question_breaks_a_public_page(stage, public, data):
    rule, _ = data.draw(st.sampled_from(public))
    path = re.sub(r"<[^>]+>", lambda _: quote(data.draw(anything), safe=""), rule)
    sound(stage.visitor().http.get(path, query_string=data.draw(fields)))


@TRIES
@given(data=st.data())
def test_no_form_breaks_a_public_page_and_none_stores_half_a_row(stage, public, states, data):
    rule, _ = data.draw(st.sampled_from([each for each in public if "POST" in each[1]]))
    path = rule.replace("<slug>", "what-first").replace("<string:code>", "none")
    known = data.draw(st.sampled_from(states.get(path, [{}])))
    posted = {**known, **data.draw(fields)}
    if posted.get("go") in ("send", "save"):
        posted["go"] = "next"
    sound(stage.visitor().http.post(path, data=posted, headers={"Sec-Fetch-Site": "same-origin"}))


@settings(TRIES, max_examples=40)
@given(st.binary(max_size=400))
def test_no_bytes_break_a_form(stage, raw):
    for path in (walk.REPORT, RESPOND):
        sound(stage.visitor().http.post(path, data=raw, content_type=FORM))


@TRIES
@given(st.sampled_from(["Host", "Origin", "Referer", "Accept-Language", "If-None-Match", "Range"]), anything)
def test_no_header_breaks_a_page(stage, name, value):
    plain = "".join(ch for ch in value if 31 < ord(ch) < 127)
    for path in ("/", "/privacy", "/staff"):
        came = stage.visitor().http.get(path, headers={name: plain})
        assert came.status_code < 500, (name, plain)


@TRIES
@given(st.text(max_size=200), st.binary(max_size=100))
def test_no_cookie_signs_anybody_in(stage, text, raw):
    visitor = stage.visitor().http
    for value in (text, raw.hex()):
        visitor.set_cookie("staff", value, path="/staff")
        assert visitor.get("/staff").status_code == 303
