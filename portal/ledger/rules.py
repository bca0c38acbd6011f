"""What a ledger line may say, and how the lines hang together.

Codes, ids, versions and times only: never what anybody wrote. Refuses an action nobody declared and facts
that are not exactly the declared ones.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.core.errors import DomainError

ACTIONS: dict[str, frozenset[str]] = {
    "account.created": frozenset({"roles"}),
    "account.invited": frozenset({"roles"}),
    "account.joined": frozenset(),
    "account.roles_asked": frozenset({"roles"}),
    "account.roles_given": frozenset({"roles"}),
    "account.roles_refused": frozenset({"roles"}),
    "account.removed": frozenset(),
    "account.password_changed": frozenset(),
    "account.password_reset": frozenset(),
    "account.recovery_used": frozenset(),
    "account.second_factor_dropped": frozenset(),
    "account.second_factor_set": frozenset(),
    "account.second_factor_reset": frozenset(),
    "account.signed_in": frozenset(),
    "account.signed_out": frozenset(),
    "account.slowed": frozenset(),
    "account.acknowledged": frozenset({"statement"}),
    "action.given": frozenset(),
    "action.reported": frozenset(),
    "action.settled": frozenset({"state"}),
    "advice.saved": frozenset({"version"}),
    "advice.published": frozenset({"version"}),
    "agenda.saved": frozenset(),
    "agency_note.approved": frozenset({"version"}),
    "agency_note.saved": frozenset({"version"}),
    "answers.exported": frozenset({"purpose", "format", "rows"}),
    "answer.cleared": frozenset({"version"}),
    "answer.declined": frozenset({"version", "code"}),
    "answer.escalated": frozenset({"version"}),
    "answer.opened": frozenset(),
    "answer.redacted": frozenset({"version", "kinds"}),
    "answer.returned": frozenset({"version"}),
    "answer.taken_over": frozenset({"colleague"}),
    "answer.second_asked": frozenset({"version"}),
    "batch.begun": frozenset({"number"}),
    "batch.finished": frozenset({"number", "papers", "sampled"}),
    "batch.released": frozenset({"number", "papers"}),
    "batch.counted": frozenset({"number", "fields", "different"}),
    "brief.saved": frozenset({"version"}),
    "brief.signed": frozenset({"digest"}),
    "call.entered": frozenset(),
    "concern.counted": frozenset({"version"}),
    "concern.counted_as_escalated": frozenset({"version"}),
    "concern.declined": frozenset({"version", "code"}),
    "concern.escalated": frozenset({"version"}),
    "concern.corrected": frozenset({"version"}),
    "concern.opened": frozenset(),
    "concern.passed_on": frozenset({"agency", "purpose"}),
    "concern.handed_over": frozenset({"turn"}),
    "concern.joined": frozenset({"version", "other"}),
    "concern.nobody_told": frozenset({"version"}),
    "concern.redacted": frozenset({"version", "kinds"}),
    "concern.returned": frozenset({"version", "code"}),
    "concern.second_asked": frozenset({"version"}),
    "concern.surge_cleared": frozenset({"version"}),
    "concern.taken_over": frozenset({"colleague"}),
    "concern.themed": frozenset(),
    "consultation.invited_only": frozenset({"only"}),
    "consultation.made_draft": frozenset({"version"}),
    "consultation.made_ready": frozenset({"version", "warnings"}),
    "consultation.other_removed": frozenset(),
    "consultation.other_saved": frozenset({"version"}),
    "consultation.answer_delayed": frozenset({"until"}),
    "consultation.answered": frozenset({"on"}),
    "consultation.considered": frozenset({"body", "on"}),
    "consultation.finding_saved": frozenset({"version"}),
    "consultation.results_noted": frozenset(),
    "consultation.went_out": frozenset({"channel"}),
    "consultation.questions_corrected": frozenset({"version"}),
    "consultation.questions_saved": frozenset({"version"}),
    "consultation.reported": frozenset({"on"}),
    "consultation.saved": frozenset({"version"}),
    "consultation.set_aside": frozenset({"finding"}),
    "consultation.shown_before": frozenset({"until"}),
    "consultation.started": frozenset(),
    "consultation.withdrawn": frozenset(),
    "consultation.rescheduled": frozenset({"opens", "closes"}),
    "conversation.asked": frozenset({"version"}),
    "conversation.opened": frozenset(),
    "conversation.read": frozenset({"version"}),
    "contact.accepted": frozenset({"version"}),
    "contact.acknowledged": frozenset({"version"}),
    "contact.answered": frozenset({"version"}),
    "contact.closed": frozenset({"version"}),
    "contact.declined": frozenset({"version", "code"}),
    "contact.escalated": frozenset({"version"}),
    "contact.extended": frozenset({"version"}),
    "contact.identity_asked": frozenset({"version"}),
    "contact.opened": frozenset(),
    "contact.passed_on": frozenset({"version", "agency"}),
    "contact.refused": frozenset({"version", "code"}),
    "contact.reopened": frozenset({"version"}),
    "contact.returned": frozenset({"version"}),
    "contact.taken_over": frozenset({"colleague"}),
    "decision.agreed": frozenset({"state"}),
    "decision.made": frozenset(),
    "event.begun": frozenset({"code"}),
    "event.stopped": frozenset({"code"}),
    "figures.exported": frozenset({"purpose", "rows"}),
    "figures.read": frozenset(),
    "group.marked": frozenset({"kind"}),
    "helpline.confirmed": frozenset(),
    "helpline.saved": frozenset({"version"}),
    "hotspot.assessed": frozenset({"version"}),
    "easy_read.saved": frozenset({"version"}),
    "easy_read.withdrawn": frozenset({"version"}),
    "hotspot.begun": frozenset({"version"}),
    "hotspot.moved": frozenset({"version", "stage"}),
    "hotspot.response_added": frozenset({"version"}),
    "hotspot.response_ended": frozenset({"version"}),
    "hotspot.saved": frozenset({"version"}),
    "invitation.made": frozenset({"number"}),
    "link.made": frozenset(),
    "link.stopped": frozenset(),
    "meeting.cancelled": frozenset({"version"}),
    "meeting.circulated": frozenset({"how"}),
    "meeting.held": frozenset({"version"}),
    "meeting.saved": frozenset({"version"}),
    "news.published": frozenset({"version"}),
    "news.saved": frozenset({"version"}),
    "news.withdrawn": frozenset({"version"}),
    "item.closed": frozenset({"code"}),
    "item.opened": frozenset({"code"}),
    "outcome.published": frozenset({"version"}),
    "outcome.saved": frozenset({"version"}),
    "outcome.withdrawn": frozenset({"version"}),
    "hold.lifted": frozenset(),
    "hold.placed": frozenset({"until"}),
    "pack.commented": frozenset(),
    "pack.frozen": frozenset({"group", "digest"}),
    "pack.sent": frozenset({"number"}),
    "pack.signed": frozenset(),
    "paper.entered": frozenset({"number"}),
    "paper.compared": frozenset({"number"}),
    "paper.opened": frozenset({"number"}),
    "paper.settled": frozenset({"number"}),
    "question.dropped": frozenset(),
    "question.kept": frozenset(),
    "plan.comment_answered": frozenset({"version"}),
    "plan.comment_saved": frozenset({"version", "part"}),
    "plan.comments_until": frozenset({"until"}),
    "plan.approved": frozenset({"body", "on"}),
    "plan.measure_removed": frozenset(),
    "plan.measure_saved": frozenset({"version"}),
    "plan.published": frozenset({"version"}),
    "plan.reading_removed": frozenset({"version"}),
    "plan.reading_saved": frozenset({"version"}),
    "plan.saved": frozenset({"version"}),
    "plan.sent": frozenset({"on"}),
    "plan.consulted": frozenset(),
    "plan.superseded": frozenset(),
    "priorities.saved": frozenset({"version"}),
    "referral.paper_added": frozenset({"paper"}),
    "referral.paper_opened": frozenset({"paper"}),
    "referral.paper_removed": frozenset({"paper"}),
    "register.agreed": frozenset({"part", "version"}),
    "register.written": frozenset({"part", "version"}),
    "referral.advised_local": frozenset({"version"}),
    "referral.advised_not_local": frozenset({"version"}),
    "referral.answered": frozenset({"version"}),
    "referral.begun": frozenset({"version"}),
    "referral.carried_over": frozenset({"version"}),
    "referral.closed": frozenset({"version"}),
    "referral.considered": frozenset({"version"}),
    "referral.discarded": frozenset({"version"}),
    "referral.evidence_frozen": frozenset({"version"}),
    "referral.information_answered": frozenset({"version"}),
    "referral.information_asked": frozenset({"version"}),
    "referral.insisted": frozenset({"version"}),
    "referral.lapsed": frozenset({"version"}),
    "referral.later_noted": frozenset({"version"}),
    "referral.listed": frozenset({"version"}),
    "referral.marked_sensitive": frozenset({"version", "sensitive"}),
    "referral.monitored": frozenset({"version"}),
    "referral.not_reported": frozenset({"version"}),
    "referral.notice_issued": frozenset({"kind", "digest"}),
    "referral.ran_out": frozenset({"version"}),
    "referral.redirected": frozenset({"version"}),
    "referral.report_made": frozenset({"version"}),
    "referral.report_sent": frozenset({"version"}),
    "referral.represented": frozenset({"version"}),
    "referral.responded": frozenset({"version"}),
    "referral.resumed": frozenset({"version"}),
    "referral.returned": frozenset({"version"}),
    "referral.reviewed": frozenset({"version"}),
    "referral.saved": frozenset({"version"}),
    "referral.sent_to_group": frozenset({"version"}),
    "referral.submitted": frozenset({"version"}),
    "referral.withdrawn": frozenset({"version"}),
    "release.made": frozenset({"number", "digest"}),
    "programme.agreed": frozenset({"version", "on"}),
    "programme.saved": frozenset({"version"}),
    "release.noted": frozenset({"number"}),
    "return.answered": frozenset({"version"}),
    "return.approved": frozenset({"version"}),
    "return.escalated": frozenset({"version"}),
    "return.raised": frozenset({"version"}),
    "seat.saved": frozenset({"version"}),
    "seat.left": frozenset(),
    "seat.taken": frozenset(),
    "sitting.called_off": frozenset({"version"}),
    "sitting.held": frozenset({"version"}),
    "sitting.moved": frozenset({"version", "on"}),
    "sitting.planned": frozenset({"on"}),
    "service.changed": frozenset({"state", "version"}),
    "task.begun": frozenset(),
    "task.finished": frozenset(),
    "task.reported": frozenset(),
    "theme.closed": frozenset({"version"}),
    "theme.opened": frozenset({"version"}),
    "theme.saved": frozenset({"version"}),
    "work.saved": frozenset(),
}
"""Every action, written `noun.past_verb`, with the exact names of its facts."""

GENESIS = "0" * 64
"""What the first line follows."""


class UnknownAction(DomainError):
    """Nobody declared this action, or its facts are not the declared ones."""

    code = "unknown-action"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger. `reason_hash` is hex or empty; the reason itself lives beside the item."""

    number: int
    at: datetime
    actor_id: str
    action: str
    subject: str
    facts: str
    reason_hash: str
    previous: str
    digest: str


def facts_text(action: str, facts: dict[str, str | int]) -> str:
    """The facts as canonical JSON; raises `UnknownAction`."""
    if action not in ACTIONS or set(facts) != ACTIONS[action]:
        raise UnknownAction(action=action, facts=sorted(facts))
    return json.dumps(facts, sort_keys=True, separators=(",", ":"))


def reason_hash(reason: str, salt: bytes) -> str:
    """SHA-256 over salt and reason; the salt lives beside the reason and goes with it."""
    return hashlib.sha256(salt + reason.encode("utf-8")).hexdigest()


def digest_of(line: Line) -> str:
    """SHA-256 over the line before and everything this line says, in hex."""
    parts = (line.previous, str(line.number), line.at.isoformat(), line.actor_id, line.action, line.subject)
    text = json.dumps([*parts, line.facts, line.reason_hash], separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def first_broken(lines: Iterable[Line], previous: str = GENESIS) -> int | None:
    """The number of the first line that was changed, removed or put in; `None` when the chain holds."""
    number: int | None = None
    for line in lines:
        expected = line.number if number is None else number + 1
        if line.number != expected or line.previous != previous or digest_of(line) != line.digest:
            return line.number
        previous, number = line.digest, line.number
    return None
