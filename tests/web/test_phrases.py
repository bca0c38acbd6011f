"""What a template says is found in whole sentences, and a translation can change words and nothing else."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import escape

from portal.web.languages import phrases
from portal.web.languages.cutting import Said
from portal.web.languages.phrases import BrokenPhrase
from portal.web.languages.templates import Reader, segments_of


def said(source):
    """Every phrase of a template, in its order."""
    found = segments_of(Reader(Environment(autoescape=True).parse(source)).rewrite())
    return [each.phrase for each in found if isinstance(each, Said)]


def test_a_sentence_with_a_link_and_a_value_is_one_phrase():
    source = '<p>Read by <strong>{{ due | day }}</strong>, see <a href="{{ url }}">the plan</a>.</p>'
    assert said(source) == ["Read by <strong>{due}</strong>, see <a>the plan</a>."]


def test_a_block_ends_a_phrase():
    assert said("<ul><li>One thing</li><li>Another</li></ul>") == ["One thing", "Another"]


def test_a_tag_around_all_of_a_phrase_is_not_part_of_it():
    assert said('<p><a class="x" href="/">Back</a></p>') == ["Back"]


def test_a_line_break_of_the_source_is_a_space():
    assert said("<p>One\n     line</p>") == ["One line"]


def test_values_of_one_name_are_told_apart():
    assert said("<p>From {{ a.day }} to {{ b.day }}</p>") == ["From {day} to {day2}"]


def test_what_is_read_out_is_a_phrase_and_a_class_is_none():
    assert said('<nav class="big nav" aria-label="Main places"></nav>') == ["Main places"]


def test_what_a_script_shows_is_a_phrase():
    assert said('<div data-map-parts="one.js two.js" data-map-ask="Touch a ward"></div>') == ["Touch a ward"]


def test_a_tag_that_a_condition_cuts_is_still_a_tag():
    source = (
        '<table{% if small %} class="small one"{% endif %} title="Figures"><caption>All</caption></table>'
    )
    assert said(source) == ["Figures", "All"]


def test_a_link_that_a_condition_cuts_stands_outside_the_phrases():
    assert said(
        '<p>See {% if url %}<a href="{{ url }}">{% endif %}this page{% if url %}</a>{% endif %}</p>'
    ) == [
        "See",
        "this page",
    ]


def test_what_a_macro_answers_with_ends_a_phrase():
    assert said("<p>Before {{ button('Send') }} after</p>") == ["Before", "after"]


def test_words_that_an_expression_joins_are_a_phrase():
    assert said('{{ tag("Closes " ~ when | day) }}') == ["Closes {when}"]


def test_a_style_that_an_expression_joins_is_none():
    assert said("<p class=\"tag{{ ' tag--' ~ kind }}\">{{ x }}</p>") == []


def test_signs_of_the_source_are_read_as_people_read_them():
    assert said("<p>Fish &amp; chips</p>") == ["Fish & chips"]


def test_a_sign_that_is_no_mark_is_written_by_its_name():
    assert said("<p>Put in stands in {+brackets+}, &lt;like this&gt;</p>") == [
        "Put in stands in &lbrace;+brackets+&rbrace;, &lt;like this&gt;"
    ]
    assert phrases.read("&lbrace;so&rbrace;")[0].text == "{so}"


@pytest.mark.parametrize(
    "text", ["a < b", "<a>open", "closed</a>", "<a><b></a></b>", "{Name}", "50 {", "<a href='x'>y</a>"]
)
def test_what_breaks_the_grammar_is_refused(text):
    with pytest.raises(BrokenPhrase):
        phrases.read(text)


@pytest.mark.parametrize(
    ("source", "translated", "word"),
    [
        ("See <a>this</a>", "Gweler hyn", "lacks <a>"),
        ("See this", "Gweler <a>hyn</a>", "has <a>"),
        ("By {day}", "Erbyn", "lacks {day}"),
        ("By {day}", "Erbyn {month}", "has {month}"),
        ("<a>one</a> <strong>two</strong>", "<a>un <strong>dau</strong></a>", "in <a>"),
    ],
)
def test_a_translation_with_other_tags_or_values_is_told(source, translated, word):
    assert word in phrases.difference(phrases.read(source), phrases.read(translated))


def test_words_may_stand_in_another_order():
    one, other = phrases.read("By {day} <a>here</a>"), phrases.read("<a>Yma</a> erbyn {day}")
    assert phrases.difference(one, other) == ""


class Tags(HTMLParser):
    """The tags of a page with all they carry."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, tuple(attrs)))

    @classmethod
    def of(cls, text):
        reader = cls()
        reader.feed(text)
        reader.close()
        return sorted(reader.found)


SOURCE = "See <a>the <strong>plan</strong></a> of {year}"
TAGS = {"a": '<a href="/plan">', "/a": "</a>", "strong": "<strong>", "/strong": "</strong>"}
VALUES = {"year": "2026"}
SCRAPS = [
    "<a>",
    "</a>",
    "<strong>",
    "</strong>",
    "{year}",
    "<script>",
    "<a onclick=x>",
    '"',
    "'",
    "&lt;",
    "<",
    ">",
    "{",
    "}",
]


@settings(max_examples=80)
@given(st.lists(st.sampled_from(SCRAPS) | st.text(max_size=6), max_size=12))
def test_whatever_a_translator_writes_the_tags_stay_those_of_the_page(scraps):
    source = phrases.read(SOURCE)
    try:
        translated = phrases.read("".join(scraps))
    except BrokenPhrase:
        return
    if phrases.difference(source, translated):
        return
    drawn = "".join(phrases.fill(translated, TAGS, VALUES, escape))
    assert Tags.of(drawn) == [("a", (("href", "/plan"),)), ("strong", ())]


@settings(max_examples=60)
@given(st.text(max_size=20).filter(lambda text: not phrases.SIGNS & set(text)))
def test_whatever_stands_between_the_marks_is_shown_as_words(words):
    translated = phrases.read(f"<a><strong>{words}</strong></a>{{year}}")
    assert phrases.difference(phrases.read(SOURCE), translated) == ""
    drawn = "".join(phrases.fill(translated, TAGS, VALUES, escape))
    assert drawn == f'<a href="/plan"><strong>{escape(words)}</strong></a>2026'
