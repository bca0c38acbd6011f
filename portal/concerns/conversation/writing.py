"""The page on which the holder of a receipt answers or adds something, and what happens when it is sent.

Personal details are pointed out once before anything is kept; after that it is sent as it stands. Whatever
goes wrong, what was typed stays on the page.
"""

from dataclasses import dataclass
from typing import Any

from forms.concern_messages import MessageForm
from portal.concerns.conversation import service
from portal.concerns.conversation.rules import TooManyMessages
from portal.concerns.conversation.service import Message, Sent
from portal.concerns.receipt_page import (
    STILL_HERE,
    UNKNOWN,
    Answer,
    Holder,
    Seen,
    ask_page,
    carried,
    draw,
    look,
    question_of,
)
from portal.concerns.report import TextMissing, TextTooLong
from portal.concerns.reporting.checking import DETAIL_WORDS, danger_lines
from portal.concerns.service import SealTo
from portal.core.errors import DomainError, MoveNotAllowed, NotFound
from portal.core.words import Piece, details, mask, pieces
from portal.partnership.current import current
from portal.web.context import now, settings, transaction
from portal.web.guard import count_one

LIMIT = "concern.message"

AGED = "This page was open for a long time. Look through what you wrote, then send it."
TAKEN_BACK = (
    "You took this report back, so nothing more is kept with it. To tell us again, start a new report."
)
FULL = (
    "You have added a lot to this report already. Call 101, or start a new report, so that somebody can help."
)
TOO_LONG = "Shorten this a little: with the details hidden it is longer than we can keep."
LOOKED = "yes"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its likely personal details: the parts, what they look like, and how it reads without."""

    pieces: tuple[Piece, ...]
    kinds: tuple[str, ...]
    masked: str


def send() -> Answer:
    """Keep what was written, or show it again with what stands in the way."""
    form, holder = MessageForm(), carried()
    if holder is None:
        return ask_page(STILL_HERE)
    seen = look(holder)
    if seen is None:
        return ask_page(UNKNOWN)
    if not form.validate_on_submit():
        return write_page(holder, seen, form, status=422)
    if holder.aged:
        return _refuse(holder, seen, form, AGED)
    if not form.looked.data and details(form.text.data):
        form.looked.data = LOOKED
        return write_page(holder, seen, form)
    return _keep(holder, seen, form)


def write_page(holder: Holder, seen: Seen, form: Any, *, status: int = 200) -> Answer:
    """The one box, with the question it answers; marked once somebody was asked to look at it."""
    question = question_of(seen, form)
    form.called("Your answer" if question else "What do you want to add or put right?")
    text = form.text.data or ""
    marked = _marked(text) if form.looked.data else None
    return draw(
        "concerns/follow_up_write.html",
        holder,
        seen,
        status=status,
        form=form,
        question=question,
        marked=marked if marked and marked.kinds else None,
        helplines=danger_lines(text),
    )


def _keep(holder: Holder, seen: Seen, form: Any) -> Answer:
    text = form.text.data
    if form.hide.data:
        text = mask(text, details(text))
    try:
        sent = _stored(holder, Message(text, form.question.data or None))
    except NotFound:
        return ask_page(UNKNOWN)
    except (MoveNotAllowed, TooManyMessages, TextMissing, TextTooLong) as refused:
        return _refuse(holder, seen, form, _words_for(refused))
    return draw("concerns/follow_up_sent.html", holder, seen, sent=sent, helplines=danger_lines(text))


def _stored(holder: Holder, message: Message) -> Sent:
    with transaction() as session:
        sent = service.write(
            session,
            message,
            receipt=holder.keys,
            clocks=current().clocks,
            seal_to=SealTo(settings().seal_public, settings().recovery_public),
            now=now(),
        )
        if sent.stored:
            count_one(LIMIT)
    return sent


def _refuse(holder: Holder, seen: Seen, form: Any, words: str) -> Answer:
    form.form_errors.append(words)
    return write_page(holder, seen, form, status=422)


def _words_for(refused: DomainError) -> str:
    if isinstance(refused, MoveNotAllowed):
        return TAKEN_BACK
    return FULL if isinstance(refused, TooManyMessages) else TOO_LONG


def _marked(text: str) -> Marked:
    cut = pieces(text)
    kinds = tuple(sorted({DETAIL_WORDS[piece.kind] for piece in cut if piece.kind}))
    return Marked(cut, kinds, mask(text, details(text)))
