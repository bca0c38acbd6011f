"""What codes are called on a councillor's pages, and as whom the councillor acts."""

from typing import Any

from portal.partnership.current import current
from portal.referrals import bodies
from portal.referrals.matter import EXCLUSION_WORDS, RAISED_BY_YOURS, Matter
from portal.referrals.rules import ANSWER_WORDS
from portal.referrals.trail import By
from portal.web.guard import actor


def by() -> By:
    """The signed-in member, for a step."""
    return By(actor(), current())


def kinds() -> tuple[tuple[str, str], ...]:
    """Every kind of matter: pairs of code and words, topic by topic."""
    return tuple(
        (kind.code, f"{topic.name}: {kind.name}") for topic in current().topics for kind in topic.subtopics
    )


def wards() -> dict[str, str]:
    """The wards' names by code."""
    return {ward.code: ward.name for ward in current().wards}


def for_matter(matter: Matter) -> dict[str, Any]:
    """What the piece that draws a matter asks for beside it."""
    return {
        "ward_name": wards().get(matter.ward, ""),
        "kind_name": dict(kinds()).get(matter.subtopic, ""),
        "raised_by": RAISED_BY_YOURS,
        "exclusions": EXCLUSION_WORDS,
        "bodies": bodies.names(current()),
        "answers": ANSWER_WORDS,
    }
