"""How a partnership takes requests to look again at antisocial behaviour: its threshold, and where to ask."""

from dataclasses import dataclass

LAW_REPORTS = 3  # Anti-social Behaviour, Crime and Policing Act 2014, section 104(4)
"""Qualifying complaints that reach the threshold where an area sets no number of its own."""


@dataclass(frozen=True, slots=True)
class CaseReview:
    """`reports` reach the threshold; `local` says whether the area published that number itself.

    `url` is where to ask (empty: on the council's own site), `source` who says so.
    """

    reports: int = LAW_REPORTS
    local: bool = False
    url: str = ""
    source: str = "Anti-social Behaviour, Crime and Policing Act 2014, section 104"
