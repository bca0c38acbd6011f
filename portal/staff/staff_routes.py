"""The way in and out for staff: sign-in, second factor, invitation, the yearly statement."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.staff import AcknowledgementForm, CodeForm, InvitationForm, PressForm, SignInForm
from portal.core.actors import Permission
from portal.staff import accounts, entry, own, requests, rules, signed_in, strength, unsent
from portal.staff.entry import Attempt, Entry, LinkEnded
from portal.staff.rules import Wait
from portal.staff.signed_in import keys, passwords
from portal.web.context import house, now, reading, transaction
from portal.web.errors import wait_words
from portal.web.guard import actor, limited, public, requires
from portal.web.hidden_state import StateExpired, StateForged, open_state, seal_state

bp = Blueprint("staff", __name__, url_prefix="/staff")
bp.register_blueprint(accounts.bp)
bp.register_blueprint(own.bp)
bp.register_blueprint(requests.bp)

Answer = str | Response | tuple[str, int]

CODE_STATE = "sign-in-code"
"""Purpose of the hidden state between password and code."""

NOT_RIGHT = "The e-mail address or the password is not right. Check both and try again."
CODE_NOT_RIGHT = "This code is not right, or was used already. Write the one your app shows now."
TOO_LATE = "That took longer than ten minutes. Sign in again."


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limited("staff.sign_in")
def sign_in() -> Answer:
    """E-mail address and password; the code comes next where one is set."""
    form = SignInForm(next=rules.safe_next(request.args.get("next")))
    if not form.validate_on_submit():
        return _sign_in_page(form, 422 if request.method == "POST" else 200)
    try:
        attempt, entered = _try_password(form.email.data, form.password.data)
    except Wait as wait:
        return _sign_in_page(form, 429, _wait_sentence(wait))
    if attempt.needs_code:
        state = _pending(attempt, form.next.data)
        return _code_page(CodeForm(formdata=None, state=state, kept=form.kept.data))
    if entered is None:
        return _sign_in_page(form, 422, NOT_RIGHT)
    return _welcome(entered, form.next.data, form.kept.data)


@bp.post("/sign-in/code")
@public
@limited("staff.sign_in")
def code() -> Answer:
    """The second factor."""
    form = CodeForm()
    try:
        pending = _opened(form.state.data)
    except (StateExpired, StateForged):
        again = SignInForm(formdata=None, next="/staff", kept=form.kept.data)
        return _sign_in_page(again, 422, TOO_LATE)
    if not form.validate_on_submit():
        return _code_page(form, 422)
    try:
        entered = _try_code(pending, form.code.data)
    except Wait as wait:
        return _code_page(form, 429, _wait_sentence(wait))
    if entered is None:
        return _code_page(form, 422, CODE_NOT_RIGHT)
    return _welcome(entered, pending["next"], form.kept.data)


@bp.route("/invitations/<string:code>", methods=["GET", "POST"])
@public
@limited("staff.invitation")
def invitation(code: str) -> Answer:
    """Choose a password with a link that works once."""
    try:
        with reading() as session:
            email = entry.linked(session, code, now=now(), keys=keys()).email
        form = InvitationForm()
        if form.validate_on_submit() and _good(form, email):
            hashed = passwords().hash(form.password.data)
            with transaction() as session:
                entry.join(session, code, hashed, now=now(), keys=keys())
            return redirect(url_for(".sign_in", told="password"), 303)
    except LinkEnded as ended:
        return render_template("staff/link_ended.html"), ended.status
    page = render_template("staff/invitation.html", form=form, email=email)
    return page, 422 if request.method == "POST" else 200


@bp.route("/acknowledgement", methods=["GET", "POST"])
@requires(Permission.HOME_READ)
def acknowledge() -> Answer:
    """The statement on confidentiality and sharing, once a year before anything else."""
    form = AcknowledgementForm(next=rules.safe_next(request.args.get("next")))
    if form.validate_on_submit():
        with transaction() as session:
            entry.acknowledge(session, actor().id, now=now())
        return _on(actor().id, form.next.data, form.kept.data)
    page = render_template("staff/acknowledge.html", form=form, statement=rules.STATEMENT)
    return page, 422 if request.method == "POST" else 200


@bp.post("/sign-out")
@requires(Permission.HOME_READ)
def sign_out() -> Answer:
    """End this sign-in here and for any copy of its cookie."""
    if not PressForm().validate_on_submit():
        flash("You are still signed in. Press “Sign out” again.", "warning")
        return redirect("/staff", 303)
    with transaction() as session:
        entry.sign_out(session, actor().id, signed_in.number(), now=now(), keys=keys())
    signed_in.end()
    return redirect(url_for(".sign_in", told="out"), 303)


def _try_password(email: str, password: str) -> tuple[Attempt, Entry | None]:
    """What the address leads to and, where that is enough, the way in; `Attempt()` for a wrong password."""
    with transaction() as session:
        attempt = entry.start(session, email, now=now(), keys=keys())
    if not passwords().check(attempt.password_hash, password):
        return Attempt(), None
    with transaction() as session:
        return attempt, entry.let_in(session, attempt, now=now(), keys=keys())


def _pending(attempt: Attempt, after: str | None) -> str:
    values = {"account": attempt.account_id, "version": attempt.version, "at": now().isoformat()}
    return seal_state(CODE_STATE, {**values, "next": rules.safe_next(after)})


def _opened(state: str | None) -> dict[str, str]:
    """The hidden state of the code page; raises `StateExpired` after ten minutes, or `StateForged`."""
    values: dict[str, str] = open_state(CODE_STATE, state).values
    if not values:
        raise StateForged()
    if now() - datetime.fromisoformat(values["at"]) > rules.CODE_LASTS:
        raise StateExpired()
    return values


def _try_code(pending: dict[str, str], typed: str) -> Entry | None:
    account, version = pending["account"], int(pending["version"])
    at = house().clock.real()
    with transaction() as session:
        return entry.try_code(session, account, version, typed, now=now(), at=at, keys=keys())


def _welcome(entered: Entry, after: str | None, kept: str | None) -> Answer:
    if not entered.has_role:
        return render_template("staff/no_role.html"), 403
    signed_in.begin(entered.account_id, entered.version, moment=now())
    return _on(entered.account_id, after, kept)


def _on(account_id: str, after: str | None, kept: str | None) -> Answer:
    """What was being sent, to be sent now; else the page that was wanted."""
    words = unsent.opened(kept, account_id)
    if words is not None:
        return render_template("staff/unsent.html", unsent=words)
    return redirect(rules.safe_next(after), 303)


def _good(form: InvitationForm, email: str) -> bool:
    refused = strength.refusal(form.password.data, email=email)
    if refused:
        form.password.errors = [refused]
    return refused is None


def _wait_sentence(wait: Wait) -> str:
    words = "1 second" if wait.seconds == 1 else f"{wait.seconds} seconds"
    if wait.seconds >= 100:
        words = wait_words(wait.seconds)
    return f"There were too many tries for this e-mail address. Wait {words}, then try again."


def _sign_in_page(form: SignInForm, status: int, refused: str | None = None) -> tuple[str, int]:
    if refused:
        form.form_errors.append(refused)
    told = request.args.get("told") if request.method == "GET" else None
    return render_template("staff/sign_in.html", form=form, told=told), status


def _code_page(form: CodeForm, status: int = 200, refused: str | None = None) -> tuple[str, int]:
    if refused:
        form.code.errors = [refused]
    return render_template("staff/code.html", form=form), status
