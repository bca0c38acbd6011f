"""Reads who a partnership is: partnership.toml, groups.toml, topics.toml and wards.csv become one frozen value.

Refuses, by file and line, whatever would make a page or a route meaningless.
"""

import csv
import re
from collections.abc import Iterator
from datetime import time
from pathlib import Path

from portal.partnership.reading.tables import Faults, Table, read_text, read_toml
from portal.partnership.reading.topics import read_topics
from portal.partnership.rules import (
    COLOURS,
    Authority,
    Brand,
    Clocks,
    Group,
    MapFrame,
    Neighbour,
    Partnership,
    RetentionRule,
    Tier,
    Ward,
)

RECORDS = (
    "declined", "original", "sanitised", "conversation", "escalated", "concern", "consultation_text",
    "consultation_signature", "draft", "equality_link", "contact", "referral_attachment", "outbox", "leaver",
    "ledger", "backup",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
PAIRS = (  # text on ground, as the pages use them
    ("ink", "paper"), ("ink", "sand"), ("ink", "sea_tint"), ("ink", "focus"), ("muted", "paper"), ("muted", "sand"),
    ("link", "paper"), ("link", "sand"), ("link", "sea_tint"), ("paper", "harbour"), ("paper", "sea"),
    ("paper", "danger"), ("danger", "paper"), ("sea", "paper"),
)


def read_structure(root: Path, faults: Faults) -> Partnership:
    """The partnership of a folder; its code is the folder's name. Check `faults` before using it."""
    top = read_toml(root / "partnership.toml", faults)
    groups = read_groups(read_toml(root / "groups.toml", faults))
    families, topics = read_topics(read_toml(root / "topics.toml", faults), frozenset(g.code for g in groups))
    names = ("name", "short_name", "area_name", "council_name", "police_name", "policing_body", "scrutiny_committee",
             "controller", "dpo", "vision", "mission", "attribution")
    texts = {name: top.text(name) for name in names}
    engagement_group = top.text("engagement_group")
    if engagement_group and engagement_group not in {group.code for group in groups}:
        top.fault("engagement_group", f"unknown group “{engagement_group}”")
    made = Partnership(
        code=root.name,
        **texts,
        engagement_group=engagement_group,
        facts_note=top.text("facts_note", default=""),
        authorities=tuple(_authority(each) for each in top.tables("authority")),
        neighbours=tuple(_neighbour(each) for each in top.tables("neighbour")),
        clocks=_clocks(_section(top, "clocks")),
        retention=_retention(top),
        brand=_brand(_section(top, "brand"), root),
        map=_map(_section(top, "map")),
        groups=groups,
        topics=topics,
        families=families,
        wards=read_wards(root / "wards.csv", faults),
    )
    top.finish()
    return made


def _section(top: Table, key: str) -> Table:
    section = top.table(key)
    assert section is not None  # only a section that may be left out is None
    return section


def _authority(table: Table) -> Authority:
    made = Authority(table.code("code"), table.text("name"), table.text("role"), _url(table))
    table.finish()
    return made


def _neighbour(table: Table) -> Neighbour:
    made = Neighbour(table.text("name"), table.text("area"), _url(table))
    table.finish()
    return made


def _url(table: Table) -> str:
    url = table.text("url", default="")
    if url and not url.startswith("https://"):
        table.fault("url", f"“{url}” must start with https://")
    return url


def _clocks(table: Table) -> Clocks:
    weekdays = table.texts("staffed_weekdays")
    for day in set(weekdays) - set(WEEKDAYS):
        table.fault("staffed_weekdays", f"“{day}” is no day of the week")
    opens, closes = table.clock("staffed_from"), table.clock("staffed_to")
    if closes <= opens and opens != time.min:
        table.fault("staffed_to", "“staffed_to” must be later than “staffed_from”")
    keys = [key for key in Clocks.__dataclass_fields__ if not key.startswith("staffed_")]
    numbers = {key: table.whole(key, least=1) for key in keys}
    table.finish()
    days = tuple(WEEKDAYS.index(day) for day in weekdays if day in WEEKDAYS)
    return Clocks(staffed_from=opens, staffed_to=closes, staffed_weekdays=days, **numbers)


def _retention(top: Table) -> tuple[RetentionRule, ...]:
    rules: dict[str, RetentionRule] = {}
    for table in top.tables("retention"):
        record = table.text("record")
        if record in rules:
            table.fault("record", f"a second rule for “{record}”")
        elif record and record not in RECORDS:
            table.fault("record", f"unknown record “{record}”: one of {', '.join(RECORDS)}")
        rules[record] = RetentionRule(record, table.whole("days"), table.text("words"))
        table.finish()
    missing = [record for record in RECORDS if record not in rules]
    if missing and top.file.readable:
        top.fault(None, f"no [[retention]] for {', '.join(missing)}")
    return tuple(rules.values())


def _brand(table: Table, root: Path) -> Brand:
    colours = {name: table.text(name) for name in COLOURS}
    for name, colour in colours.items():
        if colour and not re.fullmatch("#[0-9a-f]{6}", colour):
            table.fault(name, f"“{colour}” is no colour: write it as #12262e, in small letters")
            colours[name] = ""
    for text, ground in PAIRS:
        if colours[text] and colours[ground] and contrast(colours[text], colours[ground]) < CONTRAST:
            ratio = contrast(colours[text], colours[ground])
            words = f"{text} on {ground} has a contrast of {ratio:.1f}:1; at least {CONTRAST}:1 is needed"
            table.fault(text if text not in ("paper", "ink") else ground, words)
    mark = table.text("mark")
    drawing = (read_text(root / mark, table.file.faults) or "") if mark else ""
    if drawing and not drawing.lstrip().startswith("<svg"):
        table.fault("mark", f"“{mark}” is no SVG drawing")
    table.finish()
    return Brand(**colours, mark_svg=drawing)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb) by WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start:start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _map(table: Table) -> MapFrame:
    zooms = {key: table.whole(key, least=1) for key in ("zoom", "min_zoom", "max_zoom")}
    if zooms["max_zoom"] > 16:
        table.fault("max_zoom", "maps stop at zoom 16, where no single house can be picked out")
    edges = {key: table.number(key) for key in ("lat", "lon", "south", "west", "north", "east")}
    inside = edges["south"] <= edges["lat"] <= edges["north"] and edges["west"] <= edges["lon"] <= edges["east"]
    if not inside and table.file.readable:
        table.fault("lat", "the middle of the map lies outside its own edges")
    table.finish()
    return MapFrame(**edges, **zooms)


def read_groups(top: Table) -> tuple[Group, ...]:
    """The groups, in the order of the file."""
    tiers: dict[str, tuple[str, tuple[str, ...]]] = {}
    for table in top.tables("tier"):
        code = table.one_of("code", tuple(Tier))
        tiers[code] = (table.text("name"), table.texts("duties"))
        table.finish()
    tables = list(top.tables("group"))
    codes = [str(table.values.get("code", "")) for table in tables]
    groups = tuple(_group(table, tiers, codes) for table in tables)
    for table, group in zip(tables, groups, strict=True):
        if codes.count(group.code) > 1 and codes.index(group.code) != tables.index(table):
            table.fault("code", f"a second group “{group.code}”")
        if _circles(group, groups):
            table.fault("parent", f"“{group.code}” reports to itself in a circle")
        table.finish()
    top.finish()
    return groups


def _group(table: Table, tiers: dict[str, tuple[str, tuple[str, ...]]], codes: list[str]) -> Group:
    tier = table.one_of("tier", tuple(Tier))
    if tier not in tiers:
        table.fault("tier", f"no [[tier]] says what “{tier}” means")
    parent = table.text("parent", default="") or None
    if parent is not None and parent not in codes:
        table.fault("parent", f"unknown group “{parent}”")
    tier_name, duties = tiers.get(tier, ("", ()))
    name = table.text("name")
    return Group(
        code=table.code("code"), name=name, short_name=table.text("short_name", default=name), tier=Tier(tier),
        tier_name=tier_name, parent=parent, cadence=table.text("cadence"), chair_role=table.text("chair_role"),
        remit=table.texts("remit"), duties=duties, members=table.texts("members", default=()),
        quorum=table.text("quorum", default=""), sits_outside=table.flag("sits_outside", default=False),
    )


def _circles(group: Group, groups: tuple[Group, ...]) -> bool:
    above = {each.code: each.parent for each in groups}
    seen: set[str] = set()
    here = group.parent
    while here is not None and here not in seen:
        seen.add(here)
        here = above.get(here)
    return group.code in seen


def read_wards(path: Path, faults: Faults) -> tuple[Ward, ...]:
    """The wards of wards.csv by name; blank seats or population mean "not confirmed"."""
    wards: dict[str, Ward] = {}
    for line, row in read_rows(path, faults, ("code", "name", "seats", "population_2021")):
        try:
            ward = Ward(row["code"], row["name"], _count(row["seats"]), _count(row["population_2021"]))
        except ValueError:
            faults.add(path, line, "seats and population must be whole numbers or blank")
            continue
        if not ward.code or not ward.name:
            faults.add(path, line, "a ward needs a code and a name")
        elif ward.code in wards:
            faults.add(path, line, f"a second ward “{ward.code}”")
        wards[ward.code] = ward
    return tuple(sorted(wards.values(), key=lambda ward: ward.name))


def _count(text: str) -> int | None:
    return int(text) if text.strip() else None


def read_rows(path: Path, faults: Faults, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row of a CSV file with exactly these columns; a broken row is a fault and is left out."""
    text = read_text(path, faults)
    if text is None:
        return
    rows = csv.reader(text.splitlines(keepends=True))
    heading = tuple(next(rows, ()))
    if heading != columns:
        faults.add(path, 1, f"the columns must be {','.join(columns)}")
        return
    for row in rows:
        if len(row) == len(columns):
            yield rows.line_num, dict(zip(columns, row, strict=True))
        else:
            faults.add(path, rows.line_num, f"has {len(row)} values where {len(columns)} are needed")
