"""Complaints, requests and questions as people send them, for stories."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.seal import Opener
from portal.contact import service
from portal.contact.cases import By
from portal.contact.models import ContactCase
from portal.contact.rules import Kind, Request, Risk, State, Want
from portal.contact.service import Keeping, Received, SealTo
from portal.partnership.rules import Partnership
from tests.builders.concerns import MONDAY, PHRASE, RECOVERY, WORKING, WORKING_PRIVATE, a_receipt

OFFICER = "o" * 26
SEAL_TO = SealTo(WORKING, RECOVERY)
OPENER = Opener(WORKING_PRIVATE)

SEALED = ("writer_public", "digest", "sealed_working", "sealed_recovery", "sealed_for_writer")
"""Columns in which only keys and sealed words lie."""

TEXTS = {
    Kind.ABOUT_ME: "A neighbour says that I am on your website because of my dog.",
    Kind.COMPLAINT: "My housing officer was told what I said to the police.",
    Kind.QUESTION: "When will the lights under the bridge be mended?",
}


def a_request(kind: Kind = Kind.ABOUT_ME, **changes: object) -> Request:
    """What somebody asks."""
    values: dict[str, object] = {"kind": kind, "text": TEXTS[kind]}
    if kind is Kind.ABOUT_ME:
        values |= {"wants": (Want.SEE, Want.REMOVE), "contact": "ring me on 07700 900123"}
    if kind is Kind.COMPLAINT:
        values |= {"agency": "council"}
    return Request(**{**values, **changes})  # type: ignore[arg-type]


def kept_with(partnership: Partnership, phrase: str = PHRASE) -> Keeping:
    """With what a case is kept."""
    return Keeping(a_receipt(phrase), SEAL_TO, partnership.clocks)


def asked(
    session: Session,
    partnership: Partnership,
    kind: Kind = Kind.ABOUT_ME,
    *,
    phrase: str = PHRASE,
    now: datetime = MONDAY,
    **changes: object,
) -> Received:
    """A case that has been sent."""
    return service.receive(session, a_request(kind, **changes), kept_with(partnership, phrase), now=now)


def the_case(session: Session) -> ContactCase:
    """The one case there is."""
    return session.scalars(select(ContactCase)).one()


def some_rows(session: Session, number: int, state: State = State.RECEIVED) -> set[str]:
    """The ids of so many cases in a state that nobody can open; they came and are due on a few days."""
    known = session.scalar(select(func.count()).select_from(ContactCase)) or 0
    rows = [
        ContactCase(
            id=f"case{each:04}",
            kind=Kind.COMPLAINT,
            wants="",
            agency="council",
            state=state,
            risk=Risk.NORMAL,
            flags="",
            received_on=MONDAY.date() - timedelta(days=each % 5),
            due_at=MONDAY + timedelta(days=each % 7),
            extended=False,
            message_waiting=False,
            version=1,
            lookup=f"{each:032}".encode(),
            **dict.fromkeys(SEALED, bytes(32)),
        )
        for each in range(known, known + number)
    ]
    session.add_all(rows)
    session.flush()
    return {row.id for row in rows}


def an_officer(partnership: Partnership) -> By:
    """Who takes the steps."""
    return By(OFFICER, SEAL_TO, partnership.clocks)
