"""Reads whom a partnership consults and when elections are: two lists of partnership.toml.

Refuses a code used twice and a time of restraint that ends before it begins.
"""

from portal.partnership.consulting import Audience, Election, PaperCopies
from portal.partnership.reading.tables import Table

LONGEST_RESTRAINT = 70  # days; notice is given about six weeks before polling day


def read_paper(top: Table) -> PaperCopies:
    """Where papers go; a partnership that says nothing has its council take them."""
    council = top.text("council_name")
    table = top.table("paper_copies", needed=False)
    if table is None:
        return PaperCopies(f"the reception of {council}", council, f"Write to {council}.")
    made = PaperCopies(table.text("hand_in"), table.text("post_to"), table.text("ask_for_one"))
    table.finish()
    return made


def read_audiences(top: Table) -> tuple[Audience, ...]:
    """The audiences in the order of the file; a partnership may name none."""
    found: list[Audience] = []
    for table in top.tables("audience", needed=False):
        made = Audience(table.code("code"), table.text("name"))
        if made.code in {other.code for other in found}:
            table.fault("code", f"a second audience “{made.code}”")
        found.append(made)
        table.finish()
    return tuple(found)


def read_elections(top: Table) -> tuple[Election, ...]:
    """The elections by polling day; a partnership may know of none."""
    found: list[Election] = []
    for table in top.tables("election", needed=False):
        made = Election(table.text("name"), table.day("begins"), table.day("day"), table.text("source"))
        if not 0 <= (made.day - made.begins).days <= LONGEST_RESTRAINT:
            table.fault("begins", f"must be at most {LONGEST_RESTRAINT} days before polling day")
        found.append(made)
        table.finish()
    return tuple(sorted(found, key=lambda each: each.day))
