"""What follows a close, for stories: people who answered, findings, what officers wrote."""

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.consultations.after import telling
from portal.consultations.after.rules import Verdict
from portal.consultations.after.telling import NewFinding
from portal.consultations.models import WrittenAnswer
from portal.consultations.rules import TextState
from portal.outcomes import service as outcomes
from portal.outcomes.rules import Facts, Progress
from portal.partnership.rules import Partnership
from tests.builders.consultations import AFTER, a_consultation, a_receipt, an_answer
from tests.builders.outcomes import some_words

SLUG = "what-first"
OFFICER = "o" * 26
FINE = Facts(reports=None, sensitive=False, proceedings=False)
SAID = "Most people want brighter paths first."
WARDS = ("north", "south")


def people_answered(session: Session, partnership: Partnership, number: int, **changes: object) -> None:
    """So many people answered the consultation: residents of two wards by turns."""
    a_consultation(session)
    more_answered(session, partnership, number, **changes)


def more_answered(session: Session, partnership: Partnership, number: int, **changes: object) -> None:
    """So many more."""
    for count in range(number):
        given = {"ward": WARDS[count % 2], "change": ("better", "worse")[count // 2 % 2], **changes}
        receipt = a_receipt(f"person {count} {sorted(changes.items())}")
        an_answer(session, partnership, receipt=receipt, **given)


def cleared(session: Session, question: str, words: str) -> None:
    """An officer cleared one text of a question, as these words; all others wait."""
    waiting = select(WrittenAnswer.id).where(WrittenAnswer.question == question)
    first = session.scalars(waiting.order_by(WrittenAnswer.id)).first()
    state = {"state": TextState.CLEARED, "sanitised": words}
    session.execute(update(WrittenAnswer).where(WrittenAnswer.id == first).values(**state))


def a_finding(session: Session, *, now: datetime = AFTER, public: bool = True, **changes: object) -> str:
    """A finding whose outcome everybody reads; its id."""
    verdict = Verdict(str(changes.pop("verdict", "accepted")))
    words = some_words(decided_on=date(2026, 12, 14), progress=Progress.UNDER_WAY, **changes)
    new = NewFinding(SAID, verdict, "change")
    finding = telling.add(session, SLUG, new, words, actor_id=OFFICER, now=now)
    if public:
        told = telling.working(session, SLUG, now=now).findings[-1]
        outcomes.publish(session, told.outcome.id, FINE, seen_version=1, actor_id=OFFICER, now=now)
    return finding
