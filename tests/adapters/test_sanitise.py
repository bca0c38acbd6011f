"""An officer's Markdown becomes safe pages, whatever is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters.sanitise import to_html, to_text

ATTACKS = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "[click](data:text/html,x)",
    '<img src=x onerror="alert(1)">',
    "<style>body{display:none}</style>",
    '<a href="https://example.org" onclick="x()">go</a>',
    "<iframe src='https://example.org'></iframe>",
    "![picture](https://example.org/a.png)",
    "<svg onload=alert(1)>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_runs(attack):
    html = str(to_html(attack)).lower()
    for sign in (
        "<script",
        "<style",
        "<img",
        "<iframe",
        "<svg",
        'href="javascript',
        'href="data',
        "<a onclick",
    ):
        assert sign not in html


def test_a_heading_never_competes_with_the_page():
    assert str(to_html("# Big")) == "<h2>Big</h2>\n"


def test_a_bare_address_becomes_a_link():
    assert '<a href="https://example.org/help" rel="noopener">' in str(
        to_html("See https://example.org/help now")
    )


def test_lists_and_emphasis_stay():
    assert "<li><strong>Call</strong> 101</li>" in str(to_html("- **Call** 101"))


def test_template_language_is_only_text():
    assert "{{ 7 * 7 }}" in str(to_html("{{ 7 * 7 }}"))


def test_the_words_alone_hold_no_tags():
    assert to_text("## Head\n\nSome *words*") == "Head Some words"


@given(st.text(max_size=300))
def test_any_text_gives_only_allowed_tags(text):
    html = str(to_html(text)).lower()
    assert (
        "<script" not in html and "<img" not in html and " on" not in html.split("<a", 1)[-1].split(">", 1)[0]
    )
