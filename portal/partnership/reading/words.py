"""Reads what a partnership says: helplines, priorities, advice/*.md, plan/*.md and measures become content.

Refuses a plan without its six sections, a reference to nothing, and a date that is none.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from portal.partnership.content import (
    MOST_PRIORITIES,
    SECTION_LETTERS,
    AdviceText,
    Audience,
    Content,
    Helpline,
    PlanSection,
    PlanState,
    PlanText,
    Priority,
    PrioritySet,
    Source,
)
from portal.partnership.reading.measures import read_measures
from portal.partnership.reading.tables import Faults, Table, read_front_matter, read_toml

ALWAYS = ("999", "101", "samaritans", "childline")  # lives hang on these four; they cannot be hidden
YEARS = re.compile(r"20[0-9]{2}-[0-9]{2}")
SECTION = re.compile(r"^## ([a-z])[.:)] +(.+)$", re.MULTILINE)


def read_content(
    root: Path, faults: Faults, *, groups: Iterable[str], topics: Iterable[str], strict: bool
) -> Content:
    """The shipped words of a folder. Check `faults` before using them.

    Only `strict` reading minds advice that names a helpline nobody listed: a page leaves it out.
    """
    helplines = read_helplines(root, faults)
    known = frozenset(line.code for line in helplines) if strict else None
    advice = [
        _advice(path, faults, known, frozenset(topics)) for path in sorted((root / "advice").glob("*.md"))
    ]
    plans = [_plan(path, faults) for path in sorted((root / "plan").glob("*.md"), reverse=True)]
    for kind, texts in (("advice", advice), ("plan", plans)):
        if not texts:
            faults.add(root / kind, 1, "the folder holds no text")
    if plans and sum(plan.state is PlanState.PUBLISHED for plan in plans) != 1:
        faults.add(root / "plan", 1, "exactly one plan must be published; the others are superseded")
    priorities = _priorities(root, faults, frozenset(groups))
    measures = read_measures(root, faults, groups=frozenset(groups), priorities=priorities)
    return Content(helplines, tuple(advice), tuple(plans), priorities, measures)


def read_helplines(root: Path, faults: Faults) -> tuple[Helpline, ...]:
    """The helplines in the order of the file."""
    top = read_toml(root / "helplines.toml", faults)
    lines = tuple(_helpline(table) for table in top.tables("helpline"))
    for table, line in zip(top.tables("helpline"), lines, strict=True):
        first = next(other for other in lines if other.code == line.code)
        if first is not line:
            table.fault("code", f"a second helpline “{line.code}”")
        if line.code in ALWAYS and not line.always:
            table.fault("always", f"“{line.code}” must have always = true")
    for code in ALWAYS:
        if top.file.readable and code not in {line.code for line in lines}:
            top.fault(None, f"helpline “{code}” is missing")
    top.finish()
    return lines


def _helpline(table: Table) -> Helpline:
    line = Helpline(
        code=table.code("code"),
        name=table.text("name"),
        number=table.text("number", default=""),
        text_number=table.text("text_number", default=""),
        url=table.text("url", default=""),
        hours=table.text("hours", default=""),
        words=table.text("words"),
        audience=Audience(table.one_of("audience", tuple(Audience), default="everyone")),
        source=table.text("source"),
        always=table.flag("always", default=False),
    )
    if not (line.number or line.text_number or line.url):
        table.fault(None, "needs a number, a text_number or a url")
    _check_url(table, line.url)
    table.finish()
    return line


def _check_url(table: Table, url: str) -> None:
    if url and not url.startswith("https://"):
        table.fault("url", f"“{url}” must start with https://")


def _priorities(root: Path, faults: Faults, groups: frozenset[str]) -> tuple[PrioritySet, ...]:
    top = read_toml(root / "priorities.toml", faults)
    sets: list[PrioritySet] = []
    for table in top.tables("set"):
        year = _year(table)
        if year in {other.year for other in sets}:
            table.fault("year", f"a second set for “{year}”")
        items = tuple(_priority(each, groups) for each in table.tables("priority"))
        if len(items) > MOST_PRIORITIES:
            table.fault("priority", f"more than {MOST_PRIORITIES} priorities")
        sets.append(
            PrioritySet(year, table.text("heading"), table.text("source"), table.flag("illustration"), items)
        )
        table.finish()
    top.finish()
    return tuple(sorted(sets, key=lambda each: each.year, reverse=True))


def _priority(table: Table, groups: frozenset[str]) -> Priority:
    made = Priority(table.code("code"), table.text("name"), table.text("words"), table.texts("groups"))
    for code in made.groups:
        if code not in groups:
            table.fault("groups", f"unknown group “{code}”")
    table.finish()
    return made


def _year(table: Table) -> str:
    year = table.text("year")
    if year and not YEARS.fullmatch(year):
        table.fault("year", f"“{year}” is no year: write it as 2026-27")
    return year


def _advice(
    path: Path, faults: Faults, helplines: frozenset[str] | None, topics: frozenset[str]
) -> AdviceText:
    front, body, line = read_front_matter(path, faults)
    text = AdviceText(
        code=path.stem,
        title=front.text("title"),
        summary=front.text("summary"),
        topic=front.text("topic", default=""),
        audience=_audience(front),
        sensitive=front.flag("sensitive"),
        report_to=front.text("report_to"),
        helplines=front.texts("helplines"),
        sources=tuple(_source(each) for each in front.tables("sources")),
        reviewed_on=front.day("reviewed_on"),
        body=body.strip(),
    )
    if text.topic and text.topic not in topics:
        front.fault("topic", f"unknown topic “{text.topic}”")
    for code in text.helplines:
        if helplines is not None and code not in helplines:
            front.fault("helplines", f"unknown helpline “{code}”")
    if front.file.readable and not text.body:
        faults.add(path, line, "the text is empty")
    front.finish()
    return text


def _audience(front: Table) -> tuple[Audience, ...]:
    named = front.texts("audience")
    for each in named:
        if each not in tuple(Audience):
            front.fault("audience", f"unknown audience “{each}”: one of {', '.join(Audience)}")
    return tuple(Audience(each) for each in named if each in tuple(Audience))


def _source(table: Table) -> Source:
    made = Source(table.text("name"), table.text("url"))
    _check_url(table, made.url)
    table.finish()
    return made


def _plan(path: Path, faults: Faults) -> PlanText:
    front, body, line = read_front_matter(path, faults)
    plan = PlanText(
        year=_year(front),
        title=front.text("title"),
        summary=front.text("summary"),
        state=PlanState(front.one_of("state", tuple(PlanState))),
        starts_on=front.day("starts_on"),
        ends_on=front.day("ends_on"),
        approved_on=front.day("approved_on"),
        approved_by=front.text("approved_by"),
        illustration=front.flag("illustration"),
        note=front.text("note"),
        sections=_sections(path, faults, body, line) if front.file.readable else (),
    )
    if plan.year and plan.year != path.stem:
        front.fault("year", f"“{plan.year}” does not fit the file's name")
    if plan.ends_on < plan.starts_on:
        front.fault("ends_on", "the plan ends before it starts")
    front.finish()
    return plan


def _sections(path: Path, faults: Faults, body: str, first: int) -> tuple[PlanSection, ...]:
    found = list(SECTION.finditer(body))
    ends = [each.start() for each in found[1:]] + [len(body)]
    sections: dict[str, PlanSection] = {}
    for heading, end in zip(found, ends, strict=True):
        letter, line = heading[1], first + body.count("\n", 0, heading.start())
        text = body[heading.end() : end].strip()
        if letter not in SECTION_LETTERS or letter in sections:
            faults.add(path, line, f"section “{letter}” stands twice or is none of a to f")
        elif not text:
            faults.add(path, line, f"section “{letter}” is empty")
        sections[letter] = PlanSection(letter, heading[2].strip(), text)
    for letter in SECTION_LETTERS:
        if letter not in sections:
            faults.add(path, first + body.count("\n"), f"section “{letter}” is missing: ## {letter}. Heading")
    return tuple(sections[letter] for letter in SECTION_LETTERS if letter in sections)
