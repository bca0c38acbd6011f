"""Reads who works with whom: groups.toml becomes the groups, each with what its tier has in common.

Refuses a code used twice, an unknown parent, and groups that report in a circle.
"""

from portal.partnership.reading.meeting import read_rhythm
from portal.partnership.reading.tables import Table
from portal.partnership.rules import Group, Tier


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
        code=table.code("code"),
        name=name,
        short_name=table.text("short_name", default=name),
        tier=Tier(tier),
        tier_name=tier_name,
        parent=parent,
        cadence=table.text("cadence"),
        chair_role=table.text("chair_role"),
        remit=table.texts("remit"),
        duties=duties,
        members=table.texts("members", default=()),
        quorum=table.text("quorum", default=""),
        sits_outside=table.flag("sits_outside", default=False),
        rhythm=read_rhythm(table),
    )


def _circles(group: Group, groups: tuple[Group, ...]) -> bool:
    above = {each.code: each.parent for each in groups}
    seen: set[str] = set()
    here = group.parent
    while here is not None and here not in seen:
        seen.add(here)
        here = above.get(here)
    return group.code in seen
