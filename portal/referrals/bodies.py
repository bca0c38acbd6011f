"""Who a report or a request may go to, by name: responsible authorities, co-operating bodies, groups."""

from portal.partnership.rules import Partnership
from portal.referrals.noticing import COMMITTEE, MEMBER


def answering(partnership: Partnership) -> tuple[tuple[str, str], ...]:
    """Code and name of everybody who has to answer a report: authorities first, then those who co-operate."""
    authorities = ((each.code, each.name) for each in partnership.authorities)
    return (*authorities, *((each.code, each.name) for each in partnership.referring.bodies))


def groups(partnership: Partnership) -> tuple[tuple[str, str], ...]:
    """Code and name of every group of the partnership that a matter can be sent to."""
    return tuple((each.code, each.name) for each in partnership.groups if not each.sits_outside)


def governing(partnership: Partnership) -> tuple[tuple[str, str], ...]:
    """Code of each authority, with the name of the body that governs it and its own."""
    found = (
        (each.code, each.name, partnership.scrutiny.governs(each.code)) for each in partnership.authorities
    )
    return tuple((code, f"{governs} (for {name})") for code, name, governs in found if governs)


def names(partnership: Partnership) -> dict[str, str]:
    """What every code is called; one that is no longer there is left out."""
    return {**dict(groups(partnership)), **dict(answering(partnership))}


def addressees(partnership: Partnership) -> dict[str, str]:
    """What everybody is called whom a notice tells."""
    return {**names(partnership), MEMBER: "the councillor", COMMITTEE: "the committee"}
