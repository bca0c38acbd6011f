"""The second typing of a paper, and choosing between two typings that differ.

Whoever typed first cannot type second. Nothing of the second typing is kept but what differs, sealed where it
was typed freely, and only until somebody chose. The optional questions about a person are not typed twice: no
table may set them beside the other answers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.seal import Opener, seal
from portal.consultations import rows, rules, texts
from portal.consultations.channels import batches
from portal.consultations.channels.models import Arrival, Batch, Sheet, SheetDifference
from portal.consultations.channels.paper import Filled, Typist, lenient, locked
from portal.consultations.channels.rules import BatchState, NotNow, SamePerson, Which, compare, fields
from portal.consultations.models import Consultation, Response, WrittenAnswer
from portal.consultations.questions.base import Kind, Question, Value
from portal.consultations.questions.registry import Document
from portal.consultations.questions.several import OTHER, Several
from portal.core.errors import NotFound
from portal.ledger.service import record

NOTHING = Filled({})
"""No third typing."""


@dataclass(frozen=True, slots=True)
class Differing:
    """One answer with its two typings, in words."""

    part: str
    title: str
    first: tuple[str, ...]
    second: tuple[str, ...]


def check_second(session: Session, batch_id: str, sheet_id: str, *, actor_id: str) -> Sheet:
    """The paper, if this officer may type it a second time. Raises `NotFound`, `NotNow`, `SamePerson`."""
    batch = session.get(Batch, batch_id)
    sheet = session.get(Sheet, sheet_id)
    if batch is None or sheet is None or sheet.batch_id != batch_id:
        raise NotFound(kind="paper")
    if batch.state != BatchState.CHECKING or not sheet.sampled or sheet.checked:
        raise NotNow(state=BatchState(batch.state))
    arrival = session.get(Arrival, sheet.response_id)
    if arrival is None or arrival.entered_by == actor_id:
        raise SamePerson()
    return sheet


def again(
    session: Session,
    batch_id: str,
    sheet_id: str,
    filled: Filled,
    typist: Typist,
    *,
    opener: Opener,
    now: datetime,
) -> int:
    """Compare a second typing with the first; answers in how many answers they differ.

    Raises `NotFound`, `NotNow`, `SamePerson`, `AnswerRefused`. The same officer's repeat changes nothing.
    """
    batch, consultation = locked(session, batch_id)
    known = session.get(Sheet, sheet_id)
    if known is not None and known.checked and known.second_by == typist.actor_id:
        return len(_open(session, known))
    sheet = check_second(session, batch_id, sheet_id, actor_id=typist.actor_id)
    document = rows.document_of(consultation)
    accepted = lenient(document).accept(dict(filled.answers))
    response = session.get(Response, sheet.response_id)
    assert response is not None  # a foreign key holds it
    first = _parts(document, _chosen(response), _words(session, response, opener))
    second = _parts(document, _told(document, accepted), _written(document, accepted))
    found = compare(first, second)
    for part in found.parts:
        session.add(_difference(sheet, part, document, accepted, typist))
    sheet.checked, sheet.second_by = True, typist.actor_id
    sheet.fields, sheet.different = found.fields, found.different
    _note(session, "paper.compared", batch, sheet, typist.actor_id, now)
    batches.count_if_done(session, batch, actor_id=typist.actor_id, now=now)
    return len(found.parts)


def differing(session: Session, batch_id: str, sheet_id: str, *, opener: Opener) -> tuple[Differing, ...]:
    """What differs on a paper and was not settled, both typings opened. Raises `NotFound`."""
    sheet = session.get(Sheet, sheet_id)
    batch = session.get(Batch, batch_id)
    if sheet is None or batch is None or sheet.batch_id != batch_id:
        raise NotFound(kind="paper")
    consultation = session.get(Consultation, batch.consultation_id)
    response = session.get(Response, sheet.response_id)
    assert consultation is not None and response is not None  # foreign keys hold them
    document = rows.document_of(consultation)
    chosen, words = _chosen(response), _words(session, response, opener)
    by_code = {each.code: each for each in document.questions}
    titles = document.written_titles
    found = []
    for each in _open(session, sheet):
        if each.part in titles:
            second = opener.open(each.sealed).decode("utf-8") if each.sealed else ""
            told = (_said(words.get(each.part, "")), _said(second))
            found.append(Differing(each.part, titles[each.part], *told))
        else:
            question = by_code[each.part]
            second_value = json.loads(each.second) if each.second else None
            two = (_summary(question, chosen.get(each.part)), _summary(question, second_value))
            found.append(Differing(each.part, question.title, *two))
    return tuple(found)


def choose(
    session: Session,
    batch_id: str,
    sheet_id: str,
    choices: Mapping[str, Which],
    typist: Typist,
    *,
    opener: Opener,
    now: datetime,
    third: Filled = NOTHING,
) -> bool:
    """Settle differences of a paper; answers whether its pile counts now. What is settled stays as it is.

    `third` is what the paper says where neither typing is right. Raises `NotFound`.
    """
    batch, consultation = locked(session, batch_id)
    sheet = session.get(Sheet, sheet_id)
    if sheet is None or sheet.batch_id != batch.id:
        raise NotFound(kind="paper")
    response = session.get(Response, sheet.response_id)
    assert response is not None  # a foreign key holds it
    document = rows.document_of(consultation)
    setting = texts.Setting(consultation, typist.receipt, typist.seals, typist.partnership, now)
    settled = [each for each in _open(session, sheet) if each.part in choices]
    for each in settled:
        if choices[each.part] is Which.SECOND:
            _apply(session, response, document, each.part, _typed_second(each, opener), setting)
        if choices[each.part] is Which.THIRD:
            _apply(session, response, document, each.part, _typed_third(document, each.part, third), setting)
        each.chosen = choices[each.part]
        each.second = each.sealed = each.sealed_recovery = None
    if settled:
        sheet.unclear = " ".join(sorted({*sheet.unclear.split(), *third.unclear}))
        _with_others(session, response, document)
        _note(session, "paper.settled", batch, sheet, typist.actor_id, now)
    return batches.count_if_done(session, batch, actor_id=typist.actor_id, now=now)


def _typed_second(difference: SheetDifference, opener: Opener) -> Value:
    """What stands in a difference: words that were sealed, or a value."""
    if difference.sealed is not None:
        return opener.open(difference.sealed).decode("utf-8")
    return json.loads(difference.second) if difference.second else None


def _typed_third(document: Document, part: str, third: Filled) -> Value:
    """The part's words or value as they were typed from the paper once more."""
    question = next(each for each in document.questions if part in (each.code, *dict(each.writings)))
    value = third.answers.get(question.code)
    if value is None:
        return None
    return question.texts(value).get(part) if part in document.written_titles else question.chosen(value)


def _apply(
    session: Session, response: Response, document: Document, part: str, value: Value, setting: texts.Setting
) -> None:
    """Make the paper say this."""
    if part in document.written_titles:
        texts.put(session, response, part, value, setting)
        return
    chosen = _chosen(response)
    chosen.pop(part, None)
    if value is not None:
        chosen[part] = value
    response.answers = json.dumps(chosen, ensure_ascii=False, sort_keys=True)
    by_kind = {each.kind: chosen.get(each.code) for each in document.questions}
    relation = by_kind.get(Kind.RELATION)
    response.audience = rules.audience(relation) if relation else None
    response.ward = by_kind.get(Kind.WARD) or (by_kind.get(Kind.PLACE) or {}).get("ward")


def _with_others(session: Session, response: Response, document: Document) -> None:
    """The tick beside a line to write on stands where something is written on the line."""
    session.flush()
    mine = select(WrittenAnswer.question).where(WrittenAnswer.response_id == response.id)
    written, chosen = set(session.scalars(mine)), _chosen(response)
    for question in document.questions:
        if isinstance(question, Several) and question.other:
            ticked = set((chosen.pop(question.code, None) or {}).get("chosen", ())) - {OTHER}
            ticked |= {OTHER} if question.text_name in written else set()
            if ticked:
                codes = [each.code for each in question.offered if each.code in ticked]
                chosen[question.code] = {"chosen": codes}
    response.answers = json.dumps(chosen, ensure_ascii=False, sort_keys=True)


def _difference(
    sheet: Sheet, part: str, document: Document, accepted: dict[str, Value], typist: Typist
) -> SheetDifference:
    row = SheetDifference(sheet_id=sheet.id, part=part)
    if part not in document.written_titles:
        value = _told(document, accepted).get(part)
        row.second = None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
    elif text := _written(document, accepted).get(part):
        row.sealed = seal(typist.seals.working, text.encode("utf-8"))
        row.sealed_recovery = seal(typist.seals.recovery, text.encode("utf-8"))
    return row


def _parts(document: Document, chosen: Mapping[str, Value], words: Mapping[str, str]) -> dict[str, Any]:
    """Every typed field, by question or text."""
    asked = [each for each in document.questions if each.asks and not each.apart and not each.is_text]
    found = {each.code: fields(each, chosen.get(each.code), {}) for each in asked}
    by_text = {name: fields(each, None, {name: words.get(name, "")}) for each, name in _texts(document)}
    return found | by_text


def _texts(document: Document) -> list[tuple[Question, str]]:
    return [(each, name) for each in document.questions for name, _ in each.writings]


def _told(document: Document, accepted: Mapping[str, Value]) -> dict[str, Value]:
    told = [each for each in document.questions if each.code in accepted]
    return {q.code: q.chosen(accepted[q.code]) for q in told if not q.apart and not q.is_text}


def _written(document: Document, accepted: Mapping[str, Value]) -> dict[str, str]:
    told = [each for each in document.questions if each.code in accepted]
    return {name: text for each in told for name, text in each.texts(accepted[each.code]).items()}


def _chosen(response: Response) -> dict[str, Value]:
    found: dict[str, Value] = json.loads(response.answers or "{}")
    return found


def _words(session: Session, response: Response, opener: Opener) -> dict[str, str]:
    mine = select(WrittenAnswer).where(WrittenAnswer.response_id == response.id)
    sealed = ((each.question, each.sealed) for each in session.scalars(mine))
    return {name: opener.open(text).decode("utf-8") for name, text in sealed if text is not None}


def _open(session: Session, sheet: Sheet) -> list[SheetDifference]:
    unsettled = (SheetDifference.sheet_id == sheet.id, SheetDifference.chosen.is_(None))
    return list(session.scalars(select(SheetDifference).where(*unsettled).order_by(SheetDifference.part)))


def _summary(question: Question, chosen: Value) -> tuple[str, ...]:
    return _said("") if chosen is None else question.summary(chosen)


def _said(words: str) -> tuple[str, ...]:
    return (words or "Not answered",)


def _note(session: Session, action: str, batch: Batch, sheet: Sheet, actor_id: str, now: datetime) -> None:
    subject = f"batch:{batch.id}"
    record(session, actor_id=actor_id, action=action, subject=subject, now=now, number=sheet.number)
