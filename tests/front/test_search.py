"""A question finds the right page, also with a slip of the finger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.front import rules
from portal.front.rules import Asked, Document, Kind


def a_page(title, summary="", words="", kind=Kind.ADVICE):
    return Document(kind, title, summary, words, f"/{title.lower().replace(' ', '-')}")


SHELF = (
    a_page("Fraud and scams", "Stop, break contact.", "Never move money. Forward texts to 7726."),
    a_page("Knives", "Why carrying one makes nobody safer.", "A knife bin takes it."),
    a_page("Antisocial behaviour", "Keep a record.", "Noise, litter, threats."),
    a_page("Beach and water", "Flags and floating.", "Swim between the flags. Call the Coastguard."),
    a_page("Safer Communities Strategic Group", "Antisocial behaviour; fraud", "Meets every two months"),
)


def titles(question):
    return [found.title for found in rules.ranked(question, SHELF)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("scam", "Fraud and scams"),
        ("scams", "Fraud and scams"),
        ("SCAMS!", "Fraud and scams"),
        ("knife", "Knives"),
        ("knives", "Knives"),
        ("anti-social behaviour", "Antisocial behaviour"),
        ("anti-social", "Antisocial behaviour"),
        ("asb", "Antisocial behaviour"),
        ("behavoiur", "Antisocial behaviour"),
        ("coastgaurd", "Beach and water"),
        ("bea", "Beach and water"),
        ("where can I swim?", "Beach and water"),
        ("7726", "Fraud and scams"),
        ("strategic group", "Safer Communities Strategic Group"),
    ],
)
def test_a_question_finds_its_page_first(question, first):
    assert titles(question)[0] == first


@pytest.mark.parametrize("question", ["", "   ", "x", "?", "zeppelin", "qq qq qq knife zz"])
def test_what_fits_nothing_finds_nothing(question):
    assert titles(question) == []


def test_a_title_counts_more_than_a_text():
    assert titles("fraud") == ["Fraud and scams", "Safer Communities Strategic Group"]


@pytest.mark.parametrize(
    ("text", "found", "came"),
    [
        ("", 0, Asked.NOTHING_YET),
        ("  ", 0, Asked.NOTHING_YET),
        ("a", 0, Asked.TOO_SHORT),
        ("!", 0, Asked.TOO_SHORT),
        ("ab", 0, Asked.NOT_FOUND),
        ("ab", 3, Asked.FOUND),
    ],
)
def test_every_state_has_its_name(text, found, came):
    assert rules.asked(text, found) is came


@pytest.mark.parametrize(
    "text", ["999", "I am being attacked", "suicide", "he said he will kill me", "overdose"]
)
def test_words_of_alarm_bring_the_number_up(text):
    assert rules.alarms(text)


@pytest.mark.parametrize("text", ["", "fire alarm", "knife bins", "noise at night", "plan 2026"])
def test_ordinary_questions_raise_no_alarm(text):
    assert not rules.alarms(text)


@pytest.mark.parametrize(
    "text", ["suicde", "suicid", "sucidal thoughts", "ovredose", "he is beeing atacked", "unconcious man"]
)
def test_a_slip_of_the_finger_hides_no_alarm(text):
    assert rules.alarms(text) and rules.alarms(text, SHELF)


def test_a_word_mended_from_our_texts_raises_the_alarm_it_means():
    shelf = (a_page("First aid", words="breathing"),)
    assert rules.alarms("not breathign", shelf) and not rules.alarms("not breathign")


@pytest.mark.parametrize("text", ["doing up the park", "dog breeding", "attached form", "lying in the road"])
def test_an_ordinary_word_near_one_of_alarm_raises_none(text):
    assert not rules.alarms(text)


def test_a_word_of_our_texts_is_no_slip():
    assert rules.alarms("kidnapper") and not rules.alarms("kidnapper", (a_page("Kidnapper caught"),))


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("fraud", "freud", True),
        ("fraud", "fruad", True),
        ("fraud", "frauds", True),
        ("fraud", "raud", False),
        ("harbour", "arbour", True),
        ("noise", "nose", False),
        ("fraud", "found", False),
        ("fraud", "fraud", False),
    ],
)
def test_one_slip_is_forgiven_in_long_words(one, other, slip):
    assert rules.one_slip(one, other) == slip == rules.one_slip(other, one)


def test_a_slip_is_mended_and_told():
    assert rules.mended("the coastgaurd", SHELF) == (("coastgaurd", "coastguard"),)


@pytest.mark.parametrize("question", ["coastguard", "scam", "zeppelin", "coast", "freud knives", ""])
def test_only_a_long_word_that_stands_nowhere_is_mended(question):
    assert [asked for asked, _ in rules.mended(question, SHELF)] == (["freud"] if "freud" in question else [])


def test_of_two_words_one_slip_away_the_more_common_is_looked_for():
    shelf = (a_page("Parks one", words="light"), a_page("Parks two", words="light"), a_page("Sight"))
    assert rules.mended("wight", shelf) == (("wight", "light"),)


letters = st.text("abcdefgh", min_size=6, max_size=12)


@given(letters, st.integers(0, 11), st.sampled_from("abcdefgh"))
def test_one_letter_more_or_other_is_one_slip_or_none(word, at, letter):
    at = min(at, len(word) - 1)
    for typed in (word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        assert typed == word or rules.one_slip(word, typed)


@given(st.text(max_size=120))
def test_any_question_is_answered_the_same_way_twice(text):
    once = rules.ranked(text, SHELF)
    assert once == rules.ranked(text, SHELF) and len(once) <= rules.MOST and set(once) <= set(SHELF)


@given(st.sampled_from(SHELF))
def test_every_page_is_found_by_its_own_title(document):
    assert document in rules.ranked(document.title, SHELF)


def test_the_page_finds_advice_plans_groups_notices_and_helplines(page, partnership):
    for question, href in (
        ("scams", "/advice/fraud"),
        ("samaritans", "/help-now#helpline-samaritans"),
        ("measure success", "#part-e"),
        ("accessibility", "/accessibility"),
        (partnership.groups[0].name, f"/partnership/{partnership.groups[0].code.lower()}"),
    ):
        assert any(href in found for found in page.get(f"/search?q={question}").links()), question


def test_burglery_finds_burglary_and_says_so(page):
    shown = page.get("/search?q=burglery")
    assert "We looked for burglary instead of “burglery”." in shown.words
    assert "/advice/home-security" in shown.links()
    assert "instead" not in page.get("/search?q=burglary").words


def test_nothing_found_shows_where_to_start(page):
    shown = page.get("/search?q=zeppelin")
    assert "Nothing fits" in shown.words and "/advice" in shown.links()


def test_a_short_question_is_told_so(page):
    assert "Write a little more" in page.get("/search?q=x").words


def test_an_empty_question_is_only_a_form(page):
    assert [heading.text for heading in page.get("/search").all("h2")] == []


@pytest.mark.parametrize("q", ["help me he is being attacked", "suicde"])
def test_alarm_stands_before_any_result(page, q):
    shown = page.get(f"/search?q={q}").html
    assert shown.index("Somebody in danger now") < shown.index('name="q"')


@pytest.mark.parametrize(
    "q", ["<script>alert(1)</script>", "{{ 7*7 }}", "%00", "a" * 5000, "%ff%fe", "' OR 1=1 --"]
)
def test_odd_questions_are_only_words(page, q):
    shown = page.get("/search", query_string={"q": q})
    assert "49" not in shown.all("input", name="q")[0].get("value")


def test_a_question_is_kept_nowhere(page, caplog):
    caplog.set_level("DEBUG")
    shown = page.get("/search?q=zeppelinwitness")
    assert shown.response.headers["Cache-Control"] == "no-store"
    assert "zeppelinwitness" not in caplog.text and "zeppelinwitness" not in shown.title
