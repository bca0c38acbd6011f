"""Whether a consultation may be published: found out from its facts, never ticked.

Pure: everything it judges is handed in, so anybody can see why it says what it says. Each finding passes,
warns or blocks, with the law or the practice it rests on. A block that no law asks for can be set aside by
somebody in charge, with a reason; one that the law asks for has to be mended.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from portal.consultations.opening import sources
from portal.consultations.opening.days import holidays_inside, length_in_days
from portal.consultations.opening.facts import Facts
from portal.consultations.opening.findings import Finding, Ground, Level, Other
from portal.consultations.rules import LEAST_DAYS
from portal.core.readability import reading_age
from portal.core.sentences import listed

ENOUGH_DAYS = 42  # six weeks; shorter needs a reason
OLDEST_READER = 14  # years; public writing aims for 9, and words of law pull it up


def check(ground: Ground) -> tuple[Finding, ...]:
    """Every finding, in the order in which a reader of the page asks."""
    return tuple(look(ground) for look in CHECKS)


def blocks(findings: Iterable[Finding], set_aside: frozenset[tuple[str, str]]) -> tuple[Finding, ...]:
    """What still stands in the way. `set_aside` holds pairs of code and the sentence that was set aside.

    Something set aside stands again as soon as its sentence is another.
    """
    return tuple(
        each
        for each in findings
        if each.level is Level.BLOCK
        and not (each.may_be_set_aside and (each.code, each.sentence) in set_aside)
    )


def _said(code: str, value: str, good: str, missing: str, source: str) -> Finding:
    """Something the law wants said: said, or a block."""
    said = bool(value.strip())
    return Finding(code, Level.PASS if said else Level.BLOCK, good if said else missing, source, by_law=True)


def _influence(on: Ground) -> Finding:
    good, missing = "It says what answers can change.", "Say what answers can still change."
    return _said("influence", on.facts.can_influence, good, missing, sources.FORMATIVE)


def _decided(on: Ground) -> Finding:
    missing = "Say what is decided already, or that nothing is."
    return _said("decided", on.facts.decided, "It says what is decided already.", missing, sources.FORMATIVE)


def _reasons(on: Ground) -> Finding:
    missing = "Give the reasons, so that people can think about them and answer."
    return _said("reasons", on.facts.reasons, "It gives the reasons.", missing, sources.REASONS)


def _evidence(on: Ground) -> Finding:
    number = len(on.facts.evidence)
    if not number:
        return Finding("evidence", Level.WARN, "No paper is linked that people could read.", sources.REASONS)
    words = "1 paper is linked." if number == 1 else f"{number} papers are linked."
    return Finding("evidence", Level.PASS, words, sources.REASONS)


def _questions(on: Ground) -> Finding:
    if not on.asks:
        words = "It asks nothing yet but who somebody is."
        return Finding("questions", Level.BLOCK, words, sources.REASONS, by_law=True)
    words = "It asks 1 question." if len(on.asks) == 1 else f"It asks {len(on.asks)} questions."
    return Finding("questions", Level.PASS, words, sources.REASONS)


def _ways(on: Ground) -> Finding:
    if not on.problems:
        return Finding("ways", Level.PASS, "Every question can be reached.", sources.ANSWERABLE)
    return Finding("ways", Level.BLOCK, " ".join(on.problems), sources.ANSWERABLE, by_law=True)


def _ahead(on: Ground) -> Finding:
    passed = on.facts.window.last_day < on.today
    words = "The closing day has passed." if passed else "The closing day lies ahead."
    return Finding("ahead", Level.BLOCK if passed else Level.PASS, words, sources.TIME, by_law=True)


def _length(on: Ground) -> Finding:
    days = length_in_days(on.facts.window)
    said = f"It is open for {days} {'day' if days == 1 else 'days'}"
    if days < LEAST_DAYS:
        return Finding("length", Level.BLOCK, f"{said}. Give people at least {LEAST_DAYS}.", sources.TIME)
    if days < on.promised_days:
        words = f"{said}, fewer than the {on.promised_days} we promise."
        return Finding("length", Level.WARN, words, sources.PROMISE)
    if days < ENOUGH_DAYS and not on.facts.length_reason.strip():
        words = f"{said}, and no reason says why it is shorter than {ENOUGH_DAYS}."
        return Finding("length", Level.WARN, words, sources.TIME)
    shorter = " The page says why it is shorter than six weeks." if days < ENOUGH_DAYS else ""
    return Finding("length", Level.PASS, f"{said}.{shorter}", sources.TIME)


def _holidays(on: Ground) -> Finding:
    found = holidays_inside(on.facts.window, on.holidays)
    if not found:
        words = "It does not run over Christmas, Easter or August."
        return Finding("holidays", Level.PASS, words, sources.TIME)
    said = f"It runs over {listed(found)}"
    if on.facts.length_reason.strip():
        return Finding("holidays", Level.PASS, f"{said}. The page says how long and why.", sources.TIME)
    words = f"{said}. Allow more time, or say in the reason for its length why that is enough."
    return Finding("holidays", Level.WARN, words, sources.TIME)


def _privacy(on: Ground) -> Finding:
    parts = (
        ("who is responsible for the data", on.controller),
        ("who the data protection officer is", on.officer),
        ("what the answers are for", on.facts.purpose),
        ("how long what people write is kept", on.kept),
    )
    missing = [words for words, value in parts if not value.strip()]
    if missing:
        words = f"The privacy notice does not say {', '.join(missing)}."
        return Finding("privacy", Level.BLOCK, words, sources.PRIVACY, by_law=True)
    words = "The privacy notice says who is responsible, what for, and for how long."
    return Finding("privacy", Level.PASS, words, sources.PRIVACY)


def _assessed(code: str, name: str, url: str, reason: str, source: str) -> Finding:
    if url:
        return Finding(code, Level.PASS, f"The {name} impact assessment is linked.", source)
    if reason.strip():
        return Finding(code, Level.PASS, f"A reason says why there is no {name} impact assessment.", source)
    words = f"Link the {name} impact assessment, or say why there is none."
    return Finding(code, Level.BLOCK, words, source)


def _equality(on: Ground) -> Finding:
    facts = on.facts
    return _assessed("equality", "equality", facts.equality_url, facts.equality_reason, sources.EQUALITY)


def _dpia(on: Ground) -> Finding:
    return _assessed("dpia", "data protection", on.facts.dpia_url, on.facts.dpia_reason, sources.DPIA)


def _elections(on: Ground) -> Finding:
    window = on.facts.window
    met = [each for each in on.elections if each.begins <= window.last_day and window.first_day <= each.day]
    if not met:
        words = "It does not run in a pre-election period that we know of."
        return Finding("election", Level.PASS, words, sources.ELECTION)
    first = met[0]
    words = (
        f"{first.name} is on {_day(first.day)}; from {_day(first.begins)} on publicity asks for restraint. "
        "Opening then needs a good reason; answering may go on."
    )
    return Finding("election", Level.WARN, words, sources.ELECTION)


def _clash(on: Ground) -> Finding:
    met = [other.title for other in on.others if clashes(on.facts, other)]
    if not met:
        words = "No other consultation asks the same people about the same things at that time."
        return Finding("clash", Level.PASS, words, sources.OTHERS)
    words = f"At the same time, on the same subject or for the same people: {'; '.join(met)}."
    return Finding("clash", Level.WARN, words, sources.OTHERS)


def clashes(facts: Facts, other: Other) -> bool:
    """Whether both are open on one day, and share a family or an audience that both name."""
    together = (
        facts.window.opens_at <= other.window.closes_at and other.window.opens_at <= facts.window.closes_at
    )
    same = set(facts.families) & set(other.families) or set(facts.audiences) & set(other.audiences)
    return together and bool(same)


def _reading(on: Ground) -> Finding:
    facts = on.facts
    texts = (facts.purpose, facts.can_influence, facts.decided, facts.reasons, facts.who_decides, *on.asks)
    age = reading_age("\n".join(texts))
    if age is None:
        return Finding("reading", Level.PASS, "The texts are too short to be measured.", sources.PLAIN)
    level = Level.WARN if age > OLDEST_READER else Level.PASS
    more = " Use shorter sentences and words." if level is Level.WARN else ""
    return Finding("reading", level, f"It reads at an age of about {age}.{more}", sources.PLAIN)


def _affected(on: Ground) -> Finding:
    if on.facts.affected.strip():
        return Finding("affected", Level.PASS, "It names who is affected most.", sources.AFFECTED)
    words = "Name the groups that are affected most, and how you reach them."
    return Finding("affected", Level.BLOCK, words, sources.AFFECTED)


def _who(on: Ground) -> Finding:
    good, missing = "It says who decides.", "Say who decides."
    return _said("who", on.facts.who_decides, good, missing, sources.CONSIDERED)


def _when(on: Ground) -> Finding:
    day = on.facts.decides_on
    if day is None:
        return Finding("when", Level.WARN, "It does not say when the decision falls.", sources.CONSIDERED)
    if day <= on.facts.window.last_day:
        words = "The decision would fall before the close, so nobody could take the answers into account."
        return Finding("when", Level.BLOCK, words, sources.CONSIDERED, by_law=True)
    return Finding("when", Level.PASS, f"The decision falls on {_day(day)}.", sources.CONSIDERED)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


CHECKS: Sequence[Callable[[Ground], Finding]] = (
    _influence,
    _decided,
    _reasons,
    _evidence,
    _questions,
    _ways,
    _affected,
    _ahead,
    _length,
    _holidays,
    _who,
    _when,
    _privacy,
    _equality,
    _dpia,
    _elections,
    _clash,
    _reading,
)
"""Everything the gate looks at."""
