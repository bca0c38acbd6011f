"""Who can look at results or go out to people: the partnership's groups, and roles; never a person."""

from portal.partnership.rules import Partnership

ROLES = (
    ("officers", "Engagement officers"),
    ("analysts", "Analysts"),
    ("councillors", "Ward councillors"),
    ("scrutiny", "The scrutiny committee"),
    ("executive", "The council’s executive"),
    ("volunteers", "Voluntary and community groups"),
)


def bodies(partnership: Partnership) -> tuple[tuple[str, str], ...]:
    """Every body and role: code and name."""
    return (*((group.code, group.name) for group in partnership.groups), *ROLES)
