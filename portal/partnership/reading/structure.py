"""Reads who a partnership is: its TOML files and wards.csv become one frozen value.

Refuses, by file and line, whatever would make a page or a route meaningless.
"""

from datetime import time
from pathlib import Path

from portal.partnership.reading.brand import read_brand
from portal.partnership.reading.case_review import read_case_review
from portal.partnership.reading.consulting import read_audiences, read_elections, read_paper
from portal.partnership.reading.groups import read_groups
from portal.partnership.reading.languages import read_languages
from portal.partnership.reading.legal import read_legal
from portal.partnership.reading.meeting import read_meeting_rules
from portal.partnership.reading.referring import read_referring
from portal.partnership.reading.replies import read_replies
from portal.partnership.reading.rows import read_wards
from portal.partnership.reading.scrutiny import read_scrutiny
from portal.partnership.reading.tables import Faults, Table, read_toml
from portal.partnership.reading.topics import read_topics
from portal.partnership.rules import (
    Authority,
    Clocks,
    MapFrame,
    Neighbour,
    Partnership,
    RetentionRule,
)

RECORDS = (
    "declined",
    "original",
    "sanitised",
    "conversation",
    "escalated",
    "concern",
    "consultation_text",
    "consultation_signature",
    "draft",
    "equality_link",
    "equality_tally",
    "contact",
    "hold",
    "plan_comment",
    "theme",
    "hotspot",
    "recorded_crime",
    "outcome",
    "unread_news",
    "preview",
    "typed_by",
    "referral_draft",
    "referral",
    "referral_attachment",
    "outbox",
    "pack",
    "meeting",
    "sitting",
    "update_link",
    "leaver",
    "ledger",
    "backup",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NAMES = (
    *("name", "short_name", "area_name", "council_name", "police_name", "policing_body"),
    *("scrutiny_committee", "controller", "dpo", "vision", "mission", "attribution"),
)


def read_structure(root: Path, faults: Faults) -> Partnership:
    """The partnership of a folder; its code is the folder's name. Check `faults` before using it."""
    top = read_toml(root / "partnership.toml", faults)
    groups = read_groups(read_toml(root / "groups.toml", faults))
    families, topics = read_topics(read_toml(root / "topics.toml", faults), frozenset(g.code for g in groups))
    authorities = tuple(_authority(each) for each in top.tables("authority"))
    texts = {name: top.text(name) for name in NAMES}
    engagement_group = top.text("engagement_group")
    if engagement_group and engagement_group not in {group.code for group in groups}:
        top.fault("engagement_group", f"unknown group “{engagement_group}”")
    made = Partnership(
        code=root.name,
        **texts,
        engagement_group=engagement_group,
        facts_note=top.text("facts_note", default=""),
        authorities=authorities,
        neighbours=tuple(_neighbour(each) for each in top.tables("neighbour")),
        clocks=_clocks(_section(top, "clocks")),
        retention=_retention(top),
        brand=read_brand(_section(top, "brand"), root),
        map=_map(_section(top, "map")),
        groups=groups,
        topics=topics,
        families=families,
        wards=read_wards(root / "wards.csv", faults),
        audiences=read_audiences(top),
        elections=read_elections(top),
        paper_copies=read_paper(top),
        meeting_rules=read_meeting_rules(top, {group.code for group in groups}),
        case_review=read_case_review(top),
        legal=read_legal(top),
        languages=read_languages(top),
        scrutiny=read_scrutiny(read_toml(root / "notices.toml", faults), authorities),
        referring=read_referring(
            read_toml(root / "referrals.toml", faults),
            authorities=frozenset(each.code for each in authorities),
        ),
        replies=read_replies(read_toml(root / "replies.toml", faults)),
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


def _map(table: Table) -> MapFrame:
    zooms = {key: table.whole(key, least=1) for key in ("zoom", "min_zoom", "max_zoom")}
    if zooms["max_zoom"] > 16:
        table.fault("max_zoom", "maps stop at zoom 16, where no single house can be picked out")
    edges = {key: table.number(key) for key in ("lat", "lon", "south", "west", "north", "east")}
    inside = (
        edges["south"] <= edges["lat"] <= edges["north"] and edges["west"] <= edges["lon"] <= edges["east"]
    )
    if not inside and table.file.readable:
        table.fault("lat", "the middle of the map lies outside its own edges")
    table.finish()
    return MapFrame(
        lat=edges["lat"],
        lon=edges["lon"],
        zoom=zooms["zoom"],
        min_zoom=zooms["min_zoom"],
        max_zoom=zooms["max_zoom"],
        south=edges["south"],
        west=edges["west"],
        north=edges["north"],
        east=edges["east"],
    )
