"""A refusal says what happened and what to do next, and gives back what was typed."""

import pytest

from tests.look.drawing import a_page, words

SENT = [
    ("csrf_token", "signed"),
    ("state", "a long sealed state with no words to read in it"),
    ("what", "They gather by the steps\nevery evening & shout <loudly>"),
    ("password", "kept to myself"),
    ("go", "next"),
]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500, 503])
@pytest.mark.parametrize("doors", [{"public": True, "staff": False}, {"public": False, "staff": True}])
def test_every_refusal_is_a_page_with_a_next_step(status: int, doors: dict[str, bool]) -> None:
    page = a_page('{% extends "errors/' + str(status) + '.html" %}', "/somewhere", {"doors": doors})
    main = next(page.tree.iter("main"))
    assert len(list(main.iter("p"))) >= 1
    assert page.title.startswith(page.h1)
    assert str(status) not in page.words
    assert "Call 999" in page.words


@pytest.mark.parametrize(
    ("wait", "heading"),
    [("4 minutes", "Please wait before you send this"), (None, "Please send this once more")],
)
def test_what_was_typed_comes_back_with_a_button(wait: str | None, heading: str) -> None:
    page = a_page('{% extends "errors/again.html" %}', "/concerns/report", wait=wait, fields=SENT)
    assert page.h1 == heading
    assert page.fields()["what"] == SENT[2][1]
    assert page.fields()["state"] == SENT[1][1]


def test_only_words_are_shown_for_reading() -> None:
    page = a_page('{% extends "errors/again.html" %}', "/concerns/report", wait="1 hour", fields=SENT)
    shown = [words(e) for e in page.tree.iter("div") if e.get("class") == "kept-text"]
    assert shown == ["They gather by the steps every evening & shout <loudly>"]


def test_a_password_is_not_repeated() -> None:
    page = a_page('{% extends "errors/again.html" %}', "/staff/sign-in", wait="1 hour", fields=SENT)
    assert "kept to myself" not in page.html


def test_waiting_names_the_time_and_both_numbers() -> None:
    page = a_page('{% extends "errors/again.html" %}', "/concerns/report", wait="4 minutes", fields=SENT)
    assert "Wait 4 minutes" in page.words
    assert "101" in words(next(page.tree.iter("main")))
