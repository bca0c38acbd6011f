"""Reads measures.toml: how a partnership knows whether its plan works. The file may be missing.

Refuses a measure of nobody, one for a priority that its year does not have, and figures out of order.
"""

from pathlib import Path

from portal.partnership.content import DIRECTIONS, UNITS, MeasureText, PrioritySet, ReadingText
from portal.partnership.reading.tables import Faults, Table, read_toml


def read_measures(
    root: Path, faults: Faults, *, groups: frozenset[str], priorities: tuple[PrioritySet, ...]
) -> tuple[MeasureText, ...]:
    """The measures in the order of the file."""
    path = root / "measures.toml"
    if not path.is_file():
        return ()
    top = read_toml(path, faults)
    known = {(given.year, one.code) for given in priorities for one in given.priorities}
    found: list[MeasureText] = []
    for table in top.tables("measure"):
        measure = _measure(table)
        if measure.owner not in groups:
            table.fault("owner", f"unknown group “{measure.owner}”")
        if (measure.year, measure.priority) not in known:
            table.fault("priority", f"“{measure.priority}” is no priority of {measure.year}")
        if any((measure.year, measure.name) == (other.year, other.name) for other in found):
            table.fault("name", f"a second measure “{measure.name}” for {measure.year}")
        found.append(measure)
    top.finish()
    return tuple(found)


def _measure(table: Table) -> MeasureText:
    measure = MeasureText(
        year=table.text("year"),
        priority=table.code("priority"),
        name=table.text("name"),
        words=table.text("words"),
        owner=table.text("owner"),
        unit=table.one_of("unit", UNITS),
        direction=table.one_of("direction", DIRECTIONS),
        target=table.number("target") if "target" in table.values else None,
        source=table.text("source"),
        illustration=table.flag("illustration"),
        readings=tuple(_reading(each) for each in table.tables("reading", needed=False)),
    )
    days = [reading.as_of for reading in measure.readings]
    if days != sorted(set(days)):
        table.fault("reading", "figures stand in the order of their days, one for a day")
    table.finish()
    return measure


def _reading(table: Table) -> ReadingText:
    reading = ReadingText(
        as_of=table.day("as_of"),
        value=table.number("value") if "value" in table.values else None,
        note=table.text("note", default=""),
    )
    if reading.value is None and not reading.note:
        table.fault(None, "needs a value or a note")
    table.finish()
    return reading
