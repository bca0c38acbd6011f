"""Finds well-known places by what people call them, in spite of slips; the only importer of rapidfuzz.

Refuses to guess from too little: a word of three letters has to be right, and most of what was typed has to
be found in a name. Remembers nothing of what was asked.
"""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from portal.core.places import Place

LONGEST_NAME = 80  # characters of a search that are looked at; no place is called longer
AT_MOST = 10  # places that are offered: more are no choice
ENOUGH = 0.62  # of 1: what was typed has to be found in a name as far as this
NEXT_BEST = 0.2  # a place that fits worse than the best one by more than this is noise
SLIPS = ((4, 0), (6, 1), (9, 2), (99, 3))  # words shorter than so many letters forgive so many slips

FILLERS = frozenset(
    {"a", "and", "at", "behind", "by", "in", "near", "next", "of", "off", "on", "opposite", "outside"}
    | {"the", "to", "under"}
)
"""Words that say where something is beside a place, or nothing at all."""

SAME: dict[str, str] = {
    "av": "avenue",
    "ave": "avenue",
    "center": "centre",
    "cres": "crescent",
    "ctr": "centre",
    "gdns": "gardens",
    "hosp": "hospital",
    "key": "quay",
    "keys": "quays",
    "ln": "lane",
    "pk": "park",
    "rd": "road",
    "rec": "recreation",
    "saint": "st",
    "sq": "square",
    "stn": "station",
    "street": "st",
    "uni": "university",
}
"""Short forms and words that sound alike, and what stands for them on both sides."""


class PlaceNames:
    """The names of places, made ready for searching."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Read every name and alias once."""
        self._places = tuple(
            (place, tuple(filter(None, map(words_of, (place.name, *place.aliases))))) for place in places
        )

    def find(self, query: str, *, limit: int = AT_MOST) -> tuple[Place, ...]:
        """Places whose name or alias is like `query`, best first; none that fits much worse than the best."""
        wanted = words_of(query[:LONGEST_NAME])
        if not wanted:
            return ()
        scored = [(max(_likeness(wanted, name) for name in names), place) for place, names in self._places]
        best = max((score for score, _ in scored), default=0.0)
        least = max(ENOUGH, best - NEXT_BEST)
        found = sorted((-score, place.name, place.code, place) for score, place in scored if score >= least)
        return tuple(place for *_, place in found[:limit])

    def exactly(self, query: str) -> tuple[Place, ...]:
        """Places called just so, short forms and fillers aside."""
        wanted = words_of(query[:LONGEST_NAME])
        return tuple(place for place, names in self._places if wanted in names) if wanted else ()


def words_of(name: str) -> tuple[str, ...]:
    """A name's words, folded: no case, accents, apostrophes or fillers; short forms written out."""
    plain = unicodedata.normalize("NFKD", name).replace("'", "").replace("’", "").replace("&", " and ")
    bare = "".join(ch for ch in plain if not unicodedata.combining(ch)).lower()
    words = tuple(SAME.get(word, word) for word in re.findall("[a-z0-9]+", bare))
    return tuple(word for word in words if word not in FILLERS) or words


def _likeness(wanted: tuple[str, ...], name: tuple[str, ...]) -> float:
    """1 for the same words, down to 0: how much of what was typed is there, and how much of the name was."""
    if wanted == name:
        return 1.0
    typed = sum(len(word) * max(_like(word, there) for there in name) for word in wanted)
    there = sum(len(word) * max(_like(other, word) for other in wanted) for word in name)
    by_words = 0.75 * typed / sum(map(len, wanted)) + 0.24 * there / sum(map(len, name))
    return max(by_words, 0.98 * _like("".join(wanted), "".join(name)))


def _like(word: str, there: str) -> float:
    """How like a typed word is to one of a name; beginnings count, and swapped letters are one slip."""
    if word == there:
        return 1.0
    if len(word) >= 3 and there.startswith(word):
        return 0.9
    most = next(slips for letters, slips in SLIPS if len(word) < letters)
    far = OSA.distance(word, there, score_cutoff=most)
    return 0.0 if far > most else 1 - far / max(len(word), len(there))
