"""Outcomes as officers write them, for stories."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from portal.outcomes import service
from portal.outcomes.rules import Facts, Kind, OutcomeWords, Progress, Subject

OFFICER = "o" * 26
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
THEME = Subject(Kind.THEME, "t" * 26, "Dark path by the river", heard_on=date(2026, 9, 1))
FINE = Facts(reports=12, sensitive=False, proceedings=False)


def some_words(**changes: object) -> OutcomeWords:
    """An outcome that is planned."""
    values: dict[str, object] = {
        "line": "Lamps on the river path are repaired and the bushes cut back",
        "decision": "Repair eleven lamps and cut the bushes twice a year.",
        "reason": "Most reports came from people who walk there after dark.",
        "action": "The council’s street lighting team does it before the clocks change.",
        "owner": "asbcg",
        "progress": Progress.PLANNED,
        "decided_on": date(2026, 11, 2),
        **changes,
    }
    return OutcomeWords(**values)  # type: ignore[arg-type]


def written(session: Session, subject: Subject = THEME, *, now: datetime = MONDAY, **changes: object) -> str:
    """An outcome nobody outside reads yet; its id."""
    return service.record(session, subject, some_words(**changes), actor_id=OFFICER, now=now)


def told(session: Session, subject: Subject = THEME, *, now: datetime = MONDAY, **changes: object) -> str:
    """An outcome that everybody reads; its id."""
    outcome = written(session, subject, now=now, **changes)
    service.publish(session, outcome, FINE, seen_version=1, actor_id=OFFICER, now=now)
    return outcome
