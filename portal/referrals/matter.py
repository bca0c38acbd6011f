"""What a councillor refers: the matter, where, who raised it, what was tried, what is wanted.

Refuses a matter of another ward, one that misses what a committee needs to discuss it, and, until the member
has looked again, words that seem to point to a person: who raised a matter is never named. Guidance on what
does not suit is shown, never enforced: it was made for another kind of referral (Local Government Act 2000,
section 9FC, with SI 2012/1022), not for this one (Police and Justice Act 2006, section 19).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from portal.core.errors import DomainError
from portal.core.words import details, tidy

MAX_TITLE = 120  # characters: a line of an agenda
MAX_TEXT = 4000  # characters: about two pages
MAX_LINE = 300  # characters of one effort: with whom, and what came of it
MAX_EFFORTS = 12  # efforts that one page can hold


class RaisedBy(StrEnum):
    """Who brought the matter to the member: how they belong to the ward, never who they are."""

    LIVES = "lives"
    WORKS = "works"
    SEVERAL = "several"
    MEMBER = "member"


RAISED_BY_WORDS: Mapping[RaisedBy, str] = {
    RaisedBy.LIVES: "Somebody who lives in the ward",
    RaisedBy.WORKS: "Somebody who works in the ward",
    RaisedBy.SEVERAL: "Several people who live or work in the ward",
    RaisedBy.MEMBER: "The councillor saw it",
}
"""For those who read what a councillor referred."""

RAISED_BY_YOURS: Mapping[RaisedBy, str] = {**RAISED_BY_WORDS, RaisedBy.MEMBER: "You saw it yourself"}
"""For the councillor."""


class Exclusion(StrEnum):
    """What makes a matter a poor fit, by the guidance for other referrals of members."""

    PLANNING = "planning"
    LICENSING = "licensing"
    APPEAL = "appeal"
    VEXATIOUS = "vexatious"
    COMPLAINT = "complaint"
    RECENT = "recent"


EXCLUSION_WORDS: Mapping[Exclusion, str] = {
    Exclusion.PLANNING: "It is about one planning decision",
    Exclusion.LICENSING: "It is about one licensing decision",
    Exclusion.APPEAL: "The person it concerns has a right of review or appeal",
    Exclusion.VEXATIOUS: "It is meant to vex, discriminates, or is not reasonable for an agenda",
    Exclusion.COMPLAINT: "It is with a complaint procedure or another scrutiny body now",
    Exclusion.RECENT: "It was discussed lately and nothing new has come",
}


@dataclass(frozen=True, slots=True)
class Effort:
    """One thing that was tried: with whom, on which day, and what came of it."""

    with_whom: str
    on: date
    result: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What a member refers. `ward`, `subtopic` and `authorities` are codes.

    `part` names a part of the ward and is empty for all of it; `exclusions` are those the member says apply,
    `exclusions_read` that the guidance was read.
    """

    ward: str
    title: str = ""
    subtopic: str = ""
    about: str = ""
    part: str = ""
    raised_by: RaisedBy | None = None
    efforts: tuple[Effort, ...] = ()
    outcome: str = ""
    authorities: tuple[str, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    exclusions_read: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A picture of the ward as it stood on one day: pairs of label and printed figure, and notes of officers.

    Figures come through the disclosure gate; no report's words are among the notes.
    """

    taken_on: date
    figures: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


class ForeignWard(DomainError):
    """The matter lies in another ward than the member's own: `.ward` is the member's."""

    code = "foreign-ward"
    ward: str | None


class MatterIncomplete(DomainError):
    """The committee could not discuss this yet; `.missing` names the parts."""

    code = "matter-incomplete"
    missing: tuple[str, ...]


class MatterTooLong(DomainError):
    """More than `.most` characters, or entries, in `.part`."""

    code = "matter-too-long"
    part: str
    most: int


class EffortAhead(DomainError):
    """What was tried lies on a day that has not come; `.on` is the day."""

    code = "effort-ahead"
    on: date


class PointsToSomebody(DomainError):
    """`.parts` hold what may point to a person; the member has not said that they do not."""

    code = "referral-points-to-somebody"
    parts: tuple[str, ...]


PARTS: Mapping[str, str] = {
    "title": "what the matter is called",
    "subtopic": "what kind of matter it is",
    "about": "what the matter is",
    "raised_by": "who raised it",
    "efforts": "what was tried, with whom and when",
    "outcome": "what you want to come of it",
    "authorities": "which authorities it concerns",
    "exclusions_read": "that you read what does not suit",
}
"""What has to be there before a matter goes to the committee, in the words of a page."""


def tidied(matter: Matter, *, today: date) -> Matter:
    """A draft's matter, made tidy; it may be incomplete. Raises `MatterTooLong`, `EffortAhead`."""
    kept = replace(
        matter,
        title=_fit("title", " ".join(tidy(matter.title).split()), MAX_TITLE),
        about=_fit("about", tidy(matter.about), MAX_TEXT),
        part=_fit("part", tidy(matter.part), MAX_LINE),
        outcome=_fit("outcome", tidy(matter.outcome), MAX_TEXT),
        efforts=tuple(_effort(each, today) for each in matter.efforts if _said(each)),
        authorities=tuple(dict.fromkeys(matter.authorities)),
        exclusions=tuple(each for each in Exclusion if each in matter.exclusions),
    )
    if len(kept.efforts) > MAX_EFFORTS:
        raise MatterTooLong(part="efforts", most=MAX_EFFORTS)
    return kept


def check_ward(matter: Matter, ward: str | None) -> None:
    """Raise `ForeignWard` unless the matter lies in the member's own ward."""
    if not ward or matter.ward != ward:
        raise ForeignWard(ward=ward)


def complete(matter: Matter, *, looked_again: bool) -> None:
    """Raise `MatterIncomplete`, or `PointsToSomebody` while the member has not looked again."""
    missing = tuple(part for part in PARTS if not getattr(matter, part))
    missing += tuple("efforts" for each in matter.efforts if not (each.with_whom and each.result))[:1]
    if missing:
        raise MatterIncomplete(missing=tuple(dict.fromkeys(missing)))
    parts = pointing(matter)
    if parts and not looked_again:
        raise PointsToSomebody(parts=parts)


def pointing(matter: Matter) -> tuple[str, ...]:
    """The parts whose words may point to a person."""
    texts = {
        "title": matter.title,
        "about": matter.about,
        "part": matter.part,
        "efforts": "\n".join(f"{each.with_whom}\n{each.result}" for each in matter.efforts),
        "outcome": matter.outcome,
    }
    return tuple(part for part, text in texts.items() if details(text))


def _said(effort: Effort) -> bool:
    return bool(effort.with_whom.strip() or effort.result.strip())


def _effort(effort: Effort, today: date) -> Effort:
    if effort.on > today:
        raise EffortAhead(on=effort.on)
    return Effort(
        _fit("efforts", tidy(effort.with_whom), MAX_LINE),
        effort.on,
        _fit("efforts", tidy(effort.result), MAX_LINE),
    )


def _fit(part: str, text: str, most: int) -> str:
    if len(text) > most:
        raise MatterTooLong(part=part, most=most)
    return text
