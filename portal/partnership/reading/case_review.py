"""Reads how antisocial behaviour case reviews are asked for: one section of partnership.toml.

Refuses a threshold above the law's own, and an address that is not secure.
"""

from portal.partnership.case_review import LAW_REPORTS, CaseReview
from portal.partnership.reading.tables import Table


def read_case_review(top: Table) -> CaseReview:
    """The section; a partnership that leaves it out goes by the law's number."""
    table = top.table("case_review", needed=False)
    if table is None:
        return CaseReview()
    made = CaseReview(
        reports=table.whole("reports", least=1),
        local=table.flag("local", default=False),
        url=table.text("url", default=""),
        source=table.text("source"),
    )
    if made.reports > LAW_REPORTS:
        table.fault("reports", f"“reports” is {made.reports}, but people may ask after {LAW_REPORTS}")
    if made.url and not made.url.startswith("https://"):
        table.fault("url", f"“{made.url}” must start with https://")
    table.finish()
    return made
