"""How the groups stand to each other, as pages show it: tiers, who reports to whom, who looks after what."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.partnership.rules import Group, Partnership, RetentionRule, Subtopic, Topic, UnknownCode

YEAR = 365  # days; two or three of them are told as years, because nobody counts 1,095 days


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in a list; `link` is the last part of its address."""

    link: str
    name: str
    code: str
    cadence: str
    reports_to: str
    children: tuple["GroupLine", ...] = ()


@dataclass(frozen=True, slots=True)
class TierView:
    """The groups of one tier and what they have in common."""

    name: str
    duties: tuple[str, ...]
    groups: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """A topic a group owns or is told about; `names` are subtopics."""

    topic: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group's page."""

    group: Group
    parent: GroupLine | None
    children: tuple[GroupLine, ...]
    owns: tuple[LookedAfter, ...]
    through_others: tuple[LookedAfter, ...]
    told: tuple[LookedAfter, ...]


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """How long one kind of record is kept, in words."""

    record: str
    words: str
    kept: str


def link_of(group: Group) -> str:
    """The last part of a group's address."""
    return group.code.lower().replace("_", "-")


def tiers(partnership: Partnership) -> tuple[TierView, ...]:
    """The tiers that belong to the partnership, in the order of their first group."""
    inside = [group for group in partnership.groups if not group.sits_outside]
    names = list(dict.fromkeys(group.tier for group in inside))
    return tuple(
        TierView(members[0].tier_name, members[0].duties, tuple(_line(partnership, each) for each in members))
        for members in ([group for group in inside if group.tier == name] for name in names)
    )


def outside(partnership: Partnership) -> tuple[GroupLine, ...]:
    """Bodies that look over the partnership without being part of it."""
    return tuple(_line(partnership, group) for group in partnership.groups if group.sits_outside)


def tree(partnership: Partnership) -> tuple[GroupLine, ...]:
    """Who reports to whom: the groups at the top, each with those below it."""
    tops = (group for group in partnership.groups if group.parent is None and not group.sits_outside)
    return tuple(_line(partnership, group) for group in tops)


def group_view(partnership: Partnership, link: str) -> GroupView:
    """The page of the group with this link. Raises `UnknownCode`."""
    for group in partnership.groups:
        if link_of(group) == link:
            break
    else:
        raise UnknownCode("group", link)
    parent = partnership.group(group.parent) if group.parent else None
    lower = {each.code for each in partnership.below(group.code)} - {group.code}
    return GroupView(
        group=group,
        parent=_line(partnership, parent) if parent else None,
        children=tuple(_line(partnership, each) for each in partnership.children_of(group.code)),
        owns=_looked_after(partnership.topics, lambda sub: group.code in sub.kept_by),
        through_others=_looked_after(partnership.topics, lambda sub: bool(lower & sub.kept_by)),
        told=_looked_after(
            partnership.topics, lambda sub: group.code in sub.copies and group.code not in sub.kept_by
        ),
    )


def retention_rows(partnership: Partnership) -> tuple[RetentionRow, ...]:
    """What is kept how long, for the privacy page; longest last."""
    rules = sorted(partnership.retention, key=lambda rule: rule.days)
    return tuple(RetentionRow(rule.record, rule.words, how_long(rule)) for rule in rules)


def how_long(rule: RetentionRule) -> str:
    """The days of a rule as people say them: "at once", "90 days", "2 years"."""
    if rule.days == 0:
        return "at once"
    if rule.days < YEAR:
        return "1 day" if rule.days == 1 else f"{rule.days} days"
    years, rest = divmod(rule.days, YEAR)
    if rest <= years // 4 + 1:  # leap days
        return "1 year" if years == 1 else f"{years} years"
    return f"{rule.days} days"


def _line(partnership: Partnership, group: Group) -> GroupLine:
    return GroupLine(
        link=link_of(group),
        name=group.name,
        code=group.code,
        cadence=group.cadence,
        reports_to=partnership.group(group.parent).name if group.parent else "",
        children=tuple(_line(partnership, each) for each in partnership.children_of(group.code)),
    )


def _looked_after(topics: tuple[Topic, ...], wanted: Callable[[Subtopic], bool]) -> tuple[LookedAfter, ...]:
    named = ((topic.name, tuple(sub.name for sub in topic.subtopics if wanted(sub))) for topic in topics)
    return tuple(LookedAfter(name, names) for name, names in named if names)
