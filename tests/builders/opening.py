"""Consultations on their way to being open, in the domain's words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.consultations.opening import service
from portal.consultations.opening.facts import Facts, Link
from portal.consultations.opening.findings import Ground
from portal.core.windows import Window
from tests.builders.consultations import some_questions

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
WINDOW = Window.of_days(date(2027, 1, 4), date(2027, 2, 21))


def some_facts(**changes: Any) -> Facts:
    """Everything a consultation should say."""
    full = Facts(
        title="Where should wardens walk?",
        purpose="We want to hear where wardens should walk in the evening.",
        can_influence="The places and the times.",
        decided="That there are two wardens.",
        who_decides="The board. It publishes what it decided.",
        window=WINDOW,
        decides_on=date(2027, 3, 15),
        reasons="Reports from the evening went up.",
        evidence=(Link("The report of last year", "https://example.org/report"),),
        affected="People who work late. We ask at the bus station.",
        equality_url="https://example.org/equality",
        dpia_reason="The portal's own assessment covers it.",
    )
    return replace(full, **changes)


def some_ground(**changes: Any) -> Ground:
    """Facts and everything around them, with nothing in the way; facts change by name too."""
    own = {name: changes.pop(name) for name in list(changes) if name in Facts.__slots__}
    given: dict[str, Any] = {
        "facts": some_facts(**own),
        "asks": ("Where should they walk?",),
        "controller": "The council",
        "officer": "The data protection officer",
        "kept": "What you wrote",
        "promised_days": 28,
        "holidays": frozenset(),
        "elections": (),
        "others": (),
        "today": NOW.date(),
    }
    return Ground(**{**given, **changes})


def a_draft(session: Session, **changes: Any) -> str:
    """A draft with every fact; answers its slug."""
    return service.start(session, some_facts(**changes), some_questions(), actor_id="officer", now=NOW)
