"""Asking us something, as pages: write, look through, send. Nothing is kept before it is sent.

The receipt travels from the first page, so that sending twice, or coming back, finds the same case. What is
asked has nothing to do with what the portal holds: these pages look at no report, whoever asks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from forms.contact import WANT_WORDS, AboutMeForm, AskForm, ComplaintForm, QuestionForm, SendForm
from portal.adapters import holidays, tokens
from portal.adapters.seal import ReceiptKeys
from portal.contact import service
from portal.contact.clocks import Clock, clock_of
from portal.contact.rules import Kind, Request
from portal.contact.service import Keeping, SealTo
from portal.core import receipts
from portal.core.windows import london_date
from portal.core.words import DangerKind, helplines, pieces
from portal.partnership import loading
from portal.partnership import queries as partnership_queries
from portal.partnership.current import current
from portal.partnership.helplines import HelplineView, view_of
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import count_one
from portal.web.headers import no_store
from portal.web.hidden_state import FIELD, StateExpired, StateForged, open_state, seal_state

LIMIT = "contact.send"
ALWAYS = ("999", "101")
LOST = "This page was open for too long, or was changed. Write it once more."
AGED = "This page was open for a long time. Look through it, then send it."

Answer = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Asking:
    """One of the three things that can be asked: its form and its page."""

    kind: Kind
    make: Callable[[Any], AskForm]
    template: str

    @property
    def purpose(self) -> str:
        """What its hidden state is sealed for."""
        return f"contact-{self.kind.value}"


def organisations() -> tuple[tuple[str, str], ...]:
    """The partners, and the partnership as a whole, as codes and words."""
    partners = tuple((each.code, each.name) for each in current().authorities)
    return (*partners, ("partnership", "The partnership as a whole"), ("unsure", "I do not know"))


ABOUT_ME = Asking(Kind.ABOUT_ME, lambda given: AboutMeForm(**given), "contact/about_me.html")
COMPLAINT = Asking(
    Kind.COMPLAINT, lambda given: ComplaintForm(**given).offer(organisations()), "contact/complaint.html"
)
QUESTION = Asking(Kind.QUESTION, lambda given: QuestionForm(**given), "contact/question.html")


def answer(asking: Asking) -> Answer:
    """The page that answers this request."""
    no_store()
    if request.method == "GET":
        return _write(asking, asking.make(_fresh({})), {"receipt": _new_receipt(), "answers": {}})
    state = _opened(asking)
    if request.form.get("step") == "check":
        return _from_check(asking, state)
    return _from_first(asking, state)


def lines_of(codes: tuple[str, ...]) -> tuple[HelplineView, ...]:
    """These helplines; as they were shipped while the database holds none of them."""
    with reading() as session:
        stored = partnership_queries.helplines(session, codes)
    if stored:
        return stored
    content = loading.load_content(loading.folder(settings().partnership))
    shipped = {line.code: view_of(line) for line in content.helplines}
    return tuple(shipped[code] for code in codes if code in shipped)


def keeping(phrase: str) -> Keeping:
    """With what a case of this receipt is kept."""
    keys = ReceiptKeys.from_phrase(phrase, settings().lookup_key)
    return Keeping(keys, SealTo(settings().seal_public, settings().recovery_public), current().clocks)


def _new_receipt() -> str:
    return receipts.phrase(tokens.choose(receipts.WORDS, receipts.COUNT))


def _fresh(answers: dict[str, Any]) -> dict[str, Any]:
    """What a form is made with when nothing was posted to it."""
    return {"formdata": None, "data": answers}


def _opened(asking: Asking) -> dict[str, Any] | None:
    """The state that travelled; None where it is too old, changed or missing. `aged` is kept with it."""
    try:
        found = open_state(asking.purpose, request.form.get(FIELD))
    except (StateExpired, StateForged):
        return None
    return {**found.values, "aged": found.aged} if found.values else None


def _from_first(asking: Asking, state: dict[str, Any] | None) -> Answer:
    form = asking.make({})
    kept = {"receipt": state["receipt"] if state else _new_receipt(), "answers": form.answers()}
    if not form.validate_on_submit():
        return _write(asking, form, kept, 422)
    return _check(asking, kept)


def _from_check(asking: Asking, state: dict[str, Any] | None) -> Answer:
    if state is None or not state["answers"]:
        form = asking.make(_fresh({}))
        form.form_errors.append(LOST)
        return _write(asking, form, {"receipt": _new_receipt(), "answers": {}}, 422)
    if request.form.get("go") != "send":
        return _write(asking, asking.make(_fresh(state["answers"])), state)
    form = SendForm()
    if not form.validate_on_submit():
        return _check(asking, state, form, 422)
    if state["aged"]:
        form.form_errors.append(AGED)
        return _check(asking, state, form, 422)
    return _send(asking, state)


def _write(asking: Asking, form: AskForm, kept: dict[str, Any], status: int = 200) -> Answer:
    return render_template(
        asking.template,
        form=form,
        state=seal_state(asking.purpose, {"receipt": kept["receipt"], "answers": kept["answers"]}),
        partnership=current(),
        clock=_clock(asking.kind),
        helplines=lines_of(ALWAYS),
    ), status


def _check(asking: Asking, kept: dict[str, Any], form: SendForm | None = None, status: int = 200) -> Answer:
    wanted = _request_of(asking, kept["answers"])
    if wanted is None:
        return _write(asking, asking.make(_fresh(kept["answers"])), kept)
    names = dict(organisations())
    return render_template(
        "contact/check.html",
        form=form or SendForm(formdata=None),
        state=seal_state(asking.purpose, {"receipt": kept["receipt"], "answers": kept["answers"]}),
        kind=asking.kind.value,
        request_=wanted,
        pieces=pieces(wanted.text),
        wants=[WANT_WORDS[want] for want in wanted.wants],
        agency=names.get(wanted.agency, ""),
        clock=_clock(asking.kind),
        helplines=danger_lines(wanted.text),
    ), status


def danger_lines(text: str) -> tuple[HelplineView, ...]:
    """The helplines that fit what the words suggest; none where they suggest nothing."""
    kinds = frozenset(DangerKind(kind) for kind in service.dangers_of(text))
    return lines_of(helplines(kinds)) if kinds else ()


def _request_of(asking: Asking, answers: dict[str, Any]) -> Request | None:
    """What was written, read from the state as the form reads it."""
    form: Any = asking.make(_fresh(answers))
    wanted: Request = form.to_request()
    return wanted if wanted.text else None


def _clock(kind: Kind) -> Clock:
    return clock_of(
        kind, london_date(now()), extended=False, clocks=current().clocks, holidays=holidays.england()
    )


def _send(asking: Asking, state: dict[str, Any]) -> Answer:
    wanted = _request_of(asking, state["answers"])
    if wanted is None:
        return _check(asking, state)
    with transaction() as session:
        received = service.receive(session, wanted, keeping(state["receipt"]), now=now())
        if received.stored:
            count_one(LIMIT)
    return render_template(
        "contact/receipt.html",
        words=state["receipt"].split(),
        received=received,
        helplines=danger_lines(wanted.text),
    ), 200
