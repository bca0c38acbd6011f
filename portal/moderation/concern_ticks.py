"""What the writer of a report ticked, as an officer reads it."""

from portal.concerns.opened import Ticks
from portal.concerns.reporting.questions import HOW_MUCH_WORDS, UNSAFE_WORDS
from portal.concerns.tick_words import IMPACT, tie_words


def tick_facts(ticks: Ticks) -> tuple[tuple[str, str], ...]:
    """Pairs of heading and words, for what was answered; reasons one to a line."""
    bands = zip(IMPACT.values(), ticks.impact.bands, strict=True)
    facts = [
        ("Feels unsafe because", "\n".join(UNSAFE_WORDS[reason] for reason in ticks.unsafe)),
        *((name, HOW_MUCH_WORDS[band] if band else "") for name, band in bands),
        ("The writer", tie_words(ticks.connection) if ticks.connection else ""),
    ]
    return tuple((name, words) for name, words in facts if words)
