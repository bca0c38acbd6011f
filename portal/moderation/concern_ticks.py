"""What the writer of a report ticked, as an officer reads it; figures and public pages never show it."""

from portal.concerns.opened import Ticks
from portal.concerns.report import LIVE_OR_WORK, VISITORS, Connection
from portal.concerns.reporting.questions import HOW_MUCH_WORDS, UNSAFE_WORDS

IMPACT = ("Affects the people it happens to", "Affects others around", "Affects the place itself")
TIES = {
    Connection.LIVE: "Lives there",
    Connection.WORK_OR_STUDY: "Works or studies there",
    Connection.BUSINESS: "Runs a business there",
    Connection.VISIT: "Visits",
    Connection.PASSING: "Passes through",
    Connection.NOT_SAID: "Would not say",
}


def tick_facts(ticks: Ticks) -> tuple[tuple[str, str], ...]:
    """Pairs of heading and words, for what was answered; reasons one to a line."""
    bands = (ticks.impact.people, ticks.impact.community, ticks.impact.environment)
    unsafe = "\n".join(UNSAFE_WORDS[reason] for reason in ticks.unsafe)
    facts = [
        ("Feels unsafe because", unsafe),
        *((name, HOW_MUCH_WORDS[band] if band else "") for name, band in zip(IMPACT, bands, strict=True)),
        ("The writer", _tie(ticks.connection)),
    ]
    return tuple((name, words) for name, words in facts if words)


def _tie(tie: Connection | None) -> str:
    if tie is None:
        return ""
    counted = "live or work here" if tie in LIVE_OR_WORK else "visitor" if tie in VISITORS else ""
    return f"{TIES[tie]} ({counted})" if counted else TIES[tie]
