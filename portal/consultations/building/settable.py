"""What an officer can set in a question, kind by kind: the one list that forms and saving go by.

What is not listed is settled by the house: codes, the wards of the area, the version of the questions about a
person. Holds words and names only; `boxes` reads what was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.consultations.questions.base import Kind
from portal.consultations.questions.measured import MOST


class Sort(StrEnum):
    """How a part is written down."""

    LINE = "line"
    TEXT = "text"
    TICK = "tick"
    NUMBER = "number"
    DAY = "day"
    ANSWERS = "answers"  # one to a line
    SAME_ANSWERS = "same_answers"  # as many as there are, in other words
    SOME_ROWS = "some_rows"  # some of the rows, one to a line


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a question: the attribute's name, how it is written, and the words around its box."""

    name: str
    sort: Sort
    label: str
    hint: str = ""
    needed: str = ""


TITLE = Part("title", Sort.LINE, "Question", "As people read it.", "Write the question")
HINT = Part("hint", Sort.LINE, "Words under it", "What people need to know to answer. May stay empty.")
MUST = Part(
    "required",
    Sort.TICK,
    "Nobody goes on without an answer",
    "Only where the rest makes no sense without it.",
)
SHUFFLED = Part(
    "random_order",
    Sort.TICK,
    "Everybody sees them in another order",
    "So that what stands first gains nothing. Begin a line with * to keep it last.",
)
ANSWERS = Part("options", Sort.ANSWERS, "Answers to choose from", "One a line.", "Write at least two answers")

TOP = (TITLE, HINT, MUST)
WRITTEN = (
    *TOP,
    Part("offers_help", Sort.TICK, "Answers are offers of help", "Listed for officers, counted in packs."),
)

SETTABLE: Mapping[Kind, tuple[Part, ...]] = {
    Kind.RELATION: (
        TITLE,
        HINT,
        MUST,
        Part(
            "options",
            Sort.SAME_ANSWERS,
            "Answers in your words",
            "One a line, in this order: lives here, works here, studies here, visits. Results go by them.",
            "Write one line for each answer",
        ),
    ),
    Kind.WARD: TOP,
    Kind.PLACE: TOP,
    Kind.RANKING: (
        *TOP,
        Part("options", Sort.ANSWERS, "What is put in order", "One a line.", "Write at least two lines"),
        SHUFFLED,
        Part("top", Sort.NUMBER, "Only the first so many", "Empty: as many as people like."),
        Part("ties", Sort.TICK, "Two may share a place"),
        Part("may_refuse", Sort.TICK, "Offer “Not a priority”"),
    ),
    Kind.RATING: (
        *TOP,
        Part(
            "options",
            Sort.ANSWERS,
            "Steps of the scale, best first",
            "One a line.",
            "Write at least two steps",
        ),
        Part("unsure", Sort.LINE, "Answer beside the scale", "For example: I do not know. May stay empty."),
    ),
    Kind.MATRIX: (
        *TOP,
        Part("rows", Sort.ANSWERS, "Rows", "What is judged, one a line.", "Write at least one row"),
        Part(
            "options",
            Sort.ANSWERS,
            "Answers for every row",
            "One a line, in order.",
            "Write at least two answers",
        ),
        Part(
            "not_applicable", Sort.LINE, "Last answer for what does not apply", "For example: I am not there."
        ),
        Part(
            "not_applicable_rows",
            Sort.SOME_ROWS,
            "Rows which that last answer belongs to",
            "The rows as above, one a line. Empty: all of them.",
        ),
        Part(
            "random_order",
            Sort.TICK,
            "Everybody sees the rows in another order",
            "Begin a row with * to keep it last.",
        ),
    ),
    Kind.ONE_CHOICE: (*TOP, ANSWERS, SHUFFLED),
    Kind.SEVERAL: (
        *TOP,
        ANSWERS,
        SHUFFLED,
        Part(
            "other",
            Sort.LINE,
            "Answer with a line to write on",
            "For example: Something else. May stay empty.",
        ),
        Part("none", Sort.LINE, "Answer that stands alone", "For example: None of these. May stay empty."),
        Part("least", Sort.NUMBER, "Ticks at least", "Empty: one."),
        Part("most", Sort.NUMBER, "Ticks at most", "Empty: as many as there are."),
    ),
    Kind.POINTS: (
        *TOP,
        Part("options", Sort.ANSWERS, "What points are given to", "One a line.", "Write at least two lines"),
        SHUFFLED,
        Part("total", Sort.NUMBER, "Points in all", "Empty: 100."),
    ),
    Kind.NUMBER: (
        *TOP,
        Part("least", Sort.NUMBER, "Smallest number", "Empty: 0."),
        Part("most", Sort.NUMBER, "Largest number", f"Empty: {MOST:,}."),
        Part("unit", Sort.LINE, "Of what", "For example: years."),
    ),
    Kind.DATE: (
        *TOP,
        Part("earliest", Sort.DAY, "First day that fits", "May stay empty."),
        Part("latest", Sort.DAY, "Last day that fits", "May stay empty."),
    ),
    Kind.SHORT_TEXT: WRITTEN,
    Kind.LONG_TEXT: WRITTEN,
    Kind.STATEMENT: (
        Part("title", Sort.LINE, "Heading", "", "Write the heading"),
        Part(
            "text",
            Sort.TEXT,
            "Words to read",
            "An empty line begins a new paragraph.",
            "Write what people read",
        ),
    ),
    Kind.EQUALITY: (
        TITLE,
        Part("why", Sort.TEXT, "Why we ask", "Where the page does not say so above."),
    ),
}
"""What can be set in each kind, in the order in which it is written."""

NAMES: Mapping[Kind, str] = {
    Kind.RELATION: "What ties people to the area",
    Kind.WARD: "Ward, from the list or by postcode",
    Kind.PLACE: "Place: ward, name or postcode",
    Kind.RANKING: "Put in order",
    Kind.RATING: "Scale",
    Kind.MATRIX: "The same scale for several things",
    Kind.ONE_CHOICE: "Choose one",
    Kind.SEVERAL: "Tick several",
    Kind.POINTS: "Share out points",
    Kind.NUMBER: "Number",
    Kind.DATE: "Day",
    Kind.SHORT_TEXT: "Short text",
    Kind.LONG_TEXT: "Long text",
    Kind.STATEMENT: "Words to read, no question",
    Kind.EQUALITY: "About the person (always last)",
}
"""What officers call each kind."""

UNFIT: Mapping[str, str] = {
    "options": "Write at least two, each with words of its own",
    "rows": "Write each row once",
    "top": "Write a number from 1, or leave it empty",
    "most": "Choose a largest number that is above the smallest and not above what is offered",
    "total": "Write a number from 1 to 1,000",
    "latest": "Choose a last day that is not before the first",
    "text": "Write what people read",
    "title": "Write the question",
}
"""What to say where a part does not fit the others."""
