"""Words of the demonstration's public register: what was referred, recommended and answered, read by two."""

from collections.abc import Mapping, Sequence

from portal.demo.scrutiny import Path
from portal.referrals import queries, register
from portal.referrals.publishing import Part

WANTED = (
    "Agree one plan for the place with those who live and work there, and say who does what.",
    "Publish every quarter what was done, and what changed.",
)
"""What the committee recommends in every report of the demonstration."""


def recommendations(path: Path) -> list[str]:
    """Ids of what a referral's report recommends, in order."""
    by, now = path.council.officer, path.council.at(path.ago)
    found = queries.one(path.council.session, by.actor, path.id, partnership=by.partnership, now=now)
    return [each.id for each in found.recommendations]


def publish(path: Path, matter: str, reasons: str, answers: Mapping[str, Sequence[str]]) -> Path:
    """A report as anybody reads it; `answers`: by body, what it says to each recommendation."""
    path.told(Part.MATTER, matter).told(Part.REASONS, reasons)
    ids = recommendations(path)
    for each, words in zip(ids, WANTED, strict=True):
        path.told(Part.RECOMMENDATION, words, each)
    for body, said in answers.items():
        recipient = register.recipient_id(path.council.session, path.id, body)
        for each, words in zip(ids, said, strict=True):
            path.told(Part.RESPONSE, words, register.of_response(each, recipient))
    return path


def publish_delay(path: Path, body: str, why: str) -> Path:
    """Why a body answers later than the law's day."""
    return path.told(Part.LATER, why, register.recipient_id(path.council.session, path.id, body))
