"""Complaints, requests and questions on staff pages: what is due, one case, its next step."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from forms.base import StaffForm
from forms.contact import WANT_WORDS, StepForm
from portal.contact import asking, cases, letters, queries, words
from portal.contact.cases import By
from portal.contact.opened import Opened, Waiting
from portal.contact.rules import LEADS_ONLY, Kind, Verb
from portal.contact.service import SealTo
from portal.core.actors import Permission
from portal.core.errors import DomainError, NotFound, Stale
from portal.partnership.current import current
from portal.web.context import now, opener, reading, settings, transaction
from portal.web.guard import actor, requires
from portal.web.listing import after
from portal.web.sorting import order

bp = Blueprint("contact_staff", __name__, url_prefix="/staff")

OTHERS = (("other", "Another organisation"),)


@bp.get("/contact")
@requires(Permission.CONTACT_DECIDE)
def index() -> str:
    """What waits, by the day it is due; or what ended."""
    ended, chosen = request.args.get("show") == "ended", order(queries.COLUMNS, queries.FIRST_DUE)
    with reading() as session:
        page = queries.listing(session, now=now(), ended=ended, order=chosen, after=after())
        questions = queries.accepted_questions(session)
    shown = {"page": page, "order": chosen, "ended": ended, "questions": questions, "words": words}
    return render_template("contact/staff/index.html", **shown)


@bp.get("/contact/<string:case>")
@requires(Permission.CONTACT_DECIDE)
def show(case: str) -> str:
    """One case without its words."""
    line = _look(case)
    return render_template("contact/staff/closed.html", line=line, words=words, form=StaffForm(), **_names())


@bp.post("/contact/<string:case>/open")
@requires(Permission.CONTACT_DECIDE)
def open_case(case: str) -> Any:
    """Open the sealed words; the ledger says so."""
    if not StaffForm().validate_on_submit():
        return redirect(url_for(".show", case=case), 303)
    opened = _open(case)
    form = _offered(StepForm(formdata=None), opened)
    form.seen_version.data = str(opened.line.version)
    return _page(opened, form)


@bp.post("/contact/<string:case>/steps")
@requires(Permission.CONTACT_DECIDE)
def take_step(case: str) -> Any:
    """Take the next step."""
    form = StepForm().offer(_verbs(tuple(words.VERBS)), _codes(), _whom())
    if not StaffForm().validate_on_submit():
        return redirect(url_for(".show", case=case), 303)
    if not form.validate_on_submit():
        return _again(case, form, 422)
    if request.form.get("go") == "letter":
        return _with_letter(case, form)
    try:
        with transaction() as session:
            _room(cases.look(session, case, now=now()))
            cases.decide(session, case, form.to_decision(), seen_version=form.seen(), by=_by(), now=now())
    except NotFound:
        raise
    except DomainError as refused:
        return _refused(case, form, refused)
    flash("Done. The writer finds it with the receipt.", "done")
    return redirect(url_for(".index"), 303)


def _room(line: Waiting) -> Waiting:
    """The case, unless only safeguarding leads may see it. Raises `NotFound`."""
    if line.state in LEADS_ONLY:
        raise NotFound(kind="case", value=line.id)
    return line


def _look(case: str) -> Waiting:
    with reading() as session:
        return _room(cases.look(session, case, now=now()))


def _open(case: str) -> Opened:
    with transaction() as session:
        _room(cases.look(session, case, now=now()))
        return cases.open(
            session, case, opener=opener(), actor_id=actor().id, clocks=current().clocks, now=now()
        )


def _by() -> By:
    seal_to = SealTo(settings().seal_public, settings().recovery_public)
    return By(actor().id, seal_to, current().clocks)


def _codes() -> tuple[tuple[str, str], ...]:
    return tuple({**words.REFUSALS, **words.DECLINES}.items())


def _whom() -> tuple[tuple[str, str], ...]:
    return (*((each.code, each.name) for each in current().authorities), *OTHERS)


def _names() -> dict[str, Any]:
    return {"agencies": {**dict(asking.organisations()), **dict(OTHERS)}, "wants": WANT_WORDS}


def _verbs(open_now: tuple[Verb, ...]) -> tuple[tuple[str, str], ...]:
    """Steps as codes and words; escalating belongs to the queue, where the leads are told of it."""
    return tuple((verb.value, words.VERBS[verb]) for verb in open_now if verb is not Verb.ESCALATE)


def _offered(form: StepForm, opened: Opened) -> StepForm:
    return form.offer(_verbs(opened.verbs), words.codes_of(opened.line.kind), _whom())


def _with_letter(case: str, form: StepForm) -> Any:
    """Put the fixed words of the chosen step into an empty letter; nothing is kept."""
    opened = _open(case)
    start = letters.first_words(opened.line.kind, Verb(form.verb.data))
    if not (form.reply.data or "").strip():
        form.reply.data = start
    return _page(opened, _offered(form, opened))


def _again(case: str, form: StepForm, status: int) -> Any:
    opened = _open(case)
    return _page(opened, _offered(form, opened)), status


def _refused(case: str, form: StepForm, refused: DomainError) -> Any:
    name, said = words.told(refused)
    opened = _open(case)
    if isinstance(refused, Stale):
        form.seen_version.data = str(opened.line.version)
    form[name].errors = [*form[name].errors, said]
    return _page(opened, _offered(form, opened)), refused.status


def _page(opened: Opened, form: StepForm) -> str:
    return render_template(
        "contact/staff/opened.html",
        case=opened,
        form=form,
        words=words,
        asks=Kind.QUESTION is opened.line.kind,
        **_names(),
    )
