"""What was reported: by topic, kind, ward and month against two other stretches, and who by."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from portal.concerns.releases import figures
from portal.concerns.releases.tick_counts import Tick
from portal.concerns.report import LIVE_OR_WORK, VISITORS, Before, Connection, HowMuch, HowOften, TimeOfDay
from portal.concerns.report import Unsafe as Reason
from portal.concerns.reporting.questions import (
    BEFORE_WORDS,
    HOW_MUCH_WORDS,
    OFTEN_WORDS,
    TIME_WORDS,
    UNSAFE_WORDS,
)
from portal.concerns.tick_words import IMPACT, tie_words
from portal.core.windows import months_on
from portal.packs import comparing
from portal.packs.comparing import Three, banded
from portal.packs.content import PackSection, PackTable
from portal.packs.ground import Asked, Counted
from portal.packs.rules import MONTHS_IN_YEAR
from portal.web.filters import month

TICKED = "How often writers of counted concerns ticked it; nobody had to tick anything."
SEVERAL = f"{TICKED} Several may be ticked in one report."
IMPACT_TICKS = {"people": Tick.PEOPLE, "community": Tick.COMMUNITY, "environment": Tick.ENVIRONMENT}
REPEATED = (Before.TO_ME, Before.TO_BOTH)
"""What a writer ticks to whom it happened before: victims more than once."""


def reported(session: Session, asked: Asked, counted: Counted) -> PackSection:
    """Topics, kinds, wards, months, who by, and how many were escalated."""
    partnership, needed = asked.partnership, set(asked.needed)
    topics = [each for each in partnership.topics if needed & {kind.code for kind in each.subtopics}]
    kinds = [(kind.code, kind.name) for each in topics for kind in each.subtopics if kind.code in needed]
    wards = [(ward.code, ward.name) for ward in partnership.wards]
    opened = counted.opened
    topic, kind, ward = (
        counted.by(lambda each: each.topic),
        counted.by(lambda each: each.subtopic),
        counted.by(lambda each: each.ward),
    )
    table = comparing.table
    tables = (
        table("all", "Concerns in all", "What", [("All of the group’s subjects", counted.total)], opened),
        table(
            "topics", "Concerns by topic", "Topic", [(each.name, topic(each.code)) for each in topics], opened
        ),
        table(
            "kinds",
            "Concerns by kind",
            "Kind",
            [(name, kind(code)) for code, name in kinds],
            opened,
            short=True,
        ),
        table(
            "wards",
            "Concerns by ward",
            "Ward",
            [(name, ward(code)) for code, name in wards],
            opened,
            short=True,
        ),
        _months(asked, counted),
        _ties(counted),
    )
    return PackSection("reported", "What was reported", (_escalated(session, asked),), tables)


def patterns(counted: Counted) -> PackSection:
    """When it happens, how often, to whom again, whom it harms, and why places feel unsafe."""
    time = [(TIME_WORDS[each], str(each)) for each in TimeOfDay]
    often = [(OFTEN_WORDS[each], str(each)) for each in HowOften]
    before = [(BEFORE_WORDS[each], str(each)) for each in Before]
    reasons = [(UNSAFE_WORDS[each], str(each)) for each in Reason]
    return PackSection(
        "patterns",
        "When it happens, and whom it harms",
        (),
        (
            _ticked(counted, Tick.TIME_OF_DAY, "Time of day", "Time of day", time),
            _ticked(counted, Tick.HOW_OFTEN, "How often it happens", "How often", often),
            _ticked(counted, Tick.BEFORE, "Whether it happened before", "Happened before", before),
            *(_harm(counted, name) for name in IMPACT_TICKS),
            _ticked(counted, Tick.UNSAFE, "Why a place feels unsafe", "Reason", reasons, about=SEVERAL),
        ),
    )


def frequency(counted: Counted) -> str:
    """How often it happens, in one line of bands."""
    found = counted.ticks[Tick.HOW_OFTEN]
    often = (HowOften.DAILY, HowOften.WEEKLY, HowOften.FEW, HowOften.ONCE)
    return "; ".join(f"{OFTEN_WORDS[each].lower()}: {banded(found[each]).words}" for each in often)


def repeated(counted: Counted) -> str:
    """How many writers said that it had happened to themselves before, as a band."""
    return banded(sum(counted.ticks[Tick.BEFORE][each] for each in REPEATED)).words


def _escalated(session: Session, asked: Asked) -> str:
    period = asked.period
    number = figures.escalated(session, start=period.start, end=period.end)
    return (
        f"Counted as escalated in this period, all subjects together: {banded(number).words}. Nothing else "
        "about these reports leaves the safeguarding room."
    )


def _months(asked: Asked, counted: Counted) -> PackTable:
    """Each month beside the one of the period before and the same one a year ago, named in its line."""
    at, length = counted.by(lambda each: each.month.replace(day=1)), asked.period.months
    return comparing.table(
        "months",
        "Concerns by month",
        "Month",
        [
            (
                f"{month(first)} (before: {month(months_on(first, -length))})",
                Three(
                    at(first).now,
                    at(months_on(first, -length)).before,
                    at(months_on(first, -MONTHS_IN_YEAR)).year_ago,
                ),
            )
            for first in asked.period.firsts
        ],
        counted.opened,
    )


def _ties(counted: Counted) -> PackTable:
    """Those who live or work here, whom the law asks us to hear, apart from visitors."""
    now, then = counted.ticks[Tick.CONNECTION], counted.ticks_year_ago[Tick.CONNECTION]
    together = (("All who live or work here", LIVE_OR_WORK), ("All visitors", VISITORS))
    sums = [
        (words, sum(now[tie] for tie in ties), sum(then[tie] for tie in ties)) for words, ties in together
    ]
    single = [(tie_words(tie), now[tie], then[tie]) for tie in Connection]
    lines = [*sums, *single, ("Left out", now[""], then[""])]
    return comparing.pairs_table(
        "ties",
        "Who reports",
        "What ties the writer to the place",
        lines,
        counted.opened,
        about=TICKED,
        base=_base(counted),
    )


def _harm(counted: Counted, name: str) -> PackTable:
    answers = [(HOW_MUCH_WORDS[each], str(each)) for each in HowMuch]
    return _ticked(counted, IMPACT_TICKS[name], IMPACT[name], "How much", answers)


def _ticked(
    counted: Counted,
    tick: Tick,
    caption: str,
    first: str,
    answers: Sequence[tuple[str, str]],
    *,
    about: str = TICKED,
) -> PackTable:
    now, then = counted.ticks[tick], counted.ticks_year_ago[tick]
    lines = [(words, now[code], then[code]) for words, code in answers]
    return comparing.pairs_table(
        tick.value.replace("_", "-"),
        caption,
        first,
        lines,
        counted.opened,
        about=about,
        base=_base(counted),
    )


def _base(counted: Counted) -> str:
    total = counted.total
    ago = f", {banded(total.year_ago).words} a year ago" if counted.opened.year_ago else ""
    return f"{banded(total.now).words} concerns in this period{ago}"
