"""Reads what can be reported and who looks after it: topics.toml becomes families and topics.

Refuses a topic without a way on, a subtopic without exactly one owner, and any code used twice.
"""

from portal.partnership.reading.tables import Table
from portal.partnership.rules import Diversion, Family, Subtopic, Topic

OUTREACH = "outreach"
"""The topic that leads to help for people in need; it takes no report and is never mapped."""


def read_topics(top: Table, groups: frozenset[str]) -> tuple[tuple[Family, ...], tuple[Topic, ...]]:
    """Families and topics in the order of the file, checked against the codes of the groups."""
    families = _families(top)
    known = frozenset(family.code for family in families)
    topics: list[Topic] = []
    seen: set[str] = set()
    for table in top.tables("topic"):
        topic = _topic(table, known, groups, seen)
        if topic.code in {other.code for other in topics}:
            table.fault("code", f"a second topic “{topic.code}”")
        topics.append(topic)
        table.finish()
    _check_outreach(top, topics)
    top.finish()
    return families, tuple(topics)


def _check_outreach(top: Table, topics: list[Topic]) -> None:
    """Notes a fault where people in need would be reported and mapped instead of being led to help."""
    found = next((topic for topic in topics if topic.code == OUTREACH), None)
    if found is None:
        top.fault(None, f"no topic “{OUTREACH}”: people who sleep rough or need help are led to it")
    elif found.takes_reports or found.diversion is None:
        top.fault(None, f"“{OUTREACH}” leads to help: it needs takes_reports = false and a diversion")


def _families(top: Table) -> tuple[Family, ...]:
    families: list[Family] = []
    for table in top.tables("family"):
        family = Family(table.code("code"), table.text("name"))
        if family.code in {other.code for other in families}:
            table.fault("code", f"a second family “{family.code}”")
        families.append(family)
        table.finish()
    return tuple(families)


def _topic(table: Table, families: frozenset[str], groups: frozenset[str], seen: set[str]) -> Topic:
    takes_reports = table.flag("takes_reports", default=True)
    subtopics = []
    for each in table.tables("subtopic", needed=takes_reports):
        subtopic = _subtopic(each, families, groups)
        if subtopic.code in seen:
            each.fault("code", f"a second subtopic “{subtopic.code}”")
        seen.add(subtopic.code)
        subtopics.append(subtopic)
        each.finish()
    diversion = _diversion(table)
    topic = Topic(
        table.code("code"), table.text("name"), table.text("hint"), tuple(subtopics), diversion, takes_reports
    )
    if not takes_reports and diversion is None:
        table.fault("takes_reports", f"“{topic.code}” takes no reports, so it needs a [topic.diversion]")
    if diversion is not None and diversion.may_continue and not takes_reports:
        table.fault("takes_reports", f"“{topic.code}” takes no reports, so its diversion may not continue")
    return topic


def _subtopic(table: Table, families: frozenset[str], groups: frozenset[str]) -> Subtopic:
    owner = table.text("owner", default="")
    outside = table.text("outside_owner", default="")
    copies = table.texts("copies", default=())
    if bool(owner) == bool(outside):
        table.fault("owner" if owner else None, "needs exactly one owner: “owner” or “outside_owner”")
    if owner and owner not in groups:
        table.fault("owner", f"unknown group “{owner}”")
    for code in copies:
        if code not in groups or code == owner:
            table.fault(
                "copies", f"unknown group “{code}”" if code not in groups else f"“{code}” is the owner too"
            )
    family = table.text("family")
    if family and family not in families:
        table.fault("family", f"unknown family “{family}”")
    return Subtopic(
        table.code("code"),
        table.text("name"),
        family,
        owner or None,
        copies,
        table.flag("sensitive"),
        outside,
        table.flag("asks_unsafe", default=False),
    )


def _diversion(table: Table) -> Diversion | None:
    section = table.table("diversion", needed=False)
    if section is None:
        return None
    made = Diversion(
        section.text("heading"),
        section.text("words"),
        section.texts("helplines"),
        section.flag("may_continue"),
        section.flag("acknowledge", default=False),
    )
    if made.acknowledge and not made.may_continue:
        section.fault("acknowledge", "only a diversion that may continue asks to be acknowledged")
    section.finish()
    return made


def check_helplines(top: Table, helplines: frozenset[str]) -> None:
    """Notes a fault for every diversion that names a helpline nobody listed."""
    for topic in top.tables("topic", needed=False):
        section = topic.table("diversion", needed=False)
        for code in section.texts("helplines", default=()) if section else ():
            if section and code not in helplines:
                section.fault("helplines", f"unknown helpline “{code}”")
