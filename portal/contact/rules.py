"""What a case is, which steps it may take, and what each step needs.

Three kinds: somebody asks about themselves, complains about how information was shared, or puts a question to
the board. Refuses a step that is not in the table, one on an older view, and one without what it needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from portal.contact.confirming import confirms
from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.core.risk import Risk as Risk
from portal.core.words import details

MAX_TEXT = 3000  # characters: about a page and a half
MAX_QUESTION = 600  # characters: a question that can be read out at a meeting
MAX_CONTACT = 200  # characters of an address, a number or a sentence on how to be reached
MAX_REPLY = 4000  # characters of a reply
MAX_REASON = 2000  # characters of an officer's reason


class Kind(StrEnum):
    """What a case is."""

    ABOUT_ME = "about_me"
    COMPLAINT = "complaint"
    QUESTION = "question"


class Want(StrEnum):
    """What somebody wants done with what may be held about them (UK GDPR articles 15 to 17, 21 and 77)."""

    SEE = "see"
    CORRECT = "correct"
    REMOVE = "remove"
    OBJECT = "object"
    COMPLAIN = "complain"


class State(StrEnum):
    """Where a case stands; the last four of each kind are its ends."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    IDENTITY_ASKED = "identity_asked"
    ANSWERED = "answered"
    REFUSED = "refused"
    PASSED_ON = "passed_on"
    CLOSED = "closed"
    HELD = "held"
    ESCALATED = "escalated"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DEALT_WITH = "dealt_with"
    """Declined by a safeguarding lead: it stays with the leads."""


class Verb(StrEnum):
    """What an officer can do with a case."""

    ACKNOWLEDGE = "acknowledge"
    ASK_IDENTITY = "ask_identity"
    EXTEND = "extend"
    ANSWER = "answer"
    REFUSE = "refuse"
    PASS_ON = "pass_on"  # noqa: S105 - a step, no password
    CLOSE = "close"
    REOPEN = "reopen"
    ACCEPT = "accept"
    DECLINE = "decline"
    ESCALATE = "escalate"
    RETURN = "return"


class RefuseCode(StrEnum):
    """Why a request is refused; each is a ground the law gives (UK GDPR article 12, DPA 2018 schedule 2)."""

    NOT_WHO = "not-who"
    UNFOUNDED = "unfounded"
    OTHERS = "others-rights"
    NOT_OURS = "not-ours"


class DeclineCode(StrEnum):
    """Why a question is not put to the board; its writer reads the sentence that belongs to it."""

    NOT_OURS = "not-ours"
    UNCLEAR = "unclear"
    ONE_PERSON = "one-person"
    ABUSIVE = "abusive"
    BEFORE_A_COURT = "before-a-court"
    SAME_AGAIN = "same-again"


_S, _V = State, Verb
WAITS = (_S.RECEIVED, _S.ACKNOWLEDGED, _S.IDENTITY_ASKED)
ENDS = (_S.ANSWERED, _S.REFUSED, _S.PASSED_ON)

_CASE: Mapping[tuple[State, Verb], State] = {
    (_S.RECEIVED, _V.ACKNOWLEDGE): _S.ACKNOWLEDGED,
    **{(state, _V.EXTEND): state for state in WAITS},
    **{(state, _V.ANSWER): _S.ANSWERED for state in WAITS},
    **{(state, _V.REFUSE): _S.REFUSED for state in WAITS},
    **{(state, _V.PASS_ON): _S.PASSED_ON for state in WAITS},
    **{(state, _V.CLOSE): _S.CLOSED for state in ENDS},
    **{(state, _V.REOPEN): _S.RECEIVED for state in (*ENDS, _S.CLOSED)},
}

MOVES: Mapping[Kind, Mapping[tuple[State, Verb], State]] = {
    Kind.ABOUT_ME: {
        **{(state, _V.ASK_IDENTITY): _S.IDENTITY_ASKED for state in WAITS},
        **{move: state for move, state in _CASE.items() if move[1] is not _V.ACKNOWLEDGE},
    },
    Kind.COMPLAINT: {move: state for move, state in _CASE.items() if move[1] is not _V.EXTEND},
    Kind.QUESTION: {
        (_S.HELD, _V.ACCEPT): _S.ACCEPTED,
        (_S.HELD, _V.DECLINE): _S.DECLINED,
        (_S.HELD, _V.ESCALATE): _S.ESCALATED,
        (_S.ESCALATED, _V.RETURN): _S.HELD,
        (_S.ESCALATED, _V.DECLINE): _S.DEALT_WITH,
        (_S.DEALT_WITH, _V.REOPEN): _S.ESCALATED,
        (_S.ACCEPTED, _V.ANSWER): _S.ANSWERED,
        (_S.ACCEPTED, _V.REOPEN): _S.HELD,
        (_S.DECLINED, _V.REOPEN): _S.HELD,
        (_S.CLOSED, _V.REOPEN): _S.HELD,
        (_S.ANSWERED, _V.CLOSE): _S.CLOSED,
        (_S.DECLINED, _V.CLOSE): _S.CLOSED,
    },
}
"""The steps of each kind. Extending is for requests of the law alone, and once."""

FIRST: Mapping[Kind, State] = {
    Kind.ABOUT_ME: _S.RECEIVED,
    Kind.COMPLAINT: _S.RECEIVED,
    Kind.QUESTION: _S.HELD,
}
OPEN = frozenset({*WAITS, _S.HELD, _S.ESCALATED})
"""States in which somebody has to do something."""

LEADS_ONLY = frozenset({_S.ESCALATED, _S.DEALT_WITH})
"""States in which no officer opens a question any more."""

ENDED = frozenset({*ENDS, _S.CLOSED, _S.DECLINED, _S.DEALT_WITH})
"""States from which the time of keeping is counted."""

NEEDS_REPLY = frozenset({_V.ASK_IDENTITY, _V.EXTEND, _V.ANSWER, _V.REFUSE, _V.PASS_ON})
NEEDS_CODE = frozenset({_V.REFUSE, _V.DECLINE})
NEEDS_NO_REASON = frozenset({_V.ACKNOWLEDGE, _V.ANSWER, _V.CLOSE})


class NothingWanted(DomainError):
    """Nobody said what they want done."""

    code = "nothing-wanted"


class TextMissing(DomainError):
    """Nothing was written."""

    code = "text-missing"


class ReplyMissing(DomainError):
    """This step is a letter to the writer, and there is none."""

    code = "reply-missing"


class ReplyConfirms(DomainError):
    """The reply says whether somebody reported; `.found` are its words."""

    code = "reply-confirms"
    found: str


class ReasonMissing(DomainError):
    """This step needs a reason."""

    code = "reason-missing"


class CodeMissing(DomainError):
    """Refusing and declining take one of the listed reasons, no other step takes any."""

    code = "code-missing"


class AgencyMissing(DomainError):
    """Passing on needs whom it is passed to."""

    code = "agency-missing"


class TooLateToExtend(DomainError):
    """The time may be extended only while the first month runs (UK GDPR article 12(3))."""

    code = "too-late-to-extend"
    status = 409


class CopyMissing(DomainError):
    """A question is accepted in an officer's words."""

    code = "copy-missing"


class CopyPointsToSomebody(DomainError):
    """The question as it would be read out still points to a person; `.found` are the words."""

    code = "copy-points-to-somebody"
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks. `contact` is how to reach them, where they say so; `agency` whom they mean."""

    kind: Kind
    text: str
    contact: str = ""
    wants: tuple[Want, ...] = ()
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One step: the letter, the officer's copy of a question, a code, whom it goes to, the public answer."""

    verb: Verb
    reason: str = ""
    reply: str = ""
    copy: str = ""
    code: str = ""
    agency: str = ""
    answer: str = ""


def accept(request: Request) -> Request:
    """The request, stripped. Raises `TextMissing`, `NothingWanted`."""
    if not request.text.strip():
        raise TextMissing()
    if request.kind is Kind.ABOUT_ME and not request.wants:
        raise NothingWanted()
    return replace(request, text=request.text.strip(), contact=request.contact.strip())


def move(kind: Kind, state: State, verb: Verb) -> State:
    """The state after `verb`. Raises `MoveNotAllowed`."""
    if (state, verb) not in MOVES[kind]:
        raise MoveNotAllowed(state=state, verb=verb)
    return MOVES[kind][state, verb]


def verbs(kind: Kind, state: State, *, extended: bool) -> tuple[Verb, ...]:
    """What may be done now, in the order of the table."""
    found = [verb for (at, verb) in MOVES[kind] if at is state]
    return tuple(verb for verb in Verb if verb in found and not (extended and verb is Verb.EXTEND))


def check(kind: Kind, decision: Decision, *, version: int, seen_version: int) -> Decision:
    """The decision, stripped. Raises `Stale` and the named lacks of this module."""
    if version != seen_version:
        raise Stale(seen=seen_version, version=version)
    found = replace(
        decision,
        reason=decision.reason.strip(),
        reply=decision.reply.strip() if decision.verb in NEEDS_REPLY else "",
        copy=decision.copy.strip() if decision.verb is Verb.ACCEPT else "",
    )
    if not found.reason and found.verb not in NEEDS_NO_REASON:
        raise ReasonMissing()
    if bool(found.code) != (found.verb in NEEDS_CODE):
        raise CodeMissing()
    if found.verb is Verb.PASS_ON and not found.agency:
        raise AgencyMissing()
    _check_words(kind, found)
    return found


def _check_words(kind: Kind, decision: Decision) -> None:
    if decision.verb in NEEDS_REPLY and not decision.reply:
        raise ReplyMissing()
    says = confirms(decision.reply) if kind is Kind.ABOUT_ME else ""
    if says:
        raise ReplyConfirms(found=says)
    if decision.verb is Verb.ACCEPT:
        if not decision.copy:
            raise CopyMissing()
        found = tuple(decision.copy[each.start : each.end] for each in details(decision.copy))
        if found:
            raise CopyPointsToSomebody(found=found)
