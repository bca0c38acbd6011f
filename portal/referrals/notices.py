"""A referral's notices: what each says, read out of the referral, and its going out.

Refuses to issue one that is not owed any more. What goes out is frozen with its fingerprint; the mail beside
it says that there is something to read, and nothing else.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.outbox import service as outbox
from portal.partnership.rules import Partnership
from portal.referrals import bodies, notice_words, owing, trail
from portal.referrals.counted import is_sensitive
from portal.referrals.models import InformationRequest, Referral, ReferralEvent
from portal.referrals.notice_words import Fact, NoticeWords
from portal.referrals.noticing import COMMITTEE, MEMBER, NoticeKind, NoticeState
from portal.referrals.owing import NoticeRow
from portal.referrals.report_models import Notice, Recipient, Recommendation
from portal.referrals.rules import Verb
from portal.referrals.sitting import agenda_day
from portal.referrals.standing import Calendar
from portal.referrals.trail import By
from portal.staff import queries as staff
from portal.staff.rules import AccountState
from portal.web.filters import day

SUBJECT = "A notice about a referral"
TO_MEMBER = "There is a notice for you about {which}. Sign in to read it: {origin}/staff/referrals"
TO_BODY = (
    "{council} has sent you a notice about {which} under section 19 of the Police and Justice "
    "Act 2006. It reaches you by the usual way. If it has not come within five days, ask the council’s "
    "scrutiny officer."
)
OFFICERS_NOTES = (Verb.ADVISE_LOCAL, Verb.ADVISE_NOT_LOCAL, Verb.RETURN)


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One notice to read: its row, the reference it belongs to, whom it tells, its words.

    `sensitive`: the register only counts the referral, so no mail names it.
    """

    row: NoticeRow
    reference: str
    sensitive: bool
    addressee: str
    member_id: str
    words: NoticeWords

    @property
    def issued(self) -> bool:
        """Whether it went out; until then the words are a draft."""
        return self.row.state is NoticeState.ISSUED


def read(session: Session, notice_id: str, *, partnership: Partnership, now: datetime) -> NoticePage:
    """One notice: its frozen words, or what it would say today. Raises `NotFound`."""
    row = session.get(Notice, notice_id)
    if row is None:
        raise NotFound(kind="notice", value=notice_id)
    referral = session.get_one(Referral, row.referral_id)
    issued = row.state == NoticeState.ISSUED
    words = (
        notice_words.from_text(row.words) if issued else _compose(session, referral, row, partnership, now)
    )
    return NoticePage(
        row=owing.view(row),
        reference=referral.reference or "",
        sensitive=is_sensitive(referral, partnership),
        addressee=_addressee(row, referral, partnership),
        member_id=referral.member_id,
        words=words,
    )


def issue(session: Session, notice_id: str, *, by: By, origin: str, now: datetime) -> NoticePage:
    """Send it out: freeze its words, tell by mail that it is there.

    Raises `NotFound`, `Refused`, `NotOwed`.
    """
    page = read(session, notice_id, partnership=by.partnership, now=now)
    owing.issue(session, notice_id, frozen(page), actor=by.actor, now=now)
    _tell(session, page, by.partnership, origin, now)
    return read(session, notice_id, partnership=by.partnership, now=now)


def frozen(page: NoticePage) -> str:
    """The words as they are kept once the notice is out."""
    return notice_words.to_text(page.words)


def _tell(session: Session, page: NoticePage, partnership: Partnership, origin: str, now: datetime) -> None:
    which = "a referral" if page.sensitive else f"referral {page.reference}"
    if page.row.told == MEMBER:
        to = _mailbox_of(session, page.member_id)
        body = TO_MEMBER.format(which=which, origin=origin)
    else:
        to = partnership.scrutiny.mailbox(page.row.told)
        body = TO_BODY.format(which=which, council=partnership.council_name)
    if to:
        outbox.queue(session, to=to, subject=SUBJECT, body=body, now=now)


def _mailbox_of(session: Session, member_id: str) -> str:
    """Where a mail reaches the councillor; empty once the account is closed: there is nobody to sign in."""
    try:
        found = staff.account(session, member_id)
    except NotFound:
        return ""
    return "" if found.state is AccountState.REMOVED else found.email


def _compose(
    session: Session, referral: Referral, row: Notice, partnership: Partnership, now: datetime
) -> NoticeWords:
    text = partnership.scrutiny.notice(row.kind)
    today = day(london_date(now))
    sender = f"{partnership.council_name}\n{_capital(partnership.scrutiny_committee)}"
    facts = {
        **_of_the_matter(referral, partnership),
        **_of_the_path(session, referral, row, trail.calendar(session, partnership)),
        **_of_the_decision(session, referral, row, partnership),
        "addressee": _addressee(row, referral, partnership),
        "today": today,
    }
    return notice_words.compose(text, facts, sender=sender, dated=today)


def _of_the_matter(referral: Referral, partnership: Partnership) -> dict[str, Fact]:
    return {
        "reference": referral.reference or "",
        "title": referral.title,
        "ward": _ward(referral, partnership),
        "council": partnership.council_name,
        "committee": _the(partnership.scrutiny_committee),
        "submitted_on": _day(referral.submitted_on),
    }


def _of_the_path(session: Session, referral: Referral, row: Notice, calendar: Calendar) -> dict[str, Fact]:
    found = calendar.sitting(referral.sitting_id)
    clear = calendar.clocks.agenda_clear_days
    advice_by = calendar.advice_by(referral.advice_from) if referral.advice_from else None
    return {
        "advice_by": _day(advice_by),
        "sitting": f"the sitting on {day(found.on)}"
        if found
        else "the next sitting, whose day is not fixed yet",
        "agenda_by": day(agenda_day(found.on, clear, calendar.holidays))
        if found
        else f"{clear} clear working days before it",
        "note": _note(session, referral, row),
        "representations": "\n\n".join(_notes(session, referral, (Verb.REPRESENT,))),
    }


def _of_the_decision(
    session: Session, referral: Referral, row: Notice, partnership: Partnership
) -> dict[str, Fact]:
    recipients = session.scalars(select(Recipient).where(Recipient.referral_id == referral.id)).all()
    asked = select(InformationRequest).where(InformationRequest.referral_id == referral.id)
    requests = session.scalars(asked.order_by(InformationRequest.asked_on, InformationRequest.id)).all()
    wanted = select(Recommendation.words).where(Recommendation.referral_id == referral.id)
    return {
        "decided_on": _day(referral.decided_on),
        "redirected_to": _sent_to(referral, partnership),
        "recommendations": tuple(session.scalars(wanted.order_by(Recommendation.number))),
        "report_on": _day(max((each.report_on for each in recipients), default=None)),
        "answer_by": _day(_answer_by(row, list(recipients), list(requests))),
        "information": next((each.asked for each in reversed(requests) if each.body == row.told), ""),
    }


def _answer_by(row: Notice, recipients: list[Recipient], requests: list[InformationRequest]) -> date | None:
    if row.kind == NoticeKind.INFORMATION_REQUEST:
        return max((each.due_on for each in requests if each.body == row.told), default=None)
    days = [each.expected_on or each.due_on for each in recipients if row.told in (MEMBER, each.body)]
    return max(days, default=None)


def _note(session: Session, referral: Referral, row: Notice) -> str:
    """What was written at the step that owes the notice; by the clock, what officers noted."""
    if row.kind in (NoticeKind.LISTING, NoticeKind.LAPSE):
        return "\n\n".join(_notes(session, referral, OFFICERS_NOTES)[-1:])
    event = session.get(ReferralEvent, (referral.id, row.owed_by))
    return event.note if event else ""


def _notes(session: Session, referral: Referral, verbs: tuple[Verb, ...]) -> list[str]:
    query = select(ReferralEvent.note).where(
        ReferralEvent.referral_id == referral.id, ReferralEvent.verb.in_(verbs), ReferralEvent.note != ""
    )
    return list(session.scalars(query.order_by(ReferralEvent.version)))


def _addressee(row: Notice, referral: Referral, partnership: Partnership) -> str:
    if row.told == MEMBER:
        return f"The councillor for {_ward(referral, partnership)} who referred it"
    if row.told == COMMITTEE:
        return _the(partnership.scrutiny_committee)
    if row.kind == NoticeKind.REDIRECTION:
        return _sent_to(referral, partnership)
    return bodies.names(partnership).get(row.told, row.told)


def _sent_to(referral: Referral, partnership: Partnership) -> str:
    """The group it went to, or the body that governs the authority whose matter it is."""
    name = bodies.names(partnership).get(referral.body, "")
    return partnership.scrutiny.governs(referral.body) or name


def _ward(referral: Referral, partnership: Partnership) -> str:
    return next((ward.name for ward in partnership.wards if ward.code == referral.ward), "a former ward")


def _the(name: str) -> str:
    return name if name.lower().startswith("the ") else f"the {name}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _day(moment: date | None) -> str:
    return day(moment) if moment else ""
