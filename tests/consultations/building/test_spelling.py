"""Which words may still be put right once people answer, and what differs between two versions."""

import pytest

from portal.consultations.building import edits, spelling
from portal.consultations.building.patterns import patterns
from portal.consultations.building.spelling import ChangesMeaning, is_slip
from portal.consultations.building.versions import compared
from portal.consultations.questions.choices import OneChoice
from portal.consultations.questions.registry import Document, Page
from portal.core.differences import Fate
from portal.core.errors import NotFound
from portal.partnership import loading
from tests.builders.consultations import options, some_questions

SLIPS = [
    ("How safe do yuo feel?", "How safe do you feel?"),
    ("Which of theese?", "Which of these?"),
    ("Neighbourhod watch", "Neighbourhood watch"),
    ("Do you agree", "Do you agree?"),
    ("do you agree", "Do you agree"),
    ("What would you chnage", "What would you change"),
    ("Town centr e", "Town centre"),
    ("Anti-social behavior", "Anti-social behaviour"),
]
MORE = [
    ("Do you support it?", "Do you oppose it?"),
    ("I feel safe", "I feel unsafe"),
    ("I feel unsafe", "I feel safe"),
    ("We should do it", "We should not do it"),
    ("We should not do it", "We should now do it"),
    ("Tick up to 3", "Tick up to 5"),
    ("By day", "By night"),
    ("Most safe", "Least safe"),
    ("Safe", ""),
    ("Safe", "Safe and clean"),
    ("The police and the council", "The council and the police"),
    ("It got worse", "It got worst"),
    ("notable", "not able"),
    ("hear", "fear"),
]


@pytest.mark.parametrize(("before", "after"), SLIPS)
def test_a_slip_may_be_put_right(before, after):
    assert is_slip(before, after)


@pytest.mark.parametrize(("before", "after"), MORE)
def test_what_changes_the_sense_may_not(before, after):
    assert not is_slip(before, after)


def test_one_word_of_the_questions_does_not_become_another():
    used = {"street": 3, "streets": 2}
    assert not is_slip("In the street", "In the streets", used)
    assert is_slip("In the stret", "In the street", used)


def change(document, **wanted):
    return spelling.corrected(document, {name.replace("__", "."): words for name, words in wanted.items()})


def test_every_label_can_be_put_right_and_nothing_else_changes():
    before = some_questions()
    labels = spelling.labels(before)
    assert "question.by_day.options.safe" in labels
    assert not any(name.startswith("question.ward.options") for name in labels)
    after = spelling.corrected(before, {name: f"{words}." for name, words in labels.items()})
    assert {name: words.rstrip(".") for name, words in spelling.labels(after).items()} == {
        name: words.rstrip(".") for name, words in labels.items()
    }
    assert [each.code for each in after.questions] == [each.code for each in before.questions]
    assert after != before


def test_it_says_at_which_label_it_stops():
    with pytest.raises(ChangesMeaning) as raised:
        change(some_questions(), question__by_day__options__safe="Unsafe")
    assert raised.value.at == "question.by_day.options.safe"
    with pytest.raises(NotFound):
        change(some_questions(), question__by_day__kind="matrix")


def test_two_answers_never_become_one():
    pets = OneChoice(code="pets", title="Which?", options=options("Dog", "Dig"))
    document = Document((Page("pets", "Pets", (pets,)),))
    with pytest.raises(ChangesMeaning):
        change(document, question__pets__options__dog="Dig")
    assert change(document, question__pets__options__dog="Dogs").questions[0].options[0].words == "Dogs"


def test_two_versions_are_compared_word_by_word():
    before = some_questions()
    after = edits.change_page(before, "first", "What should come last", "")
    after = edits.drop_question(after, "help")
    changed = {each.heading: each for each in compared(before, after)}
    page = changed["Page: What should come last"]
    assert [each.words for each in page.passages if each.fate is Fate.OUT] == ["first"]
    assert [each.words for each in page.passages if each.fate is Fate.IN] == ["last"]
    assert changed["Question: How could you help?"].fate is Fate.OUT
    assert not compared(before, before)
    renamed = edits.change_page(before, "first", "What should come last", "")
    assert [each.heading for each in compared(before, renamed)] == ["Page: What should come last"]
    moved = edits.move_question(before, "help", -1)
    assert [each.heading for each in compared(before, moved)] == ["The order of pages and questions"]


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_the_words_of_a_whole_questionnaire_can_be_listed(code):
    partnership = loading.load(loading.folder(code))
    for pattern in patterns():
        document = pattern.document(partnership, None)
        assert spelling.corrected(document, spelling.labels(document)) == document
