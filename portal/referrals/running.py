"""Which clocks run in which state of a referral; nothing runs in a draft, or once a referral has ended."""

from collections.abc import Iterator
from datetime import date

from portal.contact.clocks import month_later
from portal.core.sentences import several
from portal.core.workdays import day_words, days_off
from portal.partnership.referring import Referring
from portal.referrals.clocks import (
    MONTHS_OF_THE_YEAR,
    Asked,
    Due,
    Owner,
    Picture,
    counted,
    counted_calendar,
    due,
    notice_days,
)
from portal.referrals.noticing import NoticeKind
from portal.referrals.rules import State
from portal.referrals.sitting import Day, SittingState, agenda_day
from portal.referrals.standing import Calendar


def dues(picture: Picture, calendar: Calendar, terms: Referring) -> tuple[Due, ...]:
    """Everything that is due, the earliest first."""
    found = [*_notices(picture, calendar, terms)]
    by_state = _BY_STATE.get(picture.standing.state)
    if by_state is not None:
        found += by_state(picture, calendar, terms)
    return tuple(sorted(found, key=lambda due: (due.on, due.code, due.who)))


_NOTICE_CLOCKS = {
    NoticeKind.ACKNOWLEDGEMENT: "acknowledge",
    NoticeKind.NO_REPORT: "reasons",
    NoticeKind.DUTY: "duty",
    NoticeKind.REPORT_COPY: "duty",
}


def _notices(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    for notice in picture.notices:
        code = _NOTICE_CLOCKS.get(notice.kind, "notice")
        days = notice_days(notice.kind, calendar)
        _, steps = counted("Owed since the step", notice.owed_on, days, calendar)
        yield due(terms, code, notice.due_on, Owner.SCRUTINY_OFFICER, steps, who=notice.id)


def _submitted(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    start = picture.standing.advice_from
    if start is not None:
        days = calendar.clocks.referral_advice_working_days
        on, steps = counted("It was sent", start, days, calendar)
        yield due(terms, "advice", on, Owner.SCRUTINY_OFFICER, steps)


def _with_member(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    """Returned, or advised against: the member's turn, in time for the next agenda; or nobody's, who left."""
    left = picture.standing.member_left_on
    if left is not None:
        days = calendar.clocks.referral_lapse_days
        on, steps = counted_calendar("It was known that the councillor had left", left, days)
        yield due(terms, "lapse", on, Owner.SCRUTINY_OFFICER, steps)
        return
    found = calendar.next_sitting(picture.today)
    if found is None:
        yield from _plan_one(picture, calendar, terms)
    else:
        on, steps = _agenda(found, calendar)
        yield due(terms, "returned", on, Owner.MEMBER, steps)


def _listed(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    sitting = calendar.sitting(picture.standing.sitting_id)
    if sitting is None:
        yield from _plan_one(picture, calendar, terms)
        return
    on, steps = _agenda(sitting, calendar)
    yield due(terms, "agenda", on, Owner.SCRUTINY_OFFICER, steps)
    sits = (f"The committee sits on {day_words(sitting.on)}",)
    yield due(terms, "sitting", sitting.on, Owner.COMMITTEE, sits)


def _plan_one(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    sat = max((day.on for day in calendar.sittings if _sat(day)), default=None)
    start = sat or picture.standing.listed_on or picture.submitted_on
    if start is not None:
        end = month_later(start, MONTHS_OF_THE_YEAR)
        began = "The committee last sat" if sat else "No sitting is known; the matter waits since"
        steps = (f"{began} {day_words(start)}", f"Twelve months later is {day_words(end)}")
        yield due(terms, "plan_sitting", end, Owner.SCRUTINY_OFFICER, steps)


def _considered(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    start, began = picture.considered_on, "The committee considered it"
    if picture.resumed_on is not None:
        start, began = picture.resumed_on, "The committee took it up again"
    if start is not None:
        days = calendar.clocks.referral_notice_working_days
        on, steps = counted(began, start, days, calendar)
        yield due(terms, "decision", on, Owner.COMMITTEE, steps)


def _decided(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    if picture.decided_on is not None:
        days = calendar.clocks.referral_notice_working_days
        on, steps = counted("The committee decided", picture.decided_on, days, calendar)
        yield due(terms, "close", on, Owner.SCRUTINY_OFFICER, steps)


def _report_made(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    if picture.decided_on is not None:
        days = calendar.clocks.referral_notice_working_days
        on, steps = counted("The report was made", picture.decided_on, days, calendar)
        yield due(terms, "duty", on, Owner.SCRUTINY_OFFICER, steps)


def _information(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    for asked in picture.information:
        if asked.answered_on is None:
            named = (f"Asked on {day_words(asked.asked_on)}", f"The request names {day_words(asked.due_on)}")
            yield due(terms, "information", asked.due_on, Owner.BODY, named, who=asked.body)
    if all(asked.answered_on for asked in picture.information):
        came = max((asked.answered_on for asked in picture.information if asked.answered_on), default=None)
        start = came or picture.decided_on
        if start is not None:
            days = calendar.clocks.referral_notice_working_days
            on, steps = counted("The last answer came", start, days, calendar)
            yield due(terms, "decision", on, Owner.COMMITTEE, steps)


def _awaiting(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    waits = [asked for asked in picture.recipients if asked.answered_on is None]
    yield from _responses(waits, calendar, terms)
    if not waits and picture.recipients:
        came = max(asked.answered_on for asked in picture.recipients if asked.answered_on)
        days = calendar.clocks.referral_notice_working_days
        on, steps = counted("The last answer came", came, days, calendar)
        yield due(terms, "review", on, Owner.SCRUTINY_OFFICER, steps)


def _responses(waits: list[Asked], calendar: Calendar, terms: Referring) -> Iterator[Due]:
    for asked in waits:
        days = calendar.clocks.response_days
        steps = counted_calendar("The report is dated", asked.asked_on, days)[1]
        if asked.later_on is not None:
            steps = (
                *steps,
                f"Not reasonably possible by then; the body named {day_words(asked.later_on)}",
            )
        yield due(terms, "response", asked.later_on or asked.due_on, Owner.BODY, steps, who=asked.body)


def _monitoring(picture: Picture, calendar: Calendar, terms: Referring) -> Iterator[Due]:
    yield from _responses([each for each in picture.recipients if each.answered_on is None], calendar, terms)
    for promised in picture.promised:
        named = (f"Promised on {day_words(promised.given_on)}", f"The body named {day_words(promised.by)}")
        yield due(terms, "action", promised.by, Owner.BODY, named, who=promised.body)
    start = picture.monitored_from
    if start is None:
        return
    half_year = month_later(start, calendar.clocks.monitoring_months)
    last = max(picture.reviewed_on, default=start)
    if last < half_year:
        months = f"{several(calendar.clocks.monitoring_months, 'month')} later is {day_words(half_year)}"
        yield due(terms, "review", half_year, Owner.COMMITTEE, (f"Watched from {day_words(start)}", months))
    else:
        days = calendar.clocks.referral_notice_working_days
        on, steps = counted("The committee last looked", last, days, calendar)
        yield due(terms, "close", on, Owner.SCRUTINY_OFFICER, steps)
    following = min((day.on for day in calendar.sittings if _counts_since(day, last)), default=None)
    if following is not None and last < half_year:
        steps = (f"The next sitting is on {day_words(following)}",)
        yield due(terms, "review", following, Owner.COMMITTEE, steps)


def _agenda(sitting: Day, calendar: Calendar) -> tuple[date, tuple[str, ...]]:
    clear = calendar.clocks.agenda_clear_days
    on = agenda_day(sitting.on, clear, calendar.holidays)
    return on, (
        f"The committee sits on {day_words(sitting.on)}",
        f"{several(clear, 'clear working day')} before it, neither end counted",
        *days_off(on, sitting.on, calendar.holidays),
        f"The agenda is out by {day_words(on)}",
    )


def _sat(day: Day) -> bool:
    return day.for_crime and day.state is SittingState.HELD


def _counts_since(day: Day, last: date) -> bool:
    """One ahead, or one at which the committee should have looked and did not."""
    return day.for_crime and day.state is not SittingState.CALLED_OFF and day.on > last


_BY_STATE = {
    State.SUBMITTED: _submitted,
    State.RETURNED: _with_member,
    State.NOT_LOCAL_MATTER: _with_member,
    State.LISTED: _listed,
    State.CONSIDERED: _considered,
    State.NO_REPORT: _decided,
    State.REDIRECTED: _decided,
    State.SENT_TO_GROUP: _decided,
    State.INFORMATION_REQUESTED: _information,
    State.REPORT_MADE: _report_made,
    State.AWAITING_RESPONSES: _awaiting,
    State.MONITORING: _monitoring,
}
"""Which clocks run in which state; a draft is the member's own time, and nothing runs once it has ended."""
