"""Putting things in order without dragging: a place for each, as many as people like, or "not a priority"."""

from dataclasses import dataclass

from portal.consultations.questions.base import Kind, Question, Refusal, Value
from portal.consultations.questions.choices import Choosing, Option

NOT_PLACED = "not"
"""How the list of places says "not a priority"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Choosing):
    """Put things in order: all of them or the first `top`; fewer will do, and so will "not a priority".

    Stored as `{"places": {code: place}, "not": [codes]}`, places from 1 without gaps.
    """

    kind = Kind.RANKING

    top: int | None = None

    @property
    def places(self) -> int:
        """How many places there are to give."""
        return min(self.top or len(self.options), len(self.options))

    def tidy(self, value: Value) -> Value:
        places, refused = self._read(value)
        if not places and not refused:
            return None
        held: dict[int, list[str]] = {}
        for code, place in places.items():
            held.setdefault(place, []).append(code)
        for place, codes in sorted(held.items()):
            if len(codes) > 1:
                raise self._refuse(
                    Refusal.SAME_PLACE, place=place, options=tuple(map(self.words_for, sorted(codes)))
                )
        closed_up = {held[place][0]: n for n, place in enumerate(sorted(held), 1)}
        return {
            "places": closed_up,
            "not": [option.code for option in self.options if option.code in refused],
        }

    def _read(self, value: Value) -> tuple[dict[str, int], set[str]]:
        if not isinstance(value, dict):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        places = {self.known(code): place for code, place in dict(value.get("places", {})).items()}
        refused = {self.known(code) for code in value.get("not", [])}
        whole = all(type(place) is int and 1 <= place <= self.places for place in places.values())
        if not whole or refused & set(places):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        return places, refused

    def summary(self, value: Value) -> tuple[str, ...]:
        ordered = sorted(value["places"].items(), key=lambda pair: pair[1])
        placed = tuple(f"{ordinal(place)}: {self.words_for(code)}" for code, place in ordered)
        return placed + tuple(f"Not a priority: {self.words_for(code)}" for code in value["not"])

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (
            Option("noise", "Noise at night"),
            Option("roads", "Safer roads"),
            Option("fraud", "Fraud"),
        )
        value = {"places": {"roads": 1, "noise": 2}, "not": ["fraud"]}
        return cls(code="first", title="What should come first?", options=options), value


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th ... 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
