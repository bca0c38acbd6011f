"""Refusals of a question, and a walk in a browser through the questionnaire with every kind."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.consultations.questions.base import AnswerRefused, Question, Refusal

FACTS: dict[str, Any] = {
    "options": ("One", "Two"),
    "place": 1,
    "letters": 300,
    "over": 2,
    "least": 1,
    "most": 3,
    "given": 4,
    "total": 100,
    "parts": ("day", "year"),
    "day": date(2026, 1, 2),
    "words": "None of these",
}


def refusals(question: Question) -> Iterator[AnswerRefused]:
    """Every refusal with all the facts its sentence may need."""
    for reason in Refusal:
        yield AnswerRefused(reason=reason, question=question, **FACTS)
