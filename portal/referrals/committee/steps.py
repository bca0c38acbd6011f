"""Every step of the committee and its officer in one referral: its page, its form, what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from forms.referrals import committee as forms
from forms.referrals.committee import CommitteeForm
from portal.referrals import service
from portal.referrals.rules import Verb
from portal.referrals.service import Progress
from portal.referrals.trail import By


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts on which referral, when, on which view of it."""

    session: Session
    referral_id: str
    seen_version: int
    by: By
    now: datetime

    def do(self, verb: Callable[..., object], *values: Any, **more: Any) -> None:
        """One verb of the service, with what every verb takes."""
        verb(
            self.session,
            self.referral_id,
            *values,
            **more,
            seen_version=self.seen_version,
            by=self.by,
            now=self.now,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A page on which one step is taken. `verbs`: any of them, open now, opens the page."""

    verbs: frozenset[Verb]
    heading: str
    words: str
    button: str
    done: str
    form: type[CommitteeForm]
    act: Callable[[Acting, Any], None]


_V = Verb


def _advise(acting: Acting, form: forms.AdviceForm) -> None:
    verbs = {
        "local": service.advise_local,
        "not-local": service.advise_not_local,
        "return": service.return_to_member,
    }
    acting.do(verbs[form.answer.data], form.noted())


def _list(acting: Acting, form: forms.AgendaForm) -> None:
    acting.do(service.list_at, form.sitting.data, form.noted(), member_agrees=bool(form.agrees.data))


def _consider(acting: Acting, form: forms.ConsiderForm) -> None:
    acting.do(service.consider, form.noted(), sitting_id=form.sitting.data)


def _request(acting: Acting, form: forms.RequestForm) -> None:
    acting.do(service.request_information, form.noted(), tuple(form.bodies.data or ()), form.due_on.data)


def _information(acting: Acting, form: forms.InformationForm) -> None:
    acting.do(
        service.answer_information,
        form.request.data,
        form.noted(),
        depersonalised=form.points.data == "no",
        reason=form.reason.data or "",
    )


def _report(acting: Acting, form: forms.ReportForm) -> None:
    acting.do(service.make_report, form.each(), tuple(form.recipients.data or ()), form.noted())


def _respond(acting: Acting, form: forms.ResponseForm) -> None:
    recommendation, body = form.chosen()
    acting.do(service.respond, body, recommendation, form.to_answer())


def _later(acting: Acting, form: forms.LaterForm) -> None:
    acting.do(service.not_reasonably_possible, form.body.data, form.noted(), form.expected_on.data)


def _review(acting: Acting, form: forms.ReviewForm) -> None:
    progress = tuple(Progress(body, one, "Done", done=True) for one, body in form.finished())
    acting.do(service.review, form.noted(), progress)


def _plain(verb: Callable[..., object]) -> Callable[[Acting, Any], None]:
    return lambda acting, form: acting.do(verb, form.noted())


STEPS: Mapping[str, Step] = {
    "advice": Step(
        frozenset({_V.ADVISE_LOCAL, _V.ADVISE_NOT_LOCAL, _V.RETURN}),
        "Answer the one question",
        "Crime and disorder, antisocial behaviour, behaviour that harms the local environment, drugs, "
        "alcohol or serious violence, where it affects all or part of the ward, or somebody who lives or "
        "works there. Nothing else is yours to decide: not whether it is important, nor whether to report.",
        "Give this advice",
        "Your advice is with the member.",
        forms.AdviceForm,
        _advise,
    ),
    "agenda": Step(
        frozenset({_V.LIST}),
        "Put it on the agenda of another sitting",
        "It stands on the agenda of the next sitting by itself. A later one takes the member’s agreement.",
        "Put it on that agenda",
        "It is on that agenda. The member has to be told.",
        forms.AgendaForm,
        _list,
    ),
    "consideration": Step(
        frozenset({_V.CONSIDER}),
        "Note that the committee has discussed it",
        "From now on the member cannot withdraw it. What the committee decides is the next step.",
        "It was discussed",
        "Noted. Now note what the committee decided.",
        forms.ConsiderForm,
        _consider,
    ),
    "no-report": Step(
        frozenset({_V.NO_REPORT}),
        "Note that the committee makes no report",
        "The law asks the committee to tell the member so, with its reasons.",
        "Note this decision",
        "Noted. Send the member the notice with the reasons.",
        forms.NoReportForm,
        _plain(service.no_report),
    ),
    "report": Step(
        frozenset({_V.MAKE_REPORT}),
        "Note the committee’s report",
        "The report is dated today. Whoever it goes to has to consider it, to answer in writing within 28 "
        "days of today, and to have regard to it.",
        "Make the report",
        "The report is made. Send out its notices, then note that they are out.",
        forms.ReportForm,
        _report,
    ),
    "redirection": Step(
        frozenset({_V.REDIRECT}),
        "Send it to a governing body",
        "For a matter of one authority alone: it goes to the body that governs that authority.",
        "Send it there",
        "Noted. Send out the notices.",
        forms.RedirectForm,
        lambda acting, form: acting.do(service.redirect, form.body.data, form.noted()),
    ),
    "group": Step(
        frozenset({_V.SEND_TO_GROUP}),
        "Send it to a group of the partnership",
        "The group finds it among what waits for its next meeting.",
        "Send it to the group",
        "Noted. Send out the notices.",
        forms.GroupForm,
        lambda acting, form: acting.do(service.send_to_group, form.group.data, form.noted()),
    ),
    "request": Step(
        frozenset({_V.REQUEST_INFORMATION}),
        "Ask for information",
        "The request names the day. What comes must not point to a person unless the committee needs that.",
        "Ask for it",
        "Noted. Send out the requests.",
        forms.RequestForm,
        _request,
    ),
    "information": Step(
        frozenset({_V.ANSWER_INFORMATION}),
        "Note the information that came",
        "The committee and the member read it.",
        "Keep it",
        "Kept.",
        forms.InformationForm,
        _information,
    ),
    "resumption": Step(
        frozenset({_V.RESUME}),
        "Take it up again",
        "The committee goes on with what it has, and decides.",
        "Take it up again",
        "It is with the committee again.",
        forms.ResumeForm,
        _plain(service.resume),
    ),
    "sending": Step(
        frozenset({_V.SEND_REPORT}),
        "Note that the report is out",
        "Every copy and every notice of the duty to answer has gone out.",
        "The report is out",
        "Answers are awaited now.",
        forms.OnlySeenForm,
        lambda acting, form: acting.do(service.send_report),
    ),
    "response": Step(
        frozenset({_V.RESPOND}),
        "Note an answer",
        "One answer to one recommendation. When a body has answered each, its time stops.",
        "Keep the answer",
        "Kept.",
        forms.ResponseForm,
        _respond,
    ),
    "later": Step(
        frozenset({_V.NOT_POSSIBLE}),
        "Note that an answer in time is not reasonably possible",
        "The law allows it where a body says so and why. The reason goes onto the public register.",
        "Keep the reason",
        "Kept. The body is reminded before its new day.",
        forms.LaterForm,
        _later,
    ),
    "monitoring": Step(
        frozenset({_V.MONITOR}),
        "Begin to watch what is done",
        "The committee looks again at its next sitting, and after six months.",
        "Begin to watch",
        "The committee watches it now.",
        forms.MonitorForm,
        _plain(service.monitor),
    ),
    "review": Step(
        frozenset({_V.REVIEW}),
        "Note what the committee found",
        "What became of what was promised.",
        "Keep what was found",
        "Kept.",
        forms.ReviewForm,
        _review,
    ),
    "closing": Step(
        frozenset({_V.CLOSE}),
        "Close it",
        "Every notice has to be out first. The member is told what came of it.",
        "Close it",
        "Closed. Send the member the last notice.",
        forms.CloseForm,
        _plain(service.close),
    ),
}
"""Steps by the last part of their address, in the order in which a page offers them."""


def open_to(verbs: tuple[Verb, ...]) -> dict[str, Step]:
    """The pages that these verbs open."""
    return {code: step for code, step in STEPS.items() if step.verbs & set(verbs)}
