"""Optional questions about who writes, so that we see whom we do not hear from.

Answers are counted by quarter and kept with nothing else. The groups are those of the 2021 census, so that
answers can be set beside the population. Refuses an answer that was not offered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.core.errors import DomainError

NOT_SAID = "not-said"


class UnknownAnswer(DomainError):
    """An answer that no question offers: `.question`, `.answer`."""

    code = "unknown-answer"
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """One characteristic; `answers` are pairs of code and words, the last is that somebody would not say."""

    code: str
    title: str
    short: str
    answers: tuple[tuple[str, str], ...]


def _question(code: str, title: str, short: str, *answers: tuple[str, str]) -> Question:
    return Question(code, title, short, (*answers, (NOT_SAID, "I prefer not to say")))


QUESTIONS = (
    _question(
        "age",
        "How old are you?",
        "Age",
        ("under-16", "Under 16"),
        ("16-24", "16 to 24"),
        ("25-34", "25 to 34"),
        ("35-44", "35 to 44"),
        ("45-54", "45 to 54"),
        ("55-64", "55 to 64"),
        ("65-74", "65 to 74"),
        ("75-over", "75 or over"),
    ),
    _question("sex", "What is your sex?", "Sex", ("female", "Female"), ("male", "Male")),
    _question(
        "disability",
        "Does a long-lasting illness or condition limit what you do each day?",
        "Disability",
        ("yes", "Yes"),
        ("no", "No"),
    ),
    _question(
        "ethnicity",
        "What is your ethnic group?",
        "Ethnic group",
        ("asian", "Asian or Asian British"),
        ("black", "Black, Black British, Caribbean or African"),
        ("mixed", "Mixed or multiple ethnic groups"),
        ("white", "White"),
        ("other", "Another ethnic group"),
    ),
    _question(
        "religion",
        "What is your religion?",
        "Religion",
        ("none", "No religion"),
        ("buddhist", "Buddhist"),
        ("christian", "Christian"),
        ("hindu", "Hindu"),
        ("jewish", "Jewish"),
        ("muslim", "Muslim"),
        ("sikh", "Sikh"),
        ("other", "Another religion"),
    ),
    _question(
        "orientation",
        "What is your sexual orientation?",
        "Sexual orientation",
        ("straight", "Straight or heterosexual"),
        ("gay-lesbian", "Gay or lesbian"),
        ("bisexual", "Bisexual"),
        ("other", "Another orientation"),
    ),
)
"""What is asked, in this order. A question or answer may be added; none is ever given another meaning."""


def check(answers: Mapping[str, str]) -> None:
    """Raise `UnknownAnswer` for an answer that no question offers."""
    offered = {question.code: {code for code, _ in question.answers} for question in QUESTIONS}
    for question, answer in answers.items():
        if answer not in offered.get(question, set()):
            raise UnknownAnswer(question=question, answer=answer)


def quarter_of(day: date) -> date:
    """The first day of the calendar quarter in which a day lies."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)
