"""Questions as an officer types them from paper: numbers instead of ticks, so that no mouse is needed.

Each kind has the boxes that stand on the paper, in its order; the numbers are those printed beside them. What
is typed becomes the same value as on the web, and the question judges it.
"""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import Form, StringField

from forms.base import tidied
from forms.consultations.drawn import (
    Calendar,
    Counted,
    Drawn,
    Fields,
    Figure,
    Nothing,
    Parts,
    Radios,
    Text,
    Ticks,
    TicksAndOther,
)
from forms.consultations.ground import AREA, LAT, LON, MATCH, NAME, POST, FourWays
from forms.consultations.lines import Boxes, Rows, name_in
from portal.consultations.questions.base import AnswerRefused, Kind, Refusal, Value
from portal.consultations.questions.choices import Choosing
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.grids import Matrix
from portal.consultations.questions.places import Ground, Place
from portal.consultations.questions.ranking import NOT_PLACED, Ranking
from portal.consultations.questions.several import Several
from portal.consultations.questions.written import SHORT_LETTERS

UNREADABLE = "?"
"""What is typed where the paper cannot be read, or says what the question does not allow."""

REFUSED = "n"
"""What is typed beside a thing that is not a priority."""

LISTED = 12  # more answers than this are not written out again beside the box
LONGEST = 200  # characters of a typed list of numbers that are looked at
MAX_DIGITS = 4

Pairs = Sequence[tuple[str, str]]


class Numbered(StringField):
    """The number of one box, or the start of its words; `data` is the answer's code, or what was typed."""

    def __init__(self, label: str, pairs: Pairs, **more: Any) -> None:
        """`pairs` of code and words, in the order in which they are printed."""
        super().__init__(label, filters=[tidied], description=beside(pairs), **more)
        self.pairs, self.typed = tuple(pairs), ""

    @property
    def advice(self) -> str:
        """What to type."""
        return f"Type a number from 1 to {len(self.pairs)}, as printed beside the boxes."

    def process_formdata(self, valuelist: list[str]) -> None:
        """Look the number up; what is none of ours stays as it was typed."""
        self.typed = str(tidied(valuelist[0])).strip()[:LONGEST] if valuelist else ""
        self.data = self.read()

    def read(self) -> Any:
        """The answer's code."""
        return self.found(self.typed) if self.typed else None

    def found(self, word: str) -> str:
        """The code of one number or word; the word itself where it is none."""
        if re.fullmatch(r"\d+", word, re.ASCII):
            number = int(word) if len(word) <= MAX_DIGITS else 0
            return self.pairs[number - 1][0] if 1 <= number <= len(self.pairs) else word
        started = [code for code, words in self.pairs if words.casefold().startswith(word.casefold())]
        return started[0] if len(started) == 1 else f"{word} "

    def _value(self) -> str:
        return self.typed


class NumberedSeveral(Numbered):
    """The numbers of several boxes, with spaces or commas between them; `data` is a list of codes."""

    @property
    def advice(self) -> str:
        """What to type."""
        return f"Type numbers from 1 to {len(self.pairs)} with spaces between them, such as 1 3."

    def read(self) -> Any:
        """The answers' codes."""
        return [self.found(word) for word in re.split(r"[\s,;/+]+", self.typed) if word]


def beside(pairs: Pairs) -> str:
    """The numbers with their words, where they are few."""
    if len(pairs) > LISTED:
        return f"1 to {len(pairs)}, or the start of the name"
    return " · ".join(f"{number} {words}" for number, (_, words) in enumerate(pairs, 1))


class OneNumber(Radios):
    """One box of a list."""

    def fields(self, question: Choosing) -> Fields:
        return {question.name: Numbered(question.title, question.possible)}


class Numbers(Ticks):
    """Several boxes of a list."""

    def fields(self, question: Choosing) -> Fields:
        return {question.name: NumberedSeveral(question.title, question.possible)}


class NumbersAndOther(TicksAndOther):
    """Several boxes, and what stands on the line beside the last."""

    def fields(self, question: Several) -> Fields:
        drawn: Fields = {question.name: NumberedSeveral("Boxes", question.possible)}
        for name in question.typed_in:
            drawn[name] = StringField(question.other, [Counted(SHORT_LETTERS)], filters=[tidied])
        return drawn


class OrderedLines(Drawn):
    """A place to each thing, N for what is not a priority."""

    def fields(self, question: Ranking) -> Fields:
        refuse = ", N for not a priority" if question.may_refuse else ""
        told = f"1 to {question.places}{refuse}"
        return {
            f"{question.name}-{option.code}": StringField(
                option.words, filters=[tidied], description=told if number == 0 else ""
            )
            for number, option in enumerate(question.options)
        }

    def read(self, form: Form, question: Ranking, ground: Ground) -> Value:
        given = {
            option.code: form[f"{question.name}-{option.code}"].data or "" for option in question.options
        }
        typed = {code: word.strip().casefold() for code, word in given.items() if word.strip()}
        return {
            "places": {code: _place(word) for code, word in typed.items() if word != REFUSED},
            "not": [code for code, word in typed.items() if word == REFUSED],
        }

    def typed(self, question: Ranking, value: Value) -> dict[str, list[str]]:
        places = {f"{question.name}-{code}": [str(place)] for code, place in value["places"].items()}
        return places | {f"{question.name}-{code}": [REFUSED] for code in value[NOT_PLACED]}

    def refused(self, question: Ranking, refused: AnswerRefused) -> dict[str, str]:
        at = refused.facts.get("codes", (question.options[0].code,))[0]
        if refused.reason is Refusal.UNKNOWN_CHOICE:
            refuse = ", or N" if question.may_refuse else ""
            return {f"{question.name}-{at}": f"Type numbers from 1 to {question.places}{refuse}."}
        return {f"{question.name}-{at}": next(iter(super().refused(question, refused).values()))}


class NumberedRows(Rows):
    """The number of a column to each row."""

    def fields(self, question: Matrix) -> Fields:
        steps = [(step.code, step.words) for step in question.offered]
        return {name_in(question, row.code): Numbered(row.words, steps) for row in question.rows}


class WardOrName(FourWays):
    """The number of a ward, or the name that was written."""

    def fields(self, question: Place) -> Fields:
        drawn = FourWays().fields(question)
        drawn[question.name] = Numbered("Box", question.possible)
        return {
            question.name + way: drawn[question.name + way] for way in ("", NAME, MATCH, POST, AREA, LAT, LON)
        }


class NumberedParts(Parts):
    """The number of one box in each part."""

    def fields(self, question: Equality) -> Fields:
        return {
            f"{question.name}_{part.code}": Numbered(
                part.title, tuple((option.code, option.words) for option in part.options)
            )
            for part in question.parts
        }


def _place(word: str) -> int:
    whole = re.fullmatch(r"\d{1,4}", word, re.ASCII)
    return int(word) if whole else 0


KEYED: dict[Kind, Drawn] = {
    Kind.RELATION: Numbers(),
    Kind.WARD: OneNumber(),
    Kind.PLACE: WardOrName(),
    Kind.RANKING: OrderedLines(),
    Kind.RATING: OneNumber(),
    Kind.MATRIX: NumberedRows(),
    Kind.ONE_CHOICE: OneNumber(),
    Kind.SEVERAL: NumbersAndOther(),
    Kind.POINTS: Boxes(),
    Kind.NUMBER: Figure(),
    Kind.DATE: Calendar(),
    Kind.SHORT_TEXT: Text(),
    Kind.LONG_TEXT: Text(),
    Kind.STATEMENT: Nothing(),
    Kind.EQUALITY: NumberedParts(),
}
"""How each kind is typed from paper."""
