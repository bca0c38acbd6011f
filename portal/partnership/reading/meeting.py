"""Reads how the groups meet: the section [meetings] of partnership.toml, and a group's own rhythm.

Refuses an unknown board, and a rhythm in months and weeks at once.
"""

from collections.abc import Collection

from portal.partnership.meeting import MeetingRules, Rhythm, Rounding
from portal.partnership.reading.tables import Table


def read_rhythm(table: Table) -> Rhythm:
    """How often a group meets; a group that says nothing meets as it needs."""
    months = table.whole("every_months", least=1) if "every_months" in table.values else 0
    weeks = table.whole("every_weeks", least=1) if "every_weeks" in table.values else 0
    if months and weeks:
        table.fault("every_weeks", "say “every_months” or “every_weeks”, not both")
    return Rhythm(months, weeks)


def read_meeting_rules(top: Table, groups: Collection[str]) -> MeetingRules:
    """What holds for every group; without the section the usual rules hold."""
    table = top.table("meetings", needed=False)
    if table is None:
        return MeetingRules()
    made = MeetingRules(
        board=table.text("board"),
        clear_days=table.flag("clear_days", default=False),
        rounding=Rounding(table.one_of("quorum_rounding", tuple(Rounding), default=Rounding.UP)),
        update_months=table.whole("update_months", least=1),
        review_months=table.whole("review_months", least=1),
    )
    if made.board and made.board not in groups:
        table.fault("board", f"unknown group “{made.board}”")
    table.finish()
    return made
