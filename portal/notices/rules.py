"""What the portal says about itself: which notices there are.

Knows no page and no table; refuses nothing.
"""

from dataclasses import dataclass

from portal.core.spans import kept_for as kept_for


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: its address, its heading, and the words people look for; `form`: it holds one."""

    path: str
    title: str
    summary: str
    words: str
    form: bool = False


NOTICES = (
    Notice(
        "/privacy",
        "Privacy: we do not record who you are",
        "What we keep, for how long, why we may, and what stays a risk.",
        "data protection gdpr personal information retention anonymous rights officer controller delete",
    ),
    Notice(
        "/accessibility",
        "Accessibility of this site",
        "How far this site meets the rules, what does not work yet, and whom to tell.",
        "wcag disability screen reader keyboard contrast large text statement",
    ),
    Notice(
        "/cookies",
        "Cookies",
        "The public pages set none.",
        "cookie tracking analytics browser storage",
    ),
    Notice(
        "/information-sharing",
        "How we share information",
        "When the partners may share what they know, and the rules that hold them to it.",
        "confidentiality protocol agencies need to know purpose disclosure",
    ),
    Notice(
        "/complaints",
        "Complain about how information was shared",
        "Tell us here, how long it takes, and who decides if you disagree.",
        "complaint disclosure ico information commissioner ombudsman data protection",
        form=True,
    ),
    Notice(
        "/about-me",
        "Something here is about me",
        "See what is held about you, have it corrected or removed, or object.",
        "subject access request gdpr rights erase delete correct freedom of information foi named accused",
        form=True,
    ),
    Notice(
        "/partnership/questions",
        "Put a question to the board",
        "Answered at one of its meetings; you need not say who you are.",
        "ask question meeting public board police council",
        form=True,
    ),
    Notice(
        "/partnership/questions/answers",
        "What the board answered",
        "Questions that people put to the board, and the answers.",
        "answers question meeting public board police council",
    ),
    Notice(
        "/glossary",
        "What the words mean",
        "The words we use that not everybody knows.",
        "glossary jargon acronym abbreviation explain definition dictionary",
    ),
    Notice(
        "/contact",
        "Contact us",
        "Questions, complaints, and what is about you.",
        "contact write message reach complain ask",
    ),
)
"""Every notice, in the order of the page's foot."""
