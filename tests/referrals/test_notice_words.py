"""A notice's words: the partnership's text with the facts of one referral, frozen when it goes out."""

import io

import pytest
from docx import Document as open_document

from portal.adapters.documents import Heading, Items, Paragraph, to_docx
from portal.partnership import loading
from portal.partnership.reading.scrutiny import read_scrutiny
from portal.partnership.reading.tables import Faults, read_toml
from portal.partnership.scrutiny import FACTS, NOTICE_KINDS, NoticeText
from portal.referrals import notice_words
from portal.referrals.noticing import NoticeKind
from tests.builders.register import AT

FILLED = {name: f"fact {name}" for name in FACTS} | {"recommendations": ("Light it", "Mend it")}
EMPTY = dict.fromkeys(FACTS, "") | {"recommendations": ()}


def a_text(words: str, title: str = "About {reference}") -> NoticeText:
    return NoticeText("listing", title, words, True, "An Act")


def composed(words: str, **facts):
    return notice_words.compose(a_text(words), FILLED | facts, sender="The council", dated="Today")


def test_every_kind_of_notice_has_words_in_the_data():
    assert set(NOTICE_KINDS) == {kind.value for kind in NoticeKind}


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_every_shipped_notice_can_be_written_frozen_and_printed(code):
    for text in loading.load(code).scrutiny.notices:
        for facts in (FILLED, EMPTY):
            words = notice_words.compose(text, facts, sender="S", dated="D")
            assert notice_words.from_text(notice_words.to_text(words)) == words
            assert not any("{" in str(block) or "}" in str(block) for _, block in words.blocks)
        printed = open_document(io.BytesIO(to_docx(notice_words.document(words), made_at=AT)))
        assert text.source in "\n".join(each.text for each in printed.paragraphs)


def test_headings_items_and_lists_keep_their_kind():
    words = composed(
        "{committee} met.\n\n# Do\n\n- one {ward}\n- two\n\n{recommendations}\n\n{note}", note="a\n\nb"
    )
    assert words.parts == (
        Paragraph("Fact committee met."),
        Heading("Do"),
        Items(("One fact ward", "Two")),
        Items(("Light it", "Mend it"), numbered=True),
        Paragraph("a"),
        Paragraph("b"),
    )
    assert words.title == "About fact reference"


def test_an_empty_fact_takes_its_heading_with_it():
    assert composed("# Notes\n\n{note}\n\n# More\n\nEnd", note="").parts == (
        Heading("More"),
        Paragraph("End"),
    )
    assert composed("Only\n\n# Last\n\n{recommendations}", recommendations=()).parts == (Paragraph("Only"),)


def test_what_somebody_wrote_is_never_read_as_a_fact():
    hostile = "{council} {0.__class__} {{x}} </w:t> <script>"
    words = composed("{note}\n\nAbout {title}", note=hostile, title=hostile)
    assert words.parts == (Paragraph(hostile), Paragraph(f"About {hostile}"))


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("{submitted_on}", "{colour}", "is no fact of a notice"),
        ("{submitted_on}", "{submitted_on.year}", "is no fact of a notice"),
        ("{submitted_on}", "{submitted_on!r}", "is no fact of a notice"),
        ("{submitted_on}", "{submitted_on", "a brace stands alone"),
        ('kind = "reminder"', 'kind = "duty"', "a second notice"),
        ('of = "fire"', 'of = "police"', "no [[governing_body]] of “fire”"),
        (
            'of = "fire"\n',
            'of = "fire"\nmailbox = "jane.writer@example.test"\n',
            "must be the address of a post",
        ),
    ],
)
def test_data_that_would_spoil_a_notice_is_refused_by_its_line(tmp_path, was, becomes, fault):
    text = (loading.folder("bcp") / "notices.toml").read_text(encoding="utf-8")
    (tmp_path / "notices.toml").write_text(text.replace(was, becomes, 1), encoding="utf-8")
    faults = Faults(tmp_path)
    read_scrutiny(read_toml(tmp_path / "notices.toml", faults), loading.load("bcp").authorities)
    assert any(fault in each.words for each in faults.found)
