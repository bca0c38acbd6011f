"""Where a referral stands, who may move it where, and what each move has to say.

A member's right to have a local crime and disorder matter discussed is the law's (Police and Justice Act
2006, section 19), so no move of an officer ends a referral: officers advise, the committee decides, and from
every state before it has considered the matter the member, or the clock alone, brings it onto an agenda.
Refuses a move that is not in the table, one by somebody whose move it is not, one on an older view, and one
without its words.
"""

from collections.abc import Mapping
from enum import StrEnum

from portal.core.actors import Actor, Permission, may
from portal.core.errors import DomainError, MoveNotAllowed, Refused, Stale
from portal.core.words import tidy
from portal.referrals.answering import ANSWER_WORDS as ANSWER_WORDS
from portal.referrals.answering import ActionMissing as ActionMissing
from portal.referrals.answering import ActionTooLong as ActionTooLong
from portal.referrals.answering import Answer as Answer
from portal.referrals.answering import AnsweredAlready as AnsweredAlready
from portal.referrals.answering import AnswerKind as AnswerKind
from portal.referrals.answering import ByDateMissing as ByDateMissing
from portal.referrals.answering import InformationPersonal as InformationPersonal
from portal.referrals.answering import InformationPoints as InformationPoints
from portal.referrals.answering import NotARecipient as NotARecipient
from portal.referrals.answering import ReasonPoints as ReasonPoints
from portal.referrals.answering import RecipientsMissing as RecipientsMissing
from portal.referrals.answering import RecommendationsMissing as RecommendationsMissing
from portal.referrals.answering import ResponsesWait as ResponsesWait
from portal.referrals.answering import ReviewMissing as ReviewMissing
from portal.referrals.matter import Effort as Effort
from portal.referrals.matter import EffortAhead as EffortAhead
from portal.referrals.matter import Evidence as Evidence
from portal.referrals.matter import Exclusion as Exclusion
from portal.referrals.matter import ForeignWard as ForeignWard
from portal.referrals.matter import Matter as Matter
from portal.referrals.matter import MatterIncomplete as MatterIncomplete
from portal.referrals.matter import MatterTooLong as MatterTooLong
from portal.referrals.matter import PointsToSomebody as PointsToSomebody
from portal.referrals.matter import RaisedBy as RaisedBy

MAX_NOTE = 4000  # characters of a note, reasons or representations


class State(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    NOT_LOCAL_MATTER = "not_local_matter"
    LISTED = "listed"
    CONSIDERED = "considered"
    NO_REPORT = "no_report"
    REDIRECTED = "redirected"
    INFORMATION_REQUESTED = "information_requested"
    SENT_TO_GROUP = "sent_to_group"
    REPORT_MADE = "report_made"
    AWAITING_RESPONSES = "awaiting_responses"
    MONITORING = "monitoring"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    """Its councillor left while it waited for an answer that nobody else can give."""


class Verb(StrEnum):
    """What moves a referral, or is added to it."""

    SUBMIT = "submit"
    ANSWER = "answer"
    INSIST = "insist"
    REPRESENT = "represent"
    WITHDRAW = "withdraw"
    ADVISE_LOCAL = "advise_local"
    ADVISE_NOT_LOCAL = "advise_not_local"
    RETURN = "return"
    RUN_OUT = "run_out"
    """Nobody advised in time: the clock lists it."""
    LIST = "list"
    CARRY_OVER = "carry_over"
    """Its sitting passed without it, was moved or called off: it goes to the next."""
    LAPSE = "lapse"
    """It waited for a councillor who is one no longer: the clock ends it."""
    CONSIDER = "consider"
    NO_REPORT = "no_report"
    REDIRECT = "redirect"
    REQUEST_INFORMATION = "request_information"
    ANSWER_INFORMATION = "answer_information"
    RESUME = "resume"
    """The committee goes on, with the information or without it."""
    SEND_TO_GROUP = "send_to_group"
    MAKE_REPORT = "make_report"
    SEND_REPORT = "send_report"
    RESPOND = "respond"
    NOT_POSSIBLE = "not_possible"
    MONITOR = "monitor"
    REVIEW = "review"
    CLOSE = "close"


_S, _V = State, Verb
BEFORE_CONSIDERED = (_S.SUBMITTED, _S.RETURNED, _S.NOT_LOCAL_MATTER, _S.LISTED)
"""States in which the member may still withdraw; a draft is simply thrown away."""

MEMBERS_TURN = (_S.RETURNED, _S.NOT_LOCAL_MATTER)
"""States that wait for the member alone: to answer, to insist, to withdraw."""

DECIDED = (_S.NO_REPORT, _S.REDIRECTED, _S.INFORMATION_REQUESTED, _S.SENT_TO_GROUP)
"""What the committee may decide besides a report; each of them is closed when its notices are out."""

MOVES: Mapping[tuple[State, Verb], State] = {
    (_S.DRAFT, _V.SUBMIT): _S.SUBMITTED,
    (_S.SUBMITTED, _V.ADVISE_LOCAL): _S.LISTED,
    (_S.SUBMITTED, _V.ADVISE_NOT_LOCAL): _S.NOT_LOCAL_MATTER,
    (_S.SUBMITTED, _V.RETURN): _S.RETURNED,
    (_S.SUBMITTED, _V.RUN_OUT): _S.LISTED,
    (_S.RETURNED, _V.ANSWER): _S.SUBMITTED,
    (_S.RETURNED, _V.INSIST): _S.LISTED,
    (_S.NOT_LOCAL_MATTER, _V.INSIST): _S.LISTED,
    **{(state, _V.LAPSE): _S.LAPSED for state in MEMBERS_TURN},
    **{(state, _V.WITHDRAW): _S.WITHDRAWN for state in BEFORE_CONSIDERED},
    **{
        (state, _V.REPRESENT): state
        for state in (*BEFORE_CONSIDERED, _S.CONSIDERED, _S.INFORMATION_REQUESTED)
    },
    (_S.LISTED, _V.LIST): _S.LISTED,
    (_S.LISTED, _V.CARRY_OVER): _S.LISTED,
    (_S.LISTED, _V.CONSIDER): _S.CONSIDERED,
    (_S.CONSIDERED, _V.NO_REPORT): _S.NO_REPORT,
    (_S.CONSIDERED, _V.REDIRECT): _S.REDIRECTED,
    (_S.CONSIDERED, _V.REQUEST_INFORMATION): _S.INFORMATION_REQUESTED,
    (_S.CONSIDERED, _V.SEND_TO_GROUP): _S.SENT_TO_GROUP,
    (_S.CONSIDERED, _V.MAKE_REPORT): _S.REPORT_MADE,
    (_S.INFORMATION_REQUESTED, _V.ANSWER_INFORMATION): _S.INFORMATION_REQUESTED,
    (_S.INFORMATION_REQUESTED, _V.RESUME): _S.CONSIDERED,
    (_S.REPORT_MADE, _V.SEND_REPORT): _S.AWAITING_RESPONSES,
    (_S.AWAITING_RESPONSES, _V.RESPOND): _S.AWAITING_RESPONSES,
    (_S.AWAITING_RESPONSES, _V.NOT_POSSIBLE): _S.AWAITING_RESPONSES,
    (_S.AWAITING_RESPONSES, _V.MONITOR): _S.MONITORING,
    (_S.MONITORING, _V.RESPOND): _S.MONITORING,
    (_S.MONITORING, _V.REVIEW): _S.MONITORING,
    **{(state, _V.CLOSE): _S.CLOSED for state in (*DECIDED, _S.MONITORING)},
}
"""Every move; whatever is not here is refused."""

BY_MEMBER = frozenset({_V.SUBMIT, _V.ANSWER, _V.INSIST, _V.REPRESENT, _V.WITHDRAW})
BY_CLOCK = frozenset({_V.RUN_OUT, _V.CARRY_OVER, _V.LAPSE})
ADVICE = frozenset({_V.ADVISE_LOCAL, _V.ADVISE_NOT_LOCAL, _V.RETURN})
"""The one question officers answer: is it a local crime and disorder matter in this member's ward?"""

ENDED = frozenset({_S.CLOSED, _S.WITHDRAWN, _S.LAPSED})
"""Nothing moves any more; the time of keeping is counted from here."""

NEEDS_WORDS = frozenset(
    {
        _V.ADVISE_NOT_LOCAL,
        _V.RETURN,
        _V.ANSWER,
        _V.REPRESENT,
        _V.NO_REPORT,
        _V.REDIRECT,
        _V.NOT_POSSIBLE,
        _V.REVIEW,
    }
)
"""Moves that say nothing without words: reasons, an answer, what was found."""


class ReasonsMissing(DomainError):
    """This move needs words: reasons, an answer, a note."""

    code = "referral-reasons-missing"


class NoteTooLong(DomainError):
    """More than `.most` characters."""

    code = "referral-note-too-long"
    most: int


class NoticesOwed(DomainError):
    """Notices have to go out first; `.owed` are their kinds."""

    code = "notices-owed"
    status = 409
    owed: tuple[str, ...]


class BodyUnknown(DomainError):
    """Neither a responsible authority nor a co-operating body has this code: `.body`."""

    code = "body-unknown"
    body: str


class GroupUnknown(DomainError):
    """No group of the partnership has this code: `.group`."""

    code = "referral-group-unknown"
    group: str


class AgreementMissing(DomainError):
    """A later sitting than the next one takes the member's agreement; `.next_on` is the next."""

    code = "later-than-next"


class NotSatYet(DomainError):
    """The sitting at which this would have been considered has not come; `.on` is its day."""

    code = "not-sat-yet"
    status = 409


class AnswerDayMissing(DomainError):
    """A request for information names the day by which it is answered, and that day is ahead."""

    code = "answer-day-missing"


def move(state: State, verb: Verb) -> State:
    """The state after `verb`. Raises `MoveNotAllowed`."""
    if (state, verb) not in MOVES:
        raise MoveNotAllowed(state=state, verb=verb)
    return MOVES[state, verb]


def verbs(state: State) -> tuple[Verb, ...]:
    """What can be done with a referral in this state, by anybody."""
    return tuple(verb for verb in Verb if (state, verb) in MOVES)


def permission(verb: Verb) -> Permission:
    """What an actor needs for a move; the clock's own moves are nobody's to make."""
    if verb in BY_MEMBER:
        return Permission.REFERRAL_MAKE
    return Permission.REFERRAL_ADVISE if verb in ADVICE else Permission.COMMITTEE_RUN


def check_actor(actor: Actor, verb: Verb, *, member_id: str) -> None:
    """Raise `Refused` unless the actor may take this step in this member's referral.

    A member's moves are the member's own; nobody advises on, or decides, a referral of their own.
    """
    mine = actor.id == member_id
    if verb in BY_CLOCK or not may(actor, permission(verb)) or mine is not (verb in BY_MEMBER):
        raise Refused(verb=verb)


def verbs_for(actor: Actor, state: State, *, member_id: str) -> tuple[Verb, ...]:
    """What this actor can do with this member's referral in this state."""
    mine = actor.id == member_id
    return tuple(
        verb
        for verb in verbs(state)
        if verb not in BY_CLOCK and may(actor, permission(verb)) and mine is (verb in BY_MEMBER)
    )


def check_version(version: int, seen_version: int) -> None:
    """Raise `Stale` when somebody else changed the referral since it was looked at."""
    if version != seen_version:
        raise Stale(seen=seen_version, version=version)


def accept_note(verb: Verb, note: str) -> str:
    """The note, made tidy. Raises `ReasonsMissing`, `NoteTooLong`."""
    kept = tidy(note)
    if not kept and verb in NEEDS_WORDS:
        raise ReasonsMissing()
    if len(kept) > MAX_NOTE:
        raise NoteTooLong(most=MAX_NOTE)
    return kept
