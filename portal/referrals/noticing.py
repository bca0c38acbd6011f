"""Which notices each move owes, to whom, by when, and by what law or practice.

A notice is owed from the moment of the move; it is issued with its words frozen, or overtaken by a later one.
"""

from collections.abc import Mapping
from enum import StrEnum

from portal.referrals.rules import Verb


class NoticeKind(StrEnum):
    """The notices of a referral."""

    ACKNOWLEDGEMENT = "acknowledgement"
    RETURNED = "returned"
    NOT_LOCAL = "not_local"
    LISTING = "listing"
    WITHDRAWAL = "withdrawal"
    LAPSE = "lapse"
    NO_REPORT = "no_report"
    REDIRECTION = "redirection"
    INFORMATION_REQUEST = "information_request"
    SENT_TO_GROUP = "sent_to_group"
    REPORT_COPY = "report_copy"
    DUTY = "duty"
    REMINDER = "reminder"
    LATE_ANSWER = "late_answer"
    OUTCOME = "outcome"


class NoticeState(StrEnum):
    """What became of a notice."""

    OWED = "owed"
    ISSUED = "issued"
    OVERTAKEN = "overtaken"


MEMBER = "member"
"""The addressee that is the referring member."""

COMMITTEE = "committee"
"""The addressee that is the scrutiny committee itself."""

_V, _K = Verb, NoticeKind

TO_MEMBER: Mapping[Verb, NoticeKind] = {
    _V.SUBMIT: _K.ACKNOWLEDGEMENT,
    _V.RETURN: _K.RETURNED,
    _V.ADVISE_NOT_LOCAL: _K.NOT_LOCAL,
    _V.ADVISE_LOCAL: _K.LISTING,
    _V.RUN_OUT: _K.LISTING,
    _V.INSIST: _K.LISTING,
    _V.LIST: _K.LISTING,
    _V.CARRY_OVER: _K.LISTING,
    _V.WITHDRAW: _K.WITHDRAWAL,
    _V.NO_REPORT: _K.NO_REPORT,
    _V.REDIRECT: _K.REDIRECTION,
    _V.SEND_TO_GROUP: _K.SENT_TO_GROUP,
    _V.MAKE_REPORT: _K.REPORT_COPY,
    _V.CLOSE: _K.OUTCOME,
}
"""What the member is told after each move."""

TO_BODIES: Mapping[Verb, NoticeKind] = {
    _V.REDIRECT: _K.REDIRECTION,
    _V.REQUEST_INFORMATION: _K.INFORMATION_REQUEST,
    _V.SEND_TO_GROUP: _K.SENT_TO_GROUP,
    _V.MAKE_REPORT: _K.DUTY,
}
"""What the bodies, or the group, named by the move are told."""

TO_COMMITTEE: Mapping[Verb, NoticeKind] = {_V.LAPSE: _K.LAPSE}
"""What the committee is told of what ended before it came onto an agenda: no member is there to be told."""

_BEFORE = frozenset({_K.ACKNOWLEDGEMENT, _K.RETURNED, _K.NOT_LOCAL, _K.LISTING})

REMINDERS = frozenset({_K.REMINDER, _K.LATE_ANSWER})
"""What a body is told while its answer is awaited; pointless once it has answered everything."""

OVERTAKES: Mapping[Verb, frozenset[NoticeKind]] = {
    _V.ANSWER: frozenset({_K.RETURNED}),
    _V.INSIST: frozenset({_K.RETURNED, _K.NOT_LOCAL}),
    _V.LIST: frozenset({_K.LISTING}),
    _V.CARRY_OVER: frozenset({_K.LISTING}),
    _V.WITHDRAW: _BEFORE,
    _V.LAPSE: _BEFORE,
    _V.CONSIDER: _BEFORE,
    _V.RESUME: frozenset({_K.INFORMATION_REQUEST}),
    _V.NOT_POSSIBLE: REMINDERS,
}
"""Owed notices that say nothing any more after a move; the later one tells it all."""
