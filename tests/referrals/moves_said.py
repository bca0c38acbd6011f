"""What is said with each step of a referral that is driven through moves at random."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from portal.referrals import committee_queries, service
from portal.referrals.rules import Answer, AnswerKind, Verb
from tests.builders.referrals import BODIES, GROUP, Path, home, requested

Given = tuple[tuple[Any, ...], dict[str, Any]]


def _said(*given: Any, **more: Any) -> Callable[[Path], Given]:
    return lambda path: (given, more)


def _in(path: Path, days: int) -> date:
    return path.today + timedelta(days=days)


def _waits(path: Path) -> tuple[str, str]:
    """The first body and recommendation that nothing was said about."""
    found = ((each.body, each.waits_for[0]) for each in path.mine.recipients if each.waits_for)
    return next(found, ("nobody", "nothing"))


def _next_but_one(path: Path) -> str:
    days = committee_queries.to_choose(path.session, partnership=home(), now=path.now)
    return days[-1][0] if days else "none"


STEPS: dict[Verb, Callable[[Path], Given]] = {
    Verb.SUBMIT: _said(service.submit),
    Verb.ANSWER: _said(service.answer_return, "The one by the station"),
    Verb.INSIST: _said(service.insist),
    Verb.REPRESENT: _said(service.represent, "It is worse at weekends"),
    Verb.WITHDRAW: _said(service.withdraw),
    Verb.ADVISE_LOCAL: _said(service.advise_local),
    Verb.ADVISE_NOT_LOCAL: _said(service.advise_not_local, "Another ward"),
    Verb.RETURN: _said(service.return_to_member, "Which square?"),
    Verb.LIST: lambda path: ((service.list_at, _next_but_one(path)), {"member_agrees": True}),
    Verb.CONSIDER: _said(service.consider),
    Verb.NO_REPORT: _said(service.no_report, "Settled"),
    Verb.REDIRECT: _said(service.redirect, BODIES[0], "Theirs alone"),
    Verb.SEND_TO_GROUP: _said(service.send_to_group, GROUP),
    Verb.REQUEST_INFORMATION: lambda path: (
        (service.request_information, "How often?", BODIES[:1], _in(path, 14)),
        {},
    ),
    Verb.ANSWER_INFORMATION: lambda path: (
        (service.answer_information, requested(path), "Forty times"),
        {"depersonalised": True},
    ),
    Verb.RESUME: _said(service.resume, "We know enough"),
    Verb.MAKE_REPORT: _said(service.make_report, ("One thing", "Another"), BODIES[:2]),
    Verb.SEND_REPORT: _said(service.send_report),
    Verb.RESPOND: lambda path: (
        (service.respond, *_waits(path), Answer(AnswerKind.PARTLY, "Half of it", _in(path, 90))),
        {},
    ),
    Verb.NOT_POSSIBLE: lambda path: (
        (service.not_reasonably_possible, _waits(path)[0], "Staff are away", _in(path, 30)),
        {},
    ),
    Verb.MONITOR: _said(service.monitor, "They will not answer"),
    Verb.REVIEW: _said(service.review, "Half of it is done"),
    Verb.CLOSE: _said(service.close, "Nothing more came"),
}
"""What is said with each step."""

RARE = frozenset({Verb.WITHDRAW, Verb.REPRESENT, Verb.LIST})
"""Steps that lead nowhere new: left to those who try anything."""
