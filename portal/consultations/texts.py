"""What respondents write: sealed, and before an officer at the close or, with words of danger, at once.

Keeps no text that can be read without the partnership's key. A text that did not change stays as it was
decided.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.adapters.holidays import england
from portal.adapters.seal import ReceiptKeys, SealTo, derive, seal
from portal.adapters.signing import SigningSecrets
from portal.adapters.tokens import keyed_digest, new_id
from portal.consultations import rules, signatures
from portal.consultations.models import Consultation, Response, WrittenAnswer, WrittenDecision
from portal.consultations.questions.base import Value
from portal.consultations.questions.registry import Document
from portal.consultations.rules import Risk, TextState
from portal.core.words import danger
from portal.partnership.rules import Partnership
from portal.settings import Settings


@dataclass(frozen=True, slots=True)
class Seals(SealTo):
    """What a consultation's words are sealed to, and signed with.

    `signing` holds the secrets that make copied texts visible and open nothing; without it none is signed.
    """

    signing: SigningSecrets | None = None

    @classmethod
    def of(cls, settings: Settings) -> "Seals":
        """As this process is set up."""
        return cls(settings.seal_public, settings.recovery_public, SigningSecrets(settings.signing_folder))


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds one sending: where, under which keys, whose promises, when."""

    consultation: Consultation
    receipt: ReceiptKeys
    seals: Seals
    partnership: Partnership
    now: datetime


def keep(
    session: Session, response: Response, document: Document, accepted: dict[str, Value], setting: Setting
) -> None:
    """Make the stored texts of a response those that were sent now."""
    mine = select(WrittenAnswer).where(WrittenAnswer.response_id == response.id)
    held = {row.question: row for row in session.scalars(mine)}
    asked = [each for each in document.questions if each.code in accepted]
    written = {name: text for each in asked for name, text in each.texts(accepted[each.code]).items()}
    forget(session, [row.id for name, row in held.items() if name not in written])
    for name, text in written.items():
        _keep_one(session, response, name, text, held.get(name), setting)


def put(session: Session, response: Response, name: str, text: str | None, setting: Setting) -> None:
    """Make one text of a response say this; without a text it goes."""
    mine = (WrittenAnswer.response_id == response.id, WrittenAnswer.question == name)
    row = session.scalars(select(WrittenAnswer).where(*mine)).first()
    if text:
        _keep_one(session, response, name, text, row, setting)
    elif row is not None:
        forget(session, [row.id])


def forget(session: Session, ids: list[str]) -> None:
    """Delete texts with everything decided about them."""
    session.execute(delete(WrittenDecision).where(WrittenDecision.text_id.in_(ids)))
    session.execute(delete(WrittenAnswer).where(WrittenAnswer.id.in_(ids)))


def _keep_one(
    session: Session,
    response: Response,
    question: str,
    text: str,
    row: WrittenAnswer | None,
    setting: Setting,
) -> None:
    plain = text.encode("utf-8")
    digest = keyed_digest(derive(setting.receipt.symmetric, "text"), question.encode(), plain)
    if row is not None and row.digest == digest:
        return
    if row is None:
        row = WrittenAnswer(
            id=new_id(),
            consultation_id=setting.consultation.id,
            response_id=response.id,
            question=question,
            version=0,
        )
    else:
        session.execute(delete(WrittenDecision).where(WrittenDecision.text_id == row.id))
    kinds = danger(text)
    row.risk = Risk.HIGH if kinds else Risk.NORMAL
    row.digest = digest
    row.sealed = seal(setting.seals.working, plain)
    row.sealed_recovery = seal(setting.seals.recovery, plain)
    row.signature = _signature(text, setting)
    row.flags = " ".join(sorted(kinds))
    row.enters_at = _hour(setting.now) if kinds else setting.consultation.closes_at
    row.due_at = rules.text_due(
        row.enters_at, urgent=bool(kinds), clocks=setting.partnership.clocks, holidays=england()
    )
    _start_anew(row)
    session.add(row)


def _signature(text: str, setting: Setting) -> bytes | None:
    """What finds copies of the text; none once the secret's days are over, so that it is not made anew."""
    days = timedelta(days=signatures.kept_days(setting.partnership.retention))
    if setting.seals.signing is None or setting.now >= setting.consultation.closes_at + days:
        return None
    secret = setting.seals.signing.of(setting.consultation.id)
    return signatures.sign(text, secret) if secret else None


def _start_anew(row: WrittenAnswer) -> None:
    row.state = TextState.HELD
    row.sanitised = row.decided_on = row.decline_code = None
    row.version += 1


def _hour(moment: datetime) -> datetime:
    """The whole hour before, so that the queue does not tell the minute."""
    return moment.replace(minute=0, second=0, microsecond=0)
