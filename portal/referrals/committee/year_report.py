"""A year of the committee in figures: what was referred, listed, decided, answered, and how fast.

A year runs from April to March. Counts are of referrals and papers, never of people; nothing names a member.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.documents import Document, Heading, Items, Paragraph, Table
from portal.core.windows import london_midnight
from portal.core.workdays import DAY
from portal.core.years import Years
from portal.partnership.rules import Partnership
from portal.referrals import closed
from portal.referrals.committee_models import Sitting
from portal.referrals.counted import is_sensitive
from portal.referrals.models import Referral, ReferralEvent
from portal.referrals.noticing import NoticeState
from portal.referrals.report_models import Notice, Recipient, Response
from portal.referrals.rules import ANSWER_WORDS, AnswerKind, Verb
from portal.referrals.sitting import SittingState
from portal.web.filters import day

LISTED = {
    Verb.ADVISE_LOCAL: "Listed on officers’ advice",
    Verb.RUN_OUT: "Listed because no advice came in time",
    Verb.INSIST: "Listed because the councillor insisted",
}
DECIDED = {
    Verb.NO_REPORT: "No report",
    Verb.MAKE_REPORT: "A report with recommendations",
    Verb.REDIRECT: "Sent to a governing body",
    Verb.SEND_TO_GROUP: "Sent to a group of the partnership",
    Verb.REQUEST_INFORMATION: "Information asked for first",
}
ENDED = {
    Verb.WITHDRAW: "Withdrawn by the councillor",
    Verb.LAPSE: "Ended because the councillor left",
    Verb.CLOSE: "Closed",
}


@dataclass(frozen=True, slots=True)
class YearReport:
    """One year: tables of what and how often, and the items that were closed to the public."""

    years: Years
    until: date
    sittings: tuple[date, ...]
    days_to_discussion: int | None
    tables: tuple[Table, ...]
    closed: tuple[tuple[str, int], ...]
    sensitive: int


def of(session: Session, years: Years, *, partnership: Partnership, today: date) -> YearReport:
    """The year's figures, up to today where it is not over."""
    first, last = years.starts_on, min(years.ends_on, today)
    happened = _events(session, first, last)
    referred = session.scalars(select(Referral).where(Referral.submitted_on.between(first, last))).all()
    discussed = session.scalars(select(Referral).where(Referral.considered_on.between(first, last))).all()
    took = [
        (row.considered_on - row.submitted_on).days
        for row in discussed
        if row.considered_on and row.submitted_on
    ]
    return YearReport(
        years=years,
        until=last,
        sittings=_sittings(session, first, last),
        days_to_discussion=round(median(took)) if took else None,
        tables=(
            _table(
                "Referrals", [("Referred", len(referred)), ("Discussed", len(discussed))], happened, ENDED
            ),
            _table("How they came onto an agenda", [], happened, LISTED),
            _table("What the committee decided", [], happened, DECIDED),
            _wards(referred, partnership),
            *_answers(session, first, last),
            _notices(session, first, last),
        ),
        closed=_closed(session, first, last, partnership),
        sensitive=sum(is_sensitive(row, partnership) for row in referred),
    )


def document(report: YearReport, *, committee: str, council: str) -> Document:
    """The year's report as a document."""
    sat = ", ".join(day(on) for on in report.sittings) or "no sitting yet"
    parts = [
        Paragraph(f"{council}\n{committee}"),
        Paragraph(f"From {day(report.years.starts_on)} to {day(report.until)}"),
        Paragraph(f"Sat for crime and disorder on: {sat}."),
        *([Paragraph(_took(report.days_to_discussion))] if report.days_to_discussion is not None else []),
        *report.tables,
        Heading("What was discussed without the public"),
        Items(tuple(f"{words}: {number}" for words, number in report.closed))
        if report.closed
        else Paragraph("Nothing."),
    ]
    return Document(f"Scrutiny of crime and disorder, {report.years}", tuple(parts), subject=committee)


def _took(days: int) -> str:
    return f"From referral to discussion: {days} days in the middle."


def _events(session: Session, first: date, last: date) -> Counter[Verb]:
    """How many steps of each kind were taken on these days."""
    query = (
        select(ReferralEvent.verb, func.count())
        .where(ReferralEvent.at >= london_midnight(first), ReferralEvent.at < london_midnight(last + DAY))
        .group_by(ReferralEvent.verb)
    )
    return Counter({Verb(verb): number for verb, number in session.execute(query)})


def _table(
    caption: str, counted: Sequence[tuple[str, int]], happened: Counter[Verb], verbs: dict[Verb, str]
) -> Table:
    rows = [*counted, *((words, happened[verb]) for verb, words in verbs.items())]
    return _numbers(caption, "What", rows)


def _wards(referred: Sequence[Referral], partnership: Partnership) -> Table:
    names = {ward.code: ward.name for ward in partnership.wards}
    found = Counter(names.get(row.ward, "A former ward") for row in referred)
    return _numbers("Referrals by ward", "Ward", sorted(found.items()))


def _answers(session: Session, first: date, last: date) -> tuple[Table, ...]:
    told = session.scalars(select(Recipient).where(Recipient.report_on.between(first, last))).all()
    came = [row for row in told if row.answered_on]
    in_time = [row for row in came if row.answered_on and row.answered_on <= row.due_on]
    late = [row for row in told if row.answered_on is None and row.due_on < last]
    query = select(Response.answer, func.count()).where(Response.recipient_id.in_([row.id for row in told]))
    kinds = {row[0]: row[1] for row in session.execute(query.group_by(Response.answer))}
    return (
        _numbers(
            "Who had to answer a report",
            "Answers",
            [
                ("Had to answer", len(told)),
                ("Answered in 28 days", len(in_time)),
                ("Answered later", len(came) - len(in_time)),
                (
                    "Said why an answer in time was not reasonably possible",
                    sum(bool(row.later_on) for row in told),
                ),
                ("Have not answered although the day has passed", len(late)),
            ],
        ),
        _numbers(
            "What they answered to each recommendation",
            "Answer",
            [(words.capitalize(), kinds.get(kind.value, 0)) for kind, words in _kinds()],
        ),
    )


def _kinds() -> list[tuple[AnswerKind, str]]:
    return list(ANSWER_WORDS.items())


def _notices(session: Session, first: date, last: date) -> Table:
    rows = session.scalars(select(Notice).where(Notice.due_on.between(first, last))).all()
    out = [row for row in rows if row.state == NoticeState.ISSUED and row.issued_on]
    in_time = sum(1 for row in out if row.issued_on and row.issued_on <= row.due_on)
    owed = sum(row.state == NoticeState.OWED and row.due_on < last for row in rows)
    counted = [("Sent in time", in_time), ("Sent late", len(out) - in_time), ("Overdue", owed)]
    return _numbers("Notices", "Notices", counted)


def _sittings(session: Session, first: date, last: date) -> tuple[date, ...]:
    held = (Sitting.state == SittingState.HELD, Sitting.for_crime, Sitting.on.between(first, last))
    return tuple(session.scalars(select(Sitting.on).where(*held).order_by(Sitting.on)))


def _closed(
    session: Session, first: date, last: date, partnership: Partnership
) -> tuple[tuple[str, int], ...]:
    words = {each.code: f"{each.words} ({each.source})" for each in partnership.scrutiny.closed_reasons}
    found = Counter(words.get(each.reason, each.reason) for each in closed.between(session, first, last))
    return tuple(sorted(found.items()))


def _numbers(caption: str, head: str, rows: Sequence[tuple[str, int]]) -> Table:
    shown = tuple((words, str(number)) for words, number in rows) or (("None yet", "0"),)
    return Table(caption, (head, "Number"), shown)
