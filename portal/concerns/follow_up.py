"""Asking after a report by its receipt, and taking it back. The receipt never stands in an address.

Refuses to say whether words were almost right. A text that is no receipt costs the same work as one that is.
"""

from flask import render_template, request

from forms.concerns import FollowUpForm, ReceiptForm
from portal.adapters.seal import ReceiptKeys
from portal.concerns import queries, service
from portal.core import receipts
from portal.core.errors import MoveNotAllowed
from portal.partnership.current import current
from portal.web.context import now, reading, settings, transaction
from portal.web.hidden_state import FIELD, StateExpired, StateForged, open_state, seal_state

PURPOSE = "concern-receipt"
NOT_A_RECEIPT = " ".join(receipts.WORDS[:1] * receipts.COUNT)
"""Derived from when what was typed cannot be a receipt, so that it takes as long as any other."""

UNKNOWN = "We do not know this receipt. Check the seven words and their order."
AGAIN = "This page was open for a long time. Type your receipt once more."

Answer = tuple[str, int]


def ask() -> Answer:
    """The one field."""
    return render_template("concerns/follow_up.html", form=FollowUpForm(formdata=None)), 200


def answer() -> Answer:
    """What the button asked for."""
    go = request.form.get("go", "find")
    if go in ("find", "next"):
        return _find()
    keys = _carried()
    if keys is None:
        return _refuse(FollowUpForm(formdata=None), AGAIN)
    form = ReceiptForm()
    if not form.validate_on_submit():
        return _refuse(FollowUpForm(formdata=None), AGAIN)
    if go == "withdraw":
        return _draw("concerns/follow_up_withdraw.html", *keys, form=form)
    if go == "withdraw-now":
        return _withdraw(*keys)
    return _draw("concerns/follow_up_found.html", *keys, form=form)


def _find() -> Answer:
    form = FollowUpForm()
    if not form.validate_on_submit():
        return render_template("concerns/follow_up.html", form=form), 422
    words = receipts.parse(form.receipt.data)
    phrase = receipts.phrase(words) if words else NOT_A_RECEIPT
    keys = ReceiptKeys.from_phrase(phrase, settings().lookup_key)
    return _draw("concerns/follow_up_found.html", phrase, keys, form=form)


def _draw(template: str, phrase: str, keys: ReceiptKeys, *, form: FollowUpForm | ReceiptForm) -> Answer:
    with reading() as session:
        found = queries.follow_up(session, keys, now=now())
    if found is None:
        return _refuse(form if isinstance(form, FollowUpForm) else FollowUpForm(formdata=None), UNKNOWN)
    state = seal_state(PURPOSE, {"receipt": phrase})
    buttons = ReceiptForm(formdata=None)
    months, replies = current().clocks.release_months, current().replies
    return render_template(
        template, form=buttons, found=found, state=state, months=months, replies=replies
    ), 200


def _withdraw(phrase: str, keys: ReceiptKeys) -> Answer:
    try:
        with transaction() as session:
            left_figures = service.withdraw(session, keys, now=now())
    except MoveNotAllowed:
        return _draw("concerns/follow_up_found.html", phrase, keys, form=ReceiptForm(formdata=None))
    return render_template("concerns/follow_up_withdrawn.html", left_figures=left_figures), 200


def _carried() -> tuple[str, ReceiptKeys] | None:
    try:
        phrase = open_state(PURPOSE, request.form.get(FIELD)).values.get("receipt")
    except (StateExpired, StateForged):
        return None
    return (phrase, ReceiptKeys.from_phrase(phrase, settings().lookup_key)) if phrase else None


def _refuse(form: FollowUpForm, words: str) -> Answer:
    form.receipt.errors = [words]
    return render_template("concerns/follow_up.html", form=form), 422
