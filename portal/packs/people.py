"""Whom we hear from, and whom too little: unlinked tallies beside the people who live here.

Every quarter stands alone, as officers see it too: nothing new can be worked out from it. No number under
ten is shown, and what would give one away is hidden with it. Terms of reference of the strategic groups, 2.5.
"""

from datetime import date

from sqlalchemy.orm import Session

from portal.concerns import tallies
from portal.concerns.equality import NOT_SAID, QUESTIONS
from portal.concerns.tallies import Tally
from portal.consultations.after.reach import MARGIN_OF
from portal.consultations.after.rules import LEVEL_WORDS, Level, parity
from portal.core.disclosure import EQUALITY_FLOOR, SafeRow, Shown, share_of
from portal.packs.content import PackSection, PackTable
from portal.packs.ground import Asked
from portal.partnership.margins import Margins

CALLED = {"under-16": "0-15", "75-over": "75+"}
"""Answers whose margin in the census is called otherwise."""

ABOUT = (
    "Answers to optional questions, counted by quarter for all subjects together and joined to no "
    "report: who "
    f"reports about this group’s subjects alone cannot be told. No number under {EQUALITY_FLOOR} is shown."
)
BESIDE = (
    "Residents: usual residents in the Census of 2021. Heard “less” or “more” is said where chance "
    "would explain "
    "so large a difference less than one time in twenty (Wilson’s interval), over those who answered."
)
NOTHING = (
    "No whole quarter of a year lies in this period, or nobody has answered: nothing can be said "
    "about whom we "
    "hear from."
)


def section(session: Session, asked: Asked) -> PackSection:
    """A table for each question and quarter that holds answers."""
    answered = set(tallies.quarters(session, today=asked.period.end))
    found = tuple(
        _table(tally, quarter, asked.residents)
        for quarter in asked.period.quarters
        if quarter in answered
        for tally in tallies.of(session, quarter)
        if isinstance(tally.table.base, Shown)
    )
    words = (ABOUT, BESIDE) if found else (NOTHING,)
    return PackSection("people", "Whom we hear from, and whom too little", words, found)


def heard_less(session: Session, asked: Asked) -> tuple[str, ...]:
    """Who is heard less than their share of the residents in the newest quarter, in words."""
    answered = set(tallies.quarters(session, today=asked.period.end))
    newest = [quarter for quarter in asked.period.quarters if quarter in answered][-1:]
    return tuple(
        f"{tally.short}: {row.label}"
        for quarter in newest
        for tally in tallies.of(session, quarter)
        for row, code in _coded(tally)
        if _level(tally, row, code, asked.residents) is Level.UNDER
    )


def _table(tally: Tally, quarter: date, people: Margins) -> PackTable:
    rows = tuple(
        (
            row.label,
            row.count.words,
            "not shown" if row.share is None else f"{row.share}%",
            _residents(tally.code, code, people),
            _words(_level(tally, row, code, people)),
        )
        for row, code in _coded(tally)
    )
    number = (quarter.month - 1) // 3 + 1
    return PackTable(
        f"{tally.code}-{quarter.isoformat()}",
        f"{tally.short}, quarter {number} of {quarter.year}",
        f"{tally.title} {ABOUT} {BESIDE}",
        f"{tally.table.base.words} answers",
        ("Answer", "Answers", "Share", "Residents", "Heard"),
        rows,
        numeric=(1, 2, 3),
    )


def _coded(tally: Tally) -> list[tuple[SafeRow, str]]:
    answers = next(question.answers for question in QUESTIONS if question.code == tally.code)
    return [(row, code) for row, (code, _) in zip(tally.table.rows, answers, strict=True)]


def _margin(question: str, answer: str, people: Margins) -> tuple[int, int] | None:
    """How many residents are in this group, and how many there are in all."""
    if question not in MARGIN_OF or answer == NOT_SAID:
        return None
    margin, called = MARGIN_OF[question]
    here = people.get((margin, called.get(answer, CALLED.get(answer, answer))))
    if here is None:
        return None
    return here, sum(number for (each, _), number in people.items() if each == margin)


def _residents(question: str, answer: str, people: Margins) -> str:
    found = _margin(question, answer, people)
    return f"{share_of(*found)}%" if found else ""


def _level(tally: Tally, row: SafeRow, answer: str, people: Margins) -> Level | None:
    """From numbers that may be seen alone; None where there is nothing to set beside.

    Those who would not say are left out of the whole. Where their number is hidden it may be anything up to
    all that is hidden: a level is said only where it holds at both ends.
    """
    found = _margin(tally.code, answer, people)
    if found is None:
        return None
    if not isinstance(row.count, Shown):
        return Level.TOO_FEW
    heard = row.count.number
    compared = [parity(heard, whole, *found) for whole in _wholes(tally)]
    levels = {each.level if each else Level.TOO_FEW for each in compared}
    return levels.pop() if len(levels) == 1 else Level.TOO_FEW


def _wholes(tally: Tally) -> tuple[int, ...]:
    """How many said something, as far as may be known: one number, or the most and the least."""
    base = tally.table.base
    if not isinstance(base, Shown):
        return ()
    silent = next((each.count for each, code in _coded(tally) if code == NOT_SAID), None)
    if isinstance(silent, Shown):
        return (base.number - silent.number,)
    seen = sum(each.count.number for each, _ in _coded(tally) if isinstance(each.count, Shown))
    return (base.number, seen)


def _words(level: Level | None) -> str:
    return "" if level is None else LEVEL_WORDS[level]
