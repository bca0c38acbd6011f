"""What is wrong with the ways through a questionnaire, in plain words, so that officers can mend it.

Pure. Finds nothing new: conditions are judged in `routing`, and an empty page is seen at once.
"""

from collections.abc import Callable, Mapping

from portal.consultations.questions.registry import Document
from portal.consultations.questions.routing import Fault, Problem
from portal.core.sentences import listed

Told = Callable[[str, list[str]], str]

SENTENCES: Mapping[Fault, Told] = {
    Fault.UNKNOWN_QUESTION: lambda at, names: (
        f"{at} depends on a question that was deleted. Take the condition away, or choose another question."
    ),
    Fault.NOT_LOOKED_AT: lambda at, names: (
        f"{at} depends on {names[0]}, whose answers nobody may look at for this."
    ),
    Fault.UNKNOWN_VALUE: lambda at, names: (
        f"{at} depends on an answer that {names[0]} does not offer any more."
    ),
    Fault.NOT_EARLIER: lambda at, names: (
        f"{at} depends on {names[0]}, which is not on an earlier page. Move one of them."
    ),
    Fault.LOOP: lambda at, names: (
        f"{at} and {names[0]} depend on each other, so nobody would be asked either."
    ),
    Fault.UNREACHABLE: lambda at, names: (
        f"{at} is never asked: no answers meet its conditions together with those of {listed(names)}."
    ),
}
"""A sentence to each fault, from what it is about and what it names."""


def sentences(document: Document) -> tuple[str, ...]:
    """Everything that stands in the way of asking these questions, in the order of the pages."""
    empty = [f"Page “{page.title}” has no question yet." for page in document.pages if not page.questions]
    return (*empty, *(_sentence(document, problem) for problem in document.problems()))


def _sentence(document: Document, problem: Problem) -> str:
    titles = {question.code: f"“{question.title}”" for question in document.questions}
    named = [titles.get(name, f"“{name}”") for name in dict.fromkeys(problem.names)]
    return SENTENCES[problem.fault](_at(document, problem), named)


def _at(document: Document, problem: Problem) -> str:
    page = document.page(problem.at)
    asks = {each.question for each in page.only_if} if page else set()
    if page is not None and asks & set(problem.names):
        return f"Page “{page.title}”"
    title = next((each.title for each in document.questions if each.code == problem.at), problem.at)
    return f"Question “{title}”"
