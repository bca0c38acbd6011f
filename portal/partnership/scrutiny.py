"""What a scrutiny committee writes, and to whom: its notices, who governs an authority, why doors close.

Refuses an unknown notice or reason by a named error; computes nothing. What is the law's and what is practice
here stands beside each notice with its source.
"""

from dataclasses import dataclass

from portal.core.errors import NotFound

NOTICE_KINDS = (
    *(
        "acknowledgement",
        "returned",
        "not_local",
        "listing",
        "withdrawal",
        "lapse",
        "no_report",
        "redirection",
    ),
    *("information_request", "sent_to_group", "report_copy", "duty", "reminder", "late_answer", "outcome"),
)
"""Every notice a committee may have to send."""

FACTS = (
    *("addressee", "advice_by", "agenda_by", "answer_by", "committee", "council", "decided_on"),
    *("information", "note", "recommendations", "redirected_to", "reference", "report_on"),
    *("representations", "sitting", "submitted_on", "title", "today", "ward"),
)
"""What a notice's words may name in braces; a paragraph that is nothing but an empty fact is left out."""


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The words of one kind of notice: paragraphs, `# ` headings and `- ` items, with facts in braces."""

    kind: str
    title: str
    words: str
    law: bool
    source: str

    @property
    def basis(self) -> str:
        """Law or practice, as a page says it."""
        return "Law" if self.law else "Practice here"


@dataclass(frozen=True, slots=True)
class GoverningBody:
    """The body that governs the authority with the code `of`; `mailbox` is a post's address, or empty."""

    of: str
    name: str
    mailbox: str = ""


@dataclass(frozen=True, slots=True)
class ClosedReason:
    """Why the public may be kept out of an item: its code, the reason, and the law that allows it."""

    code: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Scrutiny:
    """The committee's papers as a partnership's data hold them."""

    notices: tuple[NoticeText, ...] = ()
    governing_bodies: tuple[GoverningBody, ...] = ()
    closed_reasons: tuple[ClosedReason, ...] = ()
    facts_note: str = ""

    def notice(self, kind: str) -> NoticeText:
        """The words of a notice. Raises `NotFound`."""
        for notice in self.notices:
            if notice.kind == kind:
                return notice
        raise NotFound(kind="notice", value=kind)

    def closed_reason(self, code: str) -> ClosedReason:
        """Why an item may be closed. Raises `NotFound`."""
        for reason in self.closed_reasons:
            if reason.code == code:
                return reason
        raise NotFound(kind="closed reason", value=code)

    def governs(self, authority: str) -> str:
        """The name of the body that governs this authority; empty where nobody wrote it down."""
        return next((body.name for body in self.governing_bodies if body.of == authority), "")

    def mailbox(self, authority: str) -> str:
        """Where a mail tells this authority that a notice was sent; empty where there is none."""
        return next((body.mailbox for body in self.governing_bodies if body.of == authority), "")
