"""Reminds officers that an answer is due, or promised: four weeks before, one week before, and the day after.

The mail says neither which consultation it is about nor anything of it; the sign-in page is all it holds.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.consultations import rows
from portal.consultations.after import rules as after
from portal.consultations.after.models import Afterwards
from portal.consultations.after.rules import Reminder
from portal.consultations.models import Consultation
from portal.consultations.rules import State
from portal.core.actors import Role
from portal.core.windows import london_date
from portal.outbox.service import queue
from portal.staff import queries as staff

SUBJECT = "An answer to people is due"
BODIES = {
    Reminder.FOUR_WEEKS: "In four weeks an answer is due to people who took part in something.",
    Reminder.ONE_WEEK: "In one week an answer is due to people who took part in something.",
    Reminder.OVERDUE: "An answer to people who took part in something is late. Write why, and by when.",
}
WHERE = "Sign in to read which: {origin}/staff/consultations"


def remind(session: Session, *, origin: str, now: datetime) -> int:
    """Write the reminders whose day has come, each once; for how many consultations."""
    reminded = 0
    waiting = select(Consultation).where(
        Consultation.closes_at < now, Consultation.state.in_((State.READY, State.REPORTED))
    )
    for consultation in session.scalars(waiting.order_by(Consultation.id)).all():
        row = session.get(Afterwards, consultation.id, with_for_update=True)
        already = row.reminded.split() if row else []
        promised = row.promised_on if row else None
        day = promised or after.due_on(rows.window_of(consultation).last_day)
        due = after.reminders(day, london_date(now), already)
        if not due:
            continue
        if row is None:
            row = Afterwards(consultation_id=consultation.id, late_reason="", reminded="", version=0)
            session.add(row)
        row.reminded = " ".join([*already, *due])
        _write(session, due[-1], origin, now)
        reminded += 1
    session.flush()
    return reminded


def _write(session: Session, reminder: Reminder, origin: str, now: datetime) -> None:
    body = f"{BODIES[reminder]}\n\n{WHERE.format(origin=origin)}\n"
    for email in staff.emails_of(session, Role.ENGAGEMENT_OFFICER):
        queue(session, to=email, subject=SUBJECT, body=body, now=now)
