"""What a councillor reads: where a referral stands, what a step does, why one was refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.core.workdays import day_words
from portal.referrals.clocks import Owner
from portal.referrals.noticing import NoticeKind
from portal.referrals.rules import (
    BodyUnknown,
    EffortAhead,
    ForeignWard,
    MatterIncomplete,
    MatterTooLong,
    NoteTooLong,
    PointsToSomebody,
    ReasonsMissing,
    State,
    Verb,
)

_S, _V = State, Verb

OFFICERS = (_V.RETURN, _V.ADVISE_NOT_LOCAL)
"""Steps of officers whose note the member answers."""

STATE_WORDS: Mapping[State, str] = {
    _S.DRAFT: "draft",
    _S.SUBMITTED: "sent",
    _S.RETURNED: "sent back to you",
    _S.NOT_LOCAL_MATTER: "advice: no local matter",
    _S.LISTED: "on the agenda",
    _S.CONSIDERED: "being considered",
    _S.NO_REPORT: "decided: no report",
    _S.REDIRECTED: "passed to a governing body",
    _S.INFORMATION_REQUESTED: "waiting for information",
    _S.SENT_TO_GROUP: "sent to a group",
    _S.REPORT_MADE: "report made",
    _S.AWAITING_RESPONSES: "waiting for answers",
    _S.MONITORING: "being watched",
    _S.CLOSED: "closed",
    _S.WITHDRAWN: "taken back",
    _S.LAPSED: "ended, its councillor left",
}
"""A tag on a list."""

MEANS: Mapping[State, str] = {
    _S.DRAFT: "Nobody but you sees it.",
    _S.SUBMITTED: (
        "An officer looks at one question only: is it a local crime and disorder matter in your ward? When "
        "no answer comes in time, the matter is listed all the same."
    ),
    _S.RETURNED: (
        "The officer asks you for something. Answer, and the officer looks again; or insist, and it goes "
        "onto the agenda as it is, with the officer’s note beside it."
    ),
    _S.NOT_LOCAL_MATTER: (
        "The officer’s advice is that this is no local crime and disorder matter in your ward. It is advice: "
        "insist, and it goes onto the agenda with that advice beside it. The committee decides."
    ),
    _S.LISTED: (
        "The committee will discuss it. Until then you can tell it what it should have in mind, or take the "
        "matter back."
    ),
    _S.CONSIDERED: "The committee has discussed it and has not decided yet. You can still write to it.",
    _S.NO_REPORT: "The committee makes no report. It has to tell you so, with its reasons.",
    _S.REDIRECTED: "The committee passed it to the body that governs the authority concerned.",
    _S.INFORMATION_REQUESTED: "The committee asked for information and decides when it has it.",
    _S.SENT_TO_GROUP: "The committee sent it to a group of the partnership.",
    _S.REPORT_MADE: "The committee made a report with recommendations. It goes out to those who must answer.",
    _S.AWAITING_RESPONSES: (
        "Those who got the report have to consider it, answer in writing, and have regard to it."
    ),
    _S.MONITORING: "The answers are in. The committee looks again at what was promised.",
    _S.CLOSED: "Nothing more follows.",
    _S.WITHDRAWN: "You took it back. Nothing more follows; you may raise the matter again.",
    _S.LAPSED: (
        "The councillor who referred it left before answering, so it ended and was not discussed. Whoever "
        "represents the ward can refer the matter anew."
    ),
}
"""What a state means for the member."""

DONE: Mapping[Verb, str] = {
    _V.SUBMIT: "Sent to the committee",
    _V.ANSWER: "Answered",
    _V.INSIST: "Insisted; put on the agenda",
    _V.REPRESENT: "Written to the committee",
    _V.WITHDRAW: "Taken back",
    _V.ADVISE_LOCAL: "The officer’s advice: a local matter; put on the agenda",
    _V.ADVISE_NOT_LOCAL: "The officer’s advice: no local matter",
    _V.RETURN: "Sent back with a question",
    _V.RUN_OUT: "No advice came in time; put on the agenda by the clock",
    _V.LIST: "Put on the agenda of a sitting",
    _V.CARRY_OVER: "Carried over to the next sitting",
    _V.LAPSE: "Ended by the clock: the councillor had left",
    _V.CONSIDER: "Considered by the committee",
    _V.NO_REPORT: "Decided: no report",
    _V.REDIRECT: "Passed to the governing body",
    _V.REQUEST_INFORMATION: "Information asked for",
    _V.ANSWER_INFORMATION: "Information came",
    _V.RESUME: "Taken up again",
    _V.SEND_TO_GROUP: "Sent to a group of the partnership",
    _V.MAKE_REPORT: "Report made",
    _V.SEND_REPORT: "Report sent to those who must answer",
    _V.RESPOND: "An answer came",
    _V.NOT_POSSIBLE: "A body said when it can answer",
    _V.MONITOR: "The committee watches what was promised",
    _V.REVIEW: "The committee looked at what came of it",
    _V.CLOSE: "Closed",
}
"""What happened, on the list of steps."""

OWNERS: Mapping[Owner, str] = {
    Owner.MEMBER: "You",
    Owner.SCRUTINY_OFFICER: "The scrutiny officer",
    Owner.COMMITTEE: "The committee",
    Owner.BODY: "The body that was asked",
}

NOTICES: Mapping[NoticeKind, str] = {
    NoticeKind.ACKNOWLEDGEMENT: "That it arrived",
    NoticeKind.RETURNED: "That it came back",
    NoticeKind.NOT_LOCAL: "The officer’s advice",
    NoticeKind.LISTING: "When it is discussed",
    NoticeKind.WITHDRAWAL: "That it is taken back",
    NoticeKind.LAPSE: "That it ended",
    NoticeKind.NO_REPORT: "No report, with the reasons",
    NoticeKind.REDIRECTION: "Where it was passed to",
    NoticeKind.INFORMATION_REQUEST: "That information was asked for",
    NoticeKind.SENT_TO_GROUP: "Which group it was sent to",
    NoticeKind.REPORT_COPY: "Your copy of the report",
    NoticeKind.DUTY: "What those who got the report must do",
    NoticeKind.REMINDER: "A reminder",
    NoticeKind.LATE_ANSWER: "That an answer is late",
    NoticeKind.OUTCOME: "What came of it",
}

ON_COMMITTEE = (
    "You sit on the committee yourself. The law gives this way of raising a matter to members who do not. As "
    "a member of the committee you ask for the item to be put on its agenda; what you write up here goes to "
    "the committee’s officer as that request, on the same clocks and with the same notices."
)


@dataclass(frozen=True, slots=True)
class Step:
    """A page on which a member takes a step."""

    verb: Verb
    heading: str
    words: str
    button: str
    done: str
    kind: str = "primary"


STEPS: Mapping[str, Step] = {
    "answer": Step(
        _V.ANSWER,
        "Answer what was asked",
        "The officer then looks at the one question again, and has as many working days as at first.",
        "Send the answer",
        "Your answer is with the officer.",
    ),
    "insistence": Step(
        _V.INSIST,
        "Insist that it is discussed",
        "It goes onto the agenda of the next sitting that can still take it. The officer’s note goes with "
        "it, and so does what you write here.",
        "Insist",
        "It is on the agenda. You are told of the day.",
    ),
    "representations": Step(
        _V.REPRESENT,
        "Tell the committee what to have in mind",
        "The committee may take account of what you say when it decides. Members of the committee and its "
        "officers read it.",
        "Send it to the committee",
        "The committee gets what you wrote.",
    ),
    "withdrawal": Step(
        _V.WITHDRAW,
        "Take the matter back",
        "It leaves the agenda and ends here. You can do this until the committee has considered it, and you "
        "may raise the matter again later.",
        "Take it back",
        "You took the matter back.",
        "warning",
    ),
}
"""Steps by the last part of their address."""

STALE = "Something happened to this referral since you opened it. Read what stands now, then decide again."
MOVED = "This step does not follow from where the referral stands now, so nothing was done."


SAID: Mapping[type[DomainError], str] = {
    Stale: STALE,
    MoveNotAllowed: MOVED,
    ForeignWard: "This matter lies in another ward than yours. Its own councillors can raise it.",
    ReasonsMissing: "Write something first.",
    MatterIncomplete: "Something the committee needs is still missing; it is listed below.",
    BodyUnknown: "Choose authorities from the list only.",
    PointsToSomebody: (
        "Some words may point to a person. Take out what does, or look again and tick that they point to "
        "nobody."
    ),
}
"""Why a step was refused, and what to do, where nothing has to be put in."""


def told(refused: DomainError) -> str:
    """Why a step was refused, and what to do; a refusal nobody here can act on is raised again."""
    if isinstance(refused, NoteTooLong):
        return f"Use {refused.most:,} characters or fewer."
    if isinstance(refused, MatterTooLong):
        return f"Keep to {refused.most:,} characters in each box, and to twelve things that were tried."
    if isinstance(refused, EffortAhead):
        return f"{day_words(refused.on)} has not come yet. Write the day on which it was tried."
    if type(refused) not in SAID:
        raise refused
    return SAID[type(refused)]


def field_of(refused: DomainError) -> str:
    """At which field of an entry of what was tried a refusal stands."""
    return "on" if isinstance(refused, EffortAhead) else "result"
