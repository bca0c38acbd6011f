"""Why words were taken out of a copy: a closed list of kinds that can be shown later without the words.

Refuses nothing: what the search for personal details marks and the copy lacks is named by itself; whatever
else an officer took out, the officer ticks.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from portal.core.details import Detail, DetailKind, details
from portal.core.words import MASKS


class Taken(StrEnum):
    """A kind of thing that leaves a text before anybody else reads it."""

    NAME = "name"
    CONTACT = "contact"
    HOME = "home"
    HEALTH = "health"
    VEHICLE = "vehicle"
    BUSINESS = "business"
    ALLEGATION = "allegation"
    CHILD = "child"
    OTHER = "other"


KINDS: Mapping[DetailKind, Taken] = {
    DetailKind.NAME: Taken.NAME,
    DetailKind.PHONE: Taken.CONTACT,
    DetailKind.EMAIL: Taken.CONTACT,
    DetailKind.HANDLE: Taken.CONTACT,
    DetailKind.PLATE: Taken.VEHICLE,
    DetailKind.POSTCODE: Taken.HOME,
    DetailKind.ADDRESS: Taken.HOME,
    DetailKind.BIRTH: Taken.OTHER,
    DetailKind.ACCOUNT: Taken.OTHER,
    DetailKind.PERSONAL_NUMBER: Taken.OTHER,
}
"""Under which kind a found detail is taken out."""


PLACEHOLDERS: Mapping[Taken, str] = {
    Taken.NAME: "[name]",
    Taken.CONTACT: "[contact]",
    Taken.HOME: "[place of living]",
    Taken.HEALTH: "[health]",
    Taken.VEHICLE: "[vehicle]",
    Taken.BUSINESS: "[business]",
    Taken.ALLEGATION: "[allegation]",
    Taken.CHILD: "[child]",
    Taken.OTHER: "[left out]",
}
"""What an officer writes in place of what was taken out."""

_WRITTEN: Mapping[str, Taken] = {
    **{words: kind for kind, words in PLACEHOLDERS.items()},
    **{MASKS[detail]: kind for detail, kind in KINDS.items()},
}


def kinds_written(copy: str) -> frozenset[Taken]:
    """The kinds whose placeholder stands in a copy."""
    folded = copy.casefold()
    return frozenset(kind for words, kind in _WRITTEN.items() if words in folded)


def kinds_in(text: str) -> frozenset[Taken]:
    """The kinds that taking out everything marked in this text would name."""
    return frozenset(KINDS[found.kind] for found in details(text))


def taken_out(original: str, copy: str) -> frozenset[Taken]:
    """The kinds of every marked detail of the original whose words stand nowhere in the copy."""
    folded = " ".join(copy.split()).casefold()
    return frozenset(
        KINDS[found.kind] for found in details(original) if _words(original, found) not in folded
    )


def listed(kinds: Iterable[Taken]) -> str:
    """Kinds as they are stored, in the order of the list."""
    chosen = set(kinds)
    return " ".join(kind for kind in Taken if kind in chosen)


def read(text: str) -> tuple[Taken, ...]:
    """The other way round; a kind that is no longer listed is left out."""
    known = {kind.value: kind for kind in Taken}
    return tuple(known[code] for code in text.split() if code in known)


def _words(text: str, found: Detail) -> str:
    return " ".join(text[found.start : found.end].split()).casefold()
