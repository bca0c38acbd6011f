"""Putting a pack together: every section through the gate, then the two pages that say it in short."""

from sqlalchemy.orm import Session

from portal.core.sentences import several
from portal.hotspots.queries import Hotspot
from portal.hotspots.rules import Stage
from portal.hotspots.statistics import Change
from portal.outcomes import queries as outcomes
from portal.packs import asked as consultations
from portal.packs import came, comparing, heard, people, places, referred
from portal.packs.came import Measures
from portal.packs.comparing import banded, change, sentence
from portal.packs.content import PackContent, PackSection, PackSummary, PackTable
from portal.packs.ground import Asked, Counted
from portal.packs.rules import Judgement, Period
from portal.referrals import untold
from portal.web.filters import day, month

SHORT = 5  # lines of a table in the summary: together they fit on two pages
NOTES = (
    "Every number is a band of five, because packs of months that overlap could be subtracted "
    "until few people "
    "are left. “Fewer than 5” may be none.",
    "Only subjects that are routed to this group, or to a group below it, are in its pack.",
    "A rise can mean that more people trust us with what they see; it is no failure by itself.",
    "People choose whether to report and whether to answer: nothing here speaks for those who did not.",
)


def content(session: Session, asked: Asked, judgement: Judgement, agencies: PackSection) -> PackContent:
    """Everything the pack says; `agencies`: what other agencies agreed to."""
    counted = Counted(session, asked)
    found = places.known(session, asked)
    without = untold.references(session, partnership=asked.partnership)
    told = outcomes.of_groups(session, asked.below, before=asked.period.end, without=without)
    measures = came.measured(session, asked, counted, told)
    reported = heard.reported(session, asked, counted)
    orders = consultations.side_by_side(session, asked, counted)
    sections = (
        reported,
        heard.patterns(counted),
        places.section(session, asked, counted, found),
        _deep(counted, judgement),
        people.section(session, asked),
        consultations.consulted(session, asked),
        consultations.offered(session, asked, counted),
        orders,
        referred.section(session, asked),
        agencies,
        came.section(told, measures),
    )
    less = people.heard_less(session, asked)
    period = asked.period
    return PackContent(
        partnership=asked.partnership.short_name,
        group=asked.group.code,
        group_name=asked.group.name,
        period=words_of(period),
        before=words_of(period.before),
        year_ago=words_of(period.year_ago),
        made_on=day(asked.now),
        summary=PackSummary(
            (*_sentences(asked, counted), *_places(found), *_whom(less), *_came(measures)),
            (*_shortest(reported), *(_first(table) for table in orders.tables)),
        ),
        sections=sections,
        map=places.draw(asked, found),
        notes=NOTES,
    )


def words_of(period: Period) -> str:
    """October 2026; July 2026 to September 2026."""
    first, last = period.firsts[0], period.firsts[-1]
    return month(first) if first == last else f"{month(first)} to {month(last)}"


def _deep(counted: Counted, judgement: Judgement) -> PackSection:
    """What the numbers say of likelihood and impact, then what staff judge."""
    total, opened = counted.total, counted.opened
    rows = (
        ("Frequency: how often it happens, as writers ticked", heard.frequency(counted)),
        ("Volume: counted concerns in this period", banded(total.now).words),
        ("Trend: against the period before", _trend(total.now, total.before, opened.before)),
        ("Trend: against a year ago", _trend(total.now, total.year_ago, opened.year_ago)),
        ("Happened to the writer before", heard.repeated(counted)),
    )
    table = PackTable(
        "deep",
        "How likely it goes on, in numbers",
        f"{comparing.COUNTS} {comparing.BANDS} {comparing.TEST}",
        f"{banded(total.now).words} concerns in this period",
        ("What", "What the numbers say"),
        rows,
    )
    judged = PackTable(
        "judged",
        "How staff judge it",
        "Written by whoever made the pack (terms of reference, 2.4); a judgement, not a count.",
        "",
        ("What is judged", "In words"),
        judgement.said,
    )
    words = () if judgement.said else ("Nobody has added a judgement in words to this pack.",)
    return PackSection(
        "deep", "Likelihood, impact, capacity", words, (table, *([judged] if judgement.said else []))
    )


def _trend(now: int, then: int, opened: bool) -> str:
    return comparing.word(change(now, then, opened=opened))


def _sentences(asked: Asked, counted: Counted) -> tuple[str, ...]:
    total, opened, period = counted.total, counted.opened, asked.period
    said = [
        sentence(change(total.now, then, opened=was_open), words_of(stretch))
        for then, was_open, stretch in (
            (total.before, opened.before, period.before),
            (total.year_ago, opened.year_ago, period.year_ago),
        )
    ]
    against = "; ".join(dict.fromkeys(filter(None, said)))
    first = f"{banded(total.now).words} concerns were counted about this group’s subjects"
    return (f"{first}: {against}." if against else f"{first}.", *_stands_out(asked, counted))


def _stands_out(asked: Asked, counted: Counted) -> tuple[str, ...]:
    """Kinds and wards that differ from a year ago by more than chance would explain."""
    if not counted.opened.year_ago:
        return (
            "People could not report here all through that time a year ago: nothing is compared with then.",
        )
    kind, ward = counted.by(lambda each: each.subtopic), counted.by(lambda each: each.ward)
    lines = [(asked.partnership.subtopic(code).name, kind(code)) for code in asked.needed]
    lines += [(each.name, ward(each.code)) for each in asked.partnership.wards]
    found = {
        which: [name for name, three in lines if change(three.now, three.year_ago, opened=True) is which]
        for which in (Change.MORE, Change.FEWER)
    }
    said = tuple(
        f"{lead} than a year ago, beyond chance: {'; '.join(names)}."
        for lead, names in (("More", found[Change.MORE]), ("Fewer", found[Change.FEWER]))
        if names
    )
    return said or ("No kind and no ward stands out against a year ago by more than chance would explain.",)


def _places(found: tuple[Hotspot, ...]) -> tuple[str, ...]:
    if not found:
        return ()
    stages = [(stage.value, sum(each.stage is stage for each in found)) for stage in Stage]
    counts = ", ".join(f"{number} in {name}" for name, number in stages if number)
    return (f"Hotspots of this group: {counts}.",)


def _whom(less: tuple[str, ...]) -> tuple[str, ...]:
    return (f"Heard less than their share of the residents – {'; '.join(less)}.",) if less else ()


def _came(found: Measures) -> tuple[str, ...]:
    told = "is told" if found.told == 1 else "are told"
    return (
        f"{several(found.told, 'outcome')} {told}, {found.acted} acted on; "
        f"middle time from hearing to deciding: {found.days}. "
        f"Concerns of this period that led to action: {found.share}.",
    )


def _shortest(reported: PackSection) -> tuple[PackTable, ...]:
    """The busiest topics and wards, by their band and then by name."""
    found = (_first(_busiest(table)) for table in reported.tables if table.code in ("topics", "wards"))
    return tuple(table for table in found if table.rows)


def _busiest(table: PackTable) -> PackTable:
    rows = sorted((row for row in table.rows if _least(row[1])), key=lambda row: (-_least(row[1]), row[0]))
    return _with(table, tuple(rows))


def _first(table: PackTable) -> PackTable:
    return _with(table, table.rows[:SHORT])


def _with(table: PackTable, rows: tuple[tuple[str, ...], ...]) -> PackTable:
    return PackTable(table.code, table.caption, table.definition, table.base, table.head, rows, table.numeric)


def _least(words: str) -> int:
    """The least number that the words of a band allow."""
    first = words.split(" ", maxsplit=1)[0].replace(",", "")
    return int(first) if first.isdigit() else 0
