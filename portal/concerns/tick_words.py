"""What writers tick, in the words staff read; public pages never show it."""

from portal.concerns.report import LIVE_OR_WORK, VISITORS, Connection

IMPACT = {
    "people": "Affects the people it happens to",
    "community": "Affects others around",
    "environment": "Affects the place itself",
}
TIES = {
    Connection.LIVE: "Lives there",
    Connection.WORK_OR_STUDY: "Works or studies there",
    Connection.BUSINESS: "Runs a business there",
    Connection.VISIT: "Visits",
    Connection.PASSING: "Passes through",
    Connection.NOT_SAID: "Would not say",
}


def tie_words(tie: Connection) -> str:
    """What ties somebody to a place, and as what they are counted."""
    counted = "live or work here" if tie in LIVE_OR_WORK else "visitor" if tie in VISITORS else ""
    return f"{TIES[tie]} ({counted})" if counted else TIES[tie]
