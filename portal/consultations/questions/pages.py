"""One page of questions, as it is asked in a form and printed in a booklet."""

from dataclasses import dataclass

from portal.consultations.questions.base import Question
from portal.consultations.questions.conditions import Condition


@dataclass(frozen=True, slots=True)
class Page:
    """One page of questions; `code` names it in the form, `intro` stands above the questions."""

    code: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    only_if: tuple[Condition, ...] = ()
