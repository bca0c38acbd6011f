"""Asking after a report by its receipt, and taking it back; writing more belongs to the conversation."""

from flask import render_template, request

from forms.concern_messages import MessageForm
from forms.concerns import FollowUpForm, ReceiptForm
from portal.concerns import service
from portal.concerns.conversation import writing
from portal.concerns.receipt_page import (
    AGAIN,
    UNKNOWN,
    Answer,
    Holder,
    ask_page,
    carried,
    draw,
    found_page,
    look,
    typed,
)
from portal.core.errors import MoveNotAllowed
from portal.web.context import now, transaction
from portal.web.guard import count_one

LIMIT = "concern.follow_up"


def ask() -> Answer:
    """The one field."""
    return render_template("concerns/follow_up.html", form=FollowUpForm(formdata=None)), 200


def answer() -> Answer:
    """What the button asked for."""
    go = request.form.get("go", "find")
    if go in ("find", "next"):
        return _find()
    if go == "send":
        return writing.send()
    holder = carried()
    if holder is None or not ReceiptForm().validate_on_submit():
        return ask_page(AGAIN)
    if go == "withdraw-now" and not holder.aged:
        return _withdraw(holder)
    return _show(holder, sure="withdraw" in go)


def _find() -> Answer:
    count_one(LIMIT)
    form = FollowUpForm()
    if not form.validate_on_submit():
        return render_template("concerns/follow_up.html", form=form), 422
    holder = typed(form.receipt.data)
    seen = look(holder)
    if seen is None:
        return ask_page(UNKNOWN)
    if form.text.data and seen.may_write:
        kept = MessageForm(formdata=None, text=form.text.data, question=form.question.data)
        return writing.write_page(holder, seen, kept)
    return found_page(holder, seen)


def _show(holder: Holder, *, sure: bool) -> Answer:
    seen = look(holder)
    if seen is None:
        return ask_page(UNKNOWN)
    return draw("concerns/follow_up_withdraw.html", holder, seen) if sure else found_page(holder, seen)


def _withdraw(holder: Holder) -> Answer:
    try:
        with transaction() as session:
            left_figures = service.withdraw(session, holder.keys, now=now())
    except MoveNotAllowed:
        return _show(holder, sure=False)
    return render_template("concerns/follow_up_withdrawn.html", left_figures=left_figures), 200
