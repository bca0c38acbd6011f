"""Fields are drawn so that label, hint, error and control belong together."""

from typing import Any

import pytest

from tests.look.drawing import a_page, by_id, drawn, words
from tests.look.samples import refused, untouched

FIELDS = '{% from "components/fields.html" import field, error_summary, button, hidden %}'
WHOLE = (
    '{% extends "layouts/public.html" %}' + FIELDS + "{% block title %}Every field{% endblock %}"
    "{% block content %}{{ error_summary(form) }}<h1>Every field</h1>"
    '<form method="post" novalidate>{{ hidden(form) }}'
    '{% for each in form if each.type != "HiddenField" %}{{ field(each, hint="Some words") }}{% endfor %}'
    '{{ button("Continue", name="go", value="next") }}</form>{% endblock %}'
)


def one(name: str, form: Any, **more: Any) -> Any:
    given = "".join(f", {key}={value!r}" for key, value in more.items())
    return drawn(FIELDS + "{{ field(form[name]" + given + ") }}", form=form, name=name)


@pytest.mark.parametrize("form", [untouched(), refused()], ids=["untouched", "refused"])
def test_a_form_with_every_field_is_a_sound_page(form: Any) -> None:
    assert a_page(WHOLE, form=form).h1 == "Every field"


def test_a_refused_form_says_so_first_in_the_title() -> None:
    assert a_page(WHOLE, form=refused()).title == "Error: Every field – Safer Haven"


def test_every_line_of_the_summary_leads_to_a_control() -> None:
    page = a_page(WHOLE, form=refused())
    ids = {e.get("id"): e.tag for e in page.tree.iter() if isinstance(e.tag, str)}
    targets = [href[1:] for href in page.links() if href.startswith("#") and href != "#main-content"]
    assert len(targets) >= 7
    assert {ids[target] for target in targets} <= {"input", "select", "textarea"}


def test_the_summary_is_announced_and_can_be_focused() -> None:
    summary = drawn(FIELDS + "{{ error_summary(form) }}", form=refused())[0]
    assert (summary.get("tabindex"), summary[0].get("role")) == ("-1", "alert")


def test_without_an_error_there_is_no_summary() -> None:
    assert len(drawn(FIELDS + "{{ error_summary(form) }}", form=untouched())) == 0


def test_a_control_is_described_by_its_hint_and_its_error() -> None:
    tree = one("postcode", refused(), hint="Such as SW1A 1AA")
    assert by_id(tree, "postcode").get("aria-describedby") == "postcode-hint postcode-error"
    assert words(by_id(tree, "postcode-error")) == "Error: Enter a postcode"


def test_a_field_without_hint_or_error_is_described_by_nothing() -> None:
    assert by_id(one("postcode", untouched()), "postcode").get("aria-describedby") is None


def test_the_hint_may_come_from_the_form() -> None:
    assert words(by_id(one("note", untouched()), "note-hint")) == "You can leave this empty."


def test_browsers_neither_refuse_nor_cut_what_is_typed() -> None:
    for name in ("postcode", "what"):
        control = by_id(one(name, untouched()), name)
        assert control.get("required") is None
        assert control.get("maxlength") is None


def test_a_long_text_says_how_much_it_takes() -> None:
    tree = one("what", untouched())
    assert tree[0].get("data-maxlength") == "3000"
    assert words(by_id(tree, "what-info")) == "You can write up to 3,000 characters"
    assert by_id(tree, "what").get("aria-describedby") == "what-info"


def test_typed_markup_comes_back_as_text() -> None:
    assert words(by_id(one("what", refused()), "what")) == "<b>It & that</b>"


def test_choices_stand_under_their_question() -> None:
    tree = one("often", refused(), hint="About")
    group = next(tree.iter("fieldset"))
    assert words(next(group.iter("legend"))) == "How often?"
    assert group.get("aria-describedby") == "often-hint often-error"
    assert [i.get("type") for i in group.iter("input")] == ["radio"] * 3


def test_a_choice_may_have_words_of_its_own() -> None:
    tree = one("often", untouched(), hints={"weekly": "Not every one"})
    assert by_id(tree, "often-1").get("aria-describedby") == "often-1-hint"


def test_none_of_these_stands_apart_and_empties_the_others() -> None:
    tree = one("affects", untouched(), exclusive="none")
    assert by_id(tree, "affects-2").get("data-behaviour") == "exclusive"
    assert "or" in [words(e) for e in tree.iter("div")]


def test_the_only_question_of_a_page_can_be_its_heading() -> None:
    assert words(next(one("often", untouched(), heading=True).iter("h1"))) == "How often?"
    assert words(next(one("postcode", untouched(), heading=True).iter("h1"))) == "Postcode"


def test_a_date_keeps_the_three_parts_that_were_typed() -> None:
    boxes = list(one("since", refused()).iter("input"))
    assert [box.get("value") for box in boxes] == ["31", "2", "2026"]
    assert {box.get("name") for box in boxes} == {"since"}


def test_a_whole_number_is_typed_without_arrows() -> None:
    box = by_id(one("people", untouched()), "people")
    assert (box.get("type"), box.get("inputmode")) == ("text", "numeric")


def test_a_ranking_is_one_labelled_list_to_each_item() -> None:
    tree = one("order", untouched())
    assert words(next(tree.iter("legend"))) == "Put these in order"
    assert [words(label) for label in tree.iter("label")] == [
        "Better lighting on paths",
        "More patrols in the evening",
    ]
    assert [select.get("name") for select in tree.iter("select")] == ["order-lighting", "order-patrols"]


def test_a_password_is_never_sent_back() -> None:
    assert by_id(one("secret", refused(secret="kept to myself")), "secret").get("value") == ""


def test_hidden_fields_are_drawn_once() -> None:
    tree = drawn(FIELDS + "{{ hidden(form) }}", form=untouched())
    assert [e.get("name") for e in tree.iter("input")] == ["state"]


@pytest.mark.parametrize(
    ("kind", "look"),
    [
        ("primary", "govuk-button"),
        ("secondary", "govuk-button govuk-button--secondary"),
        ("quiet", "link-button"),
    ],
)
def test_a_button_has_a_look_and_a_value(kind: str, look: str) -> None:
    made = drawn(FIELDS + '{{ button("Go on", name="go", value="next", kind=kind) }}', kind=kind)[0]
    assert (made.get("class"), made.get("name"), made.get("value")) == (look, "go", "next")
