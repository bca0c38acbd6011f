"""The demonstration answers every kind of question, and asks every kind somewhere."""

from portal.consultations.questions.base import Kind
from portal.demo.answers import DRAWN
from portal.demo.survey import document


def test_somebody_invented_answers_every_kind():
    assert set(DRAWN) == set(Kind)


def test_the_survey_asks_every_kind(partnership):
    assert {question.kind for question in document(partnership).questions} == set(Kind)


def test_nothing_stands_in_the_way_of_the_survey(partnership):
    assert document(partnership).problems() == ()
