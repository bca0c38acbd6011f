"""Putting things in order without dragging: a place for each, as many as people like, or "not a priority"."""

from dataclasses import dataclass

from portal.consultations.questions.base import Cell, Column, Kind, Option, Question, Refusal, Value
from portal.consultations.questions.choices import Choosing

NOT_PLACED = "not"
"""How the list of places, and an export, say "not a priority"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Choosing):
    """Put things in order: all of them or the first `top`; fewer will do, and so will "not a priority".

    Stored as `{"places": {code: place}, "not": [codes]}`, places from 1 without gaps. `ties`: two may share a
    place. `may_refuse`: "not a priority" is offered.
    """

    kind = Kind.RANKING

    top: int | None = None
    ties: bool = False
    may_refuse: bool = True

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
            if len(codes) > 1 and not self.ties:
                several = tuple(map(self.words_for, sorted(codes)))
                raise self._refuse(Refusal.SAME_PLACE, place=place, options=several, codes=tuple(codes))
        closed_up = {code: n for n, place in enumerate(sorted(held), 1) for code in held[place]}
        return {
            "places": closed_up,
            "not": [option.code for option in self.options if option.code in refused],
        }

    def _read(self, value: Value) -> tuple[dict[str, int], set[str]]:
        given = self._mapping(value)
        chosen, left = given.get("places", {}), given.get("not", [])
        if not isinstance(chosen, dict) or not isinstance(left, list) or (left and not self.may_refuse):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        places = {self.known(code): place for code, place in chosen.items()}
        refused = {self.known(code) for code in left}
        whole = all(type(place) is int and 1 <= place <= self.places for place in places.values())
        if not whole or refused & set(places):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        return places, refused

    def summary(self, value: Value) -> tuple[str, ...]:
        ordered = sorted(value["places"].items(), key=lambda pair: pair[1])
        placed = tuple(f"{ordinal(place)}: {self.words_for(code)}" for code, place in ordered)
        return placed + tuple(f"Not a priority: {self.words_for(code)}" for code in value["not"])

    def codes(self, value: Value) -> frozenset[str]:
        """What was put first."""
        return frozenset(code for code, place in value["places"].items() if place == 1)

    def holds(self, codes: frozenset[str], *, only: bool = False) -> bool:
        return (self.ties or len(codes) <= 1) and codes <= {code for code, _ in self.possible}

    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(f"{self.code}.{o.code}", f"{self.title} – {o.words}") for o in self.options)

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        if chosen is None:
            return (None,) * len(self.options)
        return tuple(
            NOT_PLACED if option.code in chosen["not"] else chosen["places"].get(option.code)
            for option in self.options
        )

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        pairs = zip(self.options, cells, strict=True)
        told = {option.code: cell for option, cell in pairs if cell is not None}
        if not told:
            return None
        places = {code: cell for code, cell in told.items() if cell != NOT_PLACED}
        return {"places": places, "not": [code for code, cell in told.items() if cell == NOT_PLACED]}

    def wrong(self) -> tuple[str, ...]:
        return (*Choosing.wrong(self), *(("top",) if self.top is not None and self.top < 1 else ()))

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
