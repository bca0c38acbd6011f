"""Kinds with a line to each thing: places to give, a scale to choose on, points to share out."""

from collections.abc import Mapping

from wtforms import Form

from forms.consultations.drawn import Drawn, Fields, Typed, number_box, radios, whole_number
from forms.consultations.refusals import words_for
from forms.fields import RankingField
from portal.consultations.questions.base import AnswerRefused, Refusal, Value
from portal.consultations.questions.grids import Matrix, Points
from portal.consultations.questions.places import Ground
from portal.consultations.questions.ranking import NOT_PLACED, Ranking, ordinal

MAX_DIGITS = 9  # of a number somebody sends: Python refuses to read numbers of thousands of digits


class Places(Drawn):
    """A list of places to each thing."""

    def fields(self, question: Ranking) -> Fields:
        places = [(str(place), ordinal(place)) for place in range(1, question.places + 1)]
        if question.may_refuse:
            places.append((NOT_PLACED, "Not a priority"))
        items = [(option.code, option.words) for option in question.options]
        return {
            question.name: RankingField(question.title, items=items, places=places, description=question.hint)
        }

    def read(self, form: Form, question: Ranking, ground: Ground) -> Value:
        chosen = form[question.name].chosen()
        places = {
            code: int(place) if place.isdecimal() and len(place) <= MAX_DIGITS else 0
            for code, place in chosen.items()
            if place != NOT_PLACED
        }
        return {"places": places, "not": [code for code, place in chosen.items() if place == NOT_PLACED]}

    def typed(self, question: Ranking, value: Value) -> Typed:
        places = {f"{question.name}-{code}": [str(place)] for code, place in value["places"].items()}
        return places | {f"{question.name}-{code}": [NOT_PLACED] for code in value["not"]}


class Rows(Drawn):
    """A fieldset to each row, with the same scale in it."""

    def fields(self, question: Matrix) -> Fields:
        return {
            name_in(question, row.code): radios(
                row.words, tuple((step.code, step.words) for step in question.steps(row.code)), ""
            )
            for row in question.rows
        }

    def read(self, form: Form, question: Matrix, ground: Ground) -> Value:
        given = {row.code: form[name_in(question, row.code)].data for row in question.rows}
        return {row: step for row, step in given.items() if step}

    def typed(self, question: Matrix, value: Value) -> Typed:
        return {name_in(question, row): [step] for row, step in value.items()}

    def refused(self, question: Matrix, refused: AnswerRefused) -> Mapping[str, str]:
        if refused.reason not in (Refusal.MISSING_ROWS, Refusal.MISSING):
            row = refused.facts.get("row", question.rows[0].code)
            return {name_in(question, row): words_for(refused)}
        wanted = refused.facts.get("rows", tuple(row.code for row in question.rows))
        return {
            name_in(question, row.code): f"Choose an answer for “{row.words}”."
            for row in question.rows
            if row.code in wanted
        }


class Boxes(Drawn):
    """A box for points to each thing."""

    def fields(self, question: Points) -> Fields:
        return {name_in(question, option.code): number_box(option.words) for option in question.options}

    def read(self, form: Form, question: Points, ground: Ground) -> Value:
        given = {
            option.code: whole_number(form[name_in(question, option.code)].data)
            for option in question.options
        }
        return {code: points for code, points in given.items() if points is not None}

    def typed(self, question: Points, value: Value) -> Typed:
        return {name_in(question, code): [str(points)] for code, points in value.items()}

    def refused(self, question: Points, refused: AnswerRefused) -> Mapping[str, str]:
        at = refused.facts.get("code", question.options[0].code)
        return {name_in(question, at): words_for(refused)}


def name_in(question: Matrix | Points, line: str) -> str:
    """Name of the field of one line; no question's name has a hyphen."""
    return f"{question.name}-{line}"
