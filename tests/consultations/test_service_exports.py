"""Answers as a table: what comes out, what never does, and that it can be read back."""

import pytest
from sqlalchemy import select

from portal.adapters.sheets import csv_lines, read_csv
from portal.consultations.after import exports, offers
from portal.consultations.after.exports import DICTIONARY_HEAD, Format, Type
from portal.consultations.after.rules import Purpose
from portal.consultations.building.patterns import patterns
from portal.consultations.counting.results import NotClosed
from portal.consultations.models import WrittenAnswer
from portal.consultations.questions.registry import KINDS, Document, Page, document_from_json
from portal.consultations.rules import TextState
from portal.core.errors import NotFound
from portal.ledger.models import LedgerLine
from tests.builders.after import OFFICER, SLUG, cleared, people_answered
from tests.builders.consultations import AFTER, WHILE_OPEN, a_consultation, a_receipt, an_answer

GOLDEN = {
    "relation": ("relation.live,relation.work,relation.visit", "1,0,0"),
    "ward": ("ward", "E05000002"),
    "place": ("where.ward,where.area", "E05000001,89195e15c2fffff"),
    "ranking": ("first.noise,first.roads,first.fraud", "2,1,not"),
    "rating": ("day", "s2"),
    "matrix": ("dark.park,dark.bus,dark.home", "unsafe,na,safe"),
    "one_choice": ("change", "same"),
    "several": ("mend.lamps,mend.bins,mend.paths,mend.other,mend.none,mend:other", "1,0,0,1,0,Copy"),
    "points": ("budget.patrols,budget.youth,budget.lights", "30,70,0"),
    "number": ("years", "7"),
    "date": ("happened", "2026-03"),
    "short_text": ("help", "Copy"),
    "long_text": ("more", "Copy"),
    "statement": ("", ""),
    "equality": ("", ""),
}
"""Head and line of each kind's example, as a file holds them."""


def one_kind(kind):
    question, value = KINDS[kind].example()
    apart = question.is_text or question.apart or not question.asks
    chosen = {} if apart else {question.code: question.chosen(value)}
    return Document((Page("p", "P", (question,)),)), chosen


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_looks_like_this(kind):
    document, chosen = one_kind(kind)
    words = dict.fromkeys(document.written_titles, "Copy")
    head = [column.name for column in document.columns]
    content = "".join(csv_lines(head, [tuple(exports.cells(document, chosen, words))]))
    assert tuple(content.removeprefix("\ufeff").split("\r\n")[:2]) == GOLDEN[kind]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_was_chosen_is_read_back_with_the_dictionary(kind):
    document, chosen = one_kind(kind)
    entries = [entry for entry in exports.entries(document)[3:] if not entry.column.written]
    head = [column.name for column in document.columns]
    content = "".join(csv_lines(head, [tuple(exports.cells(document, chosen, {}))]))
    written = [column.written for column in document.columns]
    line = [cell for cell, skip in zip(read_csv(content)[1], written, strict=False) if not skip]
    cells = tuple(typed(cell, entry.type) for cell, entry in zip(line, entries, strict=False))
    question = document.questions[0]
    assert question.from_cells(cells) == chosen.get(question.code) if cells else not chosen


def typed(cell, kind):
    if not cell:
        return None
    return int(cell) if kind is Type.NUMBER and cell.lstrip("-").isdecimal() else cell


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_dictionary_explains_every_column(kind):
    document, _ = one_kind(kind)
    for entry in exports.entries(document):
        assert len(entry.cells) == len(DICTIONARY_HEAD)
        assert entry.column.heading and entry.values


def test_only_cleared_words_come_out_and_only_as_copies(session, partnership):
    people_answered(session, partnership, 3)
    cleared(session, "help", "I could sweep [place].")
    export = exports.look(session, SLUG, now=AFTER)
    lines = [dict(zip(export.head, line, strict=True)) for line in exports.lines(session, SLUG)]
    assert sorted(line["help"] or "" for line in lines) == ["", "", "I could sweep [place]."]
    assert {line["more"] for line in lines} == {None}
    assert {line["channel"] for line in lines} == {"web"}


@pytest.mark.parametrize("state", [each for each in TextState if each is not TextState.CLEARED])
def test_words_in_any_other_state_stay_inside(session, partnership, state):
    people_answered(session, partnership, 1)
    cleared(session, "help", "A copy that waits.")
    from_state(session, state)
    lines = "".join(str(line) for line in exports.lines(session, SLUG))
    assert "A copy that waits." not in lines
    assert not offers.offers(session, SLUG).page.rows


def from_state(session, state):
    for row in session.scalars(select(WrittenAnswer)):
        row.state = state
    session.flush()


def test_nothing_about_who_answered_comes_out(session, partnership):
    people_answered(session, partnership, 3)
    export = exports.look(session, SLUG, now=AFTER)
    assert not [name for name in export.head if name.startswith(("id", "about", "equality", "receipt"))]
    assert "35-44" not in str(list(exports.lines(session, SLUG)))


def test_every_line_comes_once_however_many_are_read_at_a_time(session, partnership, monkeypatch):
    people_answered(session, partnership, 11)
    whole = list(exports.lines(session, SLUG))
    monkeypatch.setattr(exports, "BATCH", 4)
    assert list(exports.lines(session, SLUG)) == whole and len(whole) == 11


def test_handing_out_stands_in_the_ledger_with_its_purpose(session, partnership):
    people_answered(session, partnership, 3)
    exports.hand_out(session, SLUG, Purpose.REPORT, Format.CSV, actor_id=OFFICER, now=AFTER)
    line = session.scalars(select(LedgerLine).where(LedgerLine.action == "answers.exported")).one()
    assert line.facts == '{"format":"csv","purpose":"report","rows":3}'


def test_nothing_is_handed_out_before_the_close(session, partnership):
    people_answered(session, partnership, 1)
    with pytest.raises(NotClosed):
        exports.hand_out(session, SLUG, Purpose.REPORT, Format.CSV, actor_id=OFFICER, now=WHILE_OPEN)
    assert exports.offered(session, now=WHILE_OPEN) == ()
    assert [each.slug for each in exports.offered(session, now=AFTER)] == [SLUG]


@pytest.mark.parametrize("pattern", ["draft-strategy", "levels-and-priorities"])
def test_a_shipped_questionnaire_says_where_help_is_offered(pattern, partnership):
    found = next(each for each in patterns() if each.code == pattern).document(partnership, None)
    asked = offers.about_help(found)
    assert [question.title for question in asked if "a group you know" in question.title]
    assert offers.about_help(document_from_json(found.to_json())) == asked


def test_offers_of_help_are_the_question_about_help(session, partnership):
    a_consultation(session)
    for number in range(3):
        an_answer(session, partnership, receipt=a_receipt(f"person {number}"), ward="south")
    cleared(session, "help", "I could sweep.")
    cleared(session, "more", "It is dark.")
    found = offers.offers(session, SLUG)
    assert [(each.words, each.ward) for each in found.page.rows] == [("I could sweep.", "South")]
    assert [each.words for each in offers.offers(session, SLUG, "more").page.rows] == ["It is dark."]
    with pytest.raises(NotFound):
        offers.offers(session, SLUG, "change")
