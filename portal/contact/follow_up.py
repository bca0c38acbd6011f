"""Asking after a case by its receipt, and adding to it. The receipt never stands in an address.

Refuses to say whether words were almost right. A text that is no receipt costs the same work as one that is.
"""

from flask import render_template, request

from forms.contact import AddForm, CaseReceiptForm
from portal.contact import letters, queries, service
from portal.contact.asking import keeping
from portal.core import receipts
from portal.core.errors import NotFound
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.headers import no_store
from portal.web.hidden_state import FIELD, StateExpired, StateForged, open_state, seal_state

PURPOSE = "contact-receipt"
NOT_A_RECEIPT = " ".join(receipts.WORDS[:1] * receipts.COUNT)
"""Derived from when what was typed cannot be a receipt, so that it takes as long as any other."""

UNKNOWN = "We do not know this receipt. Check the seven words and their order."
AGAIN = "This page was open for a long time. Type your receipt once more."

Answer = tuple[str, int]


def answer() -> Answer:
    """The page that answers this request."""
    no_store()
    if request.method == "GET":
        return _ask(CaseReceiptForm(formdata=None), 200)
    return _add() if request.form.get("go") == "add" else _find()


def _ask(form: CaseReceiptForm, status: int) -> Answer:
    return render_template("contact/follow_up.html", form=form), status


def _refuse(words: str) -> Answer:
    form = CaseReceiptForm(formdata=None)
    form.receipt.errors = [words]
    return _ask(form, 422)


def _find() -> Answer:
    form = CaseReceiptForm()
    if not form.validate_on_submit():
        return _ask(form, 422)
    words = receipts.parse(form.receipt.data or "")
    return _show(receipts.phrase(words) if words else NOT_A_RECEIPT, AddForm(formdata=None))


def _add() -> Answer:
    phrase = _carried()
    if phrase is None:
        form = CaseReceiptForm(formdata=None)
        form.receipt.errors = [AGAIN]
        typed = request.form.get("text", "")
        return render_template("contact/follow_up.html", form=form, typed=typed), 422
    form = AddForm()
    if not form.validate_on_submit():
        return _show(phrase, form, 422)
    try:
        with transaction() as session:
            service.add(session, form.text.data or "", keeping(phrase), now=now())
    except NotFound:
        return _refuse(UNKNOWN)
    return _show(phrase, AddForm(formdata=None), added=True)


def _show(phrase: str, form: AddForm, status: int = 200, *, added: bool = False) -> Answer:
    with reading() as session:
        found = queries.follow_up(session, keeping(phrase).receipt, clocks=current().clocks, now=now())
    if found is None:
        return _refuse(UNKNOWN)
    return render_template(
        "contact/follow_up_found.html",
        form=form,
        found=found,
        added=added,
        stands=letters.STANDS[found.state],
        why=letters.why(found.kind, found.code),
        state=seal_state(PURPOSE, {"receipt": phrase}),
    ), status


def _carried() -> str | None:
    try:
        phrase = open_state(PURPOSE, request.form.get(FIELD)).values.get("receipt")
    except (StateExpired, StateForged):
        return None
    return str(phrase) if phrase else None
