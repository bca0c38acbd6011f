"""Refusals with a name, so that a page can say what to do next.

An error carries a code and facts, never prose: the sentence stands in a template.
"""

from typing import Any, ClassVar


class DomainError(Exception):
    """A rule said no. `code` names the rule, `status` is the page's HTTP status, facts are attributes."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code)
        self.facts = facts
        for name, value in facts.items():
            setattr(self, name, value)


class NotFound(DomainError):
    """There is no such thing, or none that may be shown here."""

    code = "not-found"
    status = 404


class Stale(DomainError):
    """Somebody else decided since the page was opened."""

    code = "stale"
    status = 409


class MoveNotAllowed(DomainError):
    """The thing's state does not allow this step."""

    code = "move-not-allowed"
    status = 409


class Refused(DomainError):
    """The person may not do this."""

    code = "not-permitted"
    status = 403
