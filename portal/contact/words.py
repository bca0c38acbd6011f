"""The words of cases on staff pages: kinds, states, steps, reasons, and what to do when a step is refused."""

from portal.contact.answering import AnswerMissing, AnswerPointsToSomebody
from portal.contact.rules import (
    AgencyMissing,
    CodeMissing,
    CopyMissing,
    CopyPointsToSomebody,
    DeclineCode,
    Kind,
    ReasonMissing,
    RefuseCode,
    ReplyConfirms,
    ReplyMissing,
    State,
    TooLateToExtend,
    Verb,
)
from portal.core.errors import DomainError, MoveNotAllowed, Stale

KINDS: dict[Kind, str] = {
    Kind.ABOUT_ME: "About the writer",
    Kind.COMPLAINT: "Complaint",
    Kind.QUESTION: "Question to the board",
}

STATES: dict[State, str] = {
    State.RECEIVED: "Received",
    State.ACKNOWLEDGED: "Acknowledged",
    State.IDENTITY_ASKED: "Identity asked",
    State.ANSWERED: "Answered",
    State.REFUSED: "Refused",
    State.PASSED_ON: "Passed on",
    State.CLOSED: "Closed",
    State.HELD: "Waits for a decision",
    State.ESCALATED: "Escalated",
    State.ACCEPTED: "Goes to the board",
    State.DECLINED: "Declined",
    State.DEALT_WITH: "Dealt with by safeguarding leads",
}

VERBS: dict[Verb, str] = {
    Verb.ACKNOWLEDGE: "Acknowledge: a fixed letter says that we have it, and by when we answer",
    Verb.ASK_IDENTITY: "Ask who they are: your letter says how to show it; the clock goes on",
    Verb.EXTEND: "Take two more months: your letter says why (once, within the first month)",
    Verb.ANSWER: "Answer: your letter is the answer",
    Verb.REFUSE: "Refuse: for one of the listed reasons, with a letter",
    Verb.PASS_ON: "Pass it on: to whoever has to answer, with a letter",
    Verb.CLOSE: "Close it: nothing is left to do",
    Verb.REOPEN: "Open it again",
    Verb.ACCEPT: "Accept: it goes to the board in your words",
    Verb.DECLINE: "Decline: for one of the listed reasons",
    Verb.ESCALATE: "Escalate: only safeguarding leads see it from now on",
    Verb.RETURN: "Return it to the officers’ queue",
}

REFUSALS: dict[str, str] = {
    RefuseCode.NOT_WHO: "Not shown to be the person it is about",
    RefuseCode.UNFOUNDED: "Manifestly unfounded or excessive",
    RefuseCode.OTHERS: "Rights of others, or a lawful duty",
    RefuseCode.NOT_OURS: "Not ours to decide",
}

DECLINES: dict[str, str] = {
    DeclineCode.NOT_OURS: "For somebody else to answer",
    DeclineCode.UNCLEAR: "It cannot be understood",
    DeclineCode.ONE_PERSON: "It is about one person",
    DeclineCode.ABUSIVE: "It is abusive",
    DeclineCode.BEFORE_A_COURT: "It is before a court",
    DeclineCode.SAME_AGAIN: "It was asked before",
}

TELL: dict[type[DomainError], tuple[str, str]] = {
    ReplyMissing: ("reply", "Write the letter: this step needs one"),
    ReasonMissing: ("reason", "Write the reason for this step"),
    CodeMissing: ("code", "Choose why"),
    AgencyMissing: ("agency", "Choose to whom it is passed"),
    AnswerMissing: ("answer", "Write the board’s answer, as everybody will read it"),
    CopyMissing: ("copy", "Write the question as it will be read out"),
    TooLateToExtend: ("verb", "Choose another step: the first month is over, so the time cannot be extended"),
    MoveNotAllowed: ("verb", "This step is no longer possible; choose another"),
    Stale: ("verb", "Somebody took a step since you opened this. Look again, then decide"),
}
"""The field a refusal belongs to, and what to do."""


def told(refused: DomainError) -> tuple[str, str]:
    """The field and the words of a refusal."""
    if isinstance(refused, ReplyConfirms):
        return "reply", f"Take this out, it says whether somebody told us something: “{refused.found}”"
    if isinstance(refused, CopyPointsToSomebody):
        return "copy", f"Take out what points to a person: {', '.join(refused.found)}"
    if isinstance(refused, AnswerPointsToSomebody):
        return "answer", f"Take out what points to a person: {', '.join(refused.found)}"
    return TELL[type(refused)]


def codes_of(kind: Kind) -> tuple[tuple[str, str], ...]:
    """Reasons to refuse or decline a case of this kind: code and words."""
    return tuple((DECLINES if kind is Kind.QUESTION else REFUSALS).items())
