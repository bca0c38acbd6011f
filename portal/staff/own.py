"""The own account: password, second factor, signing out everywhere."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.staff import EnrolForm, NewPasswordForm, PresentPasswordForm, PressForm
from portal.adapters import second_factor as factor
from portal.core.actors import Permission
from portal.partnership.current import current
from portal.staff import entry, queries, rules, signed_in, strength
from portal.staff.entry import WrongCode
from portal.staff.queries import Own
from portal.staff.rules import Wait
from portal.staff.signed_in import keys, passwords
from portal.web.context import house, now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.hidden_state import StateExpired, StateForged, open_state, seal_state

bp = Blueprint("own", __name__, url_prefix="/account")

Answer = str | Response | tuple[str, int]

ENROL_STATE = "second-factor"
"""Purpose of the hidden state that carries a secret until its first code was right."""

NOT_YOURS = "This is not your present password"
WAIT = "There were too many tries. Wait a few minutes, then try again"


@bp.get("")
@requires(Permission.HOME_READ)
def show() -> Answer:
    """What the portal holds about the person who is signed in."""
    return render_template("staff/own/show.html", own=_own(), press=PressForm())


@bp.route("/password", methods=["GET", "POST"])
@requires(Permission.HOME_READ)
def password() -> Answer:
    """Choose a new password; every other sign-in ends."""
    form, own = NewPasswordForm(), _own()
    if form.validate_on_submit() and _strong(form, own) and _proves(form, own):
        hashed = passwords().hash(form.password.data)
        with transaction() as db:
            version = entry.change_password(db, actor().id, hashed, now=now(), keys=keys())
        signed_in.begin(actor().id, version, moment=now())
        flash("Your password is changed. Every other sign-in of yours has ended.", "done")
        return redirect(url_for(".show"), 303)
    return render_template("staff/own/password.html", form=form), _status()


@bp.route("/second-factor", methods=["GET", "POST"])
@requires(Permission.HOME_READ)
def second_factor() -> Answer:
    """Enrol an authenticator app; recovery codes are shown once, as the answer."""
    form = EnrolForm()
    secret = _carried(form)
    if form.validate_on_submit():
        try:
            return _enrolled(secret, form.code.data)
        except WrongCode:
            form.code.errors = ["This is not the code for now. Wait for the next one and write that"]
    form.state.data = seal_state(ENROL_STATE, {"secret": secret, "account": actor().id})
    picture = factor.enrolment_picture(secret, email=_own().email, issuer=f"{current().short_name} staff")
    page = render_template(
        "staff/own/second_factor.html", form=form, picture=picture, secret=factor.spaced(secret)
    )
    return page, _status()


@bp.route("/second-factor/end", methods=["GET", "POST"])
@requires(Permission.HOME_READ)
def second_factor_end() -> Answer:
    """Sign in by password alone from now on."""
    form = PresentPasswordForm()
    if form.validate_on_submit() and _proves(form, _own()):
        with transaction() as db:
            entry.drop_second_factor(db, actor().id, now=now(), keys=keys())
        flash("Your second factor is switched off.", "done")
        return redirect(url_for(".show"), 303)
    return render_template("staff/own/second_factor_end.html", form=form), _status()


@bp.post("/sign-out-everywhere")
@requires(Permission.HOME_READ)
def sign_out_everywhere() -> Answer:
    """End every sign-in of this account, this one too."""
    if not PressForm().validate_on_submit():
        return redirect(url_for(".show"), 303)
    with transaction() as db:
        entry.sign_out_everywhere(db, actor().id, now=now())
    signed_in.end()
    return redirect(url_for("staff.sign_in", told="everywhere"), 303)


def _own() -> Own:
    with reading() as db:
        return queries.own(db, actor().id)


def _status() -> int:
    return 422 if request.method == "POST" else 200


def _strong(form: NewPasswordForm, own: Own) -> bool:
    refused = strength.refusal(form.password.data, email=own.email)
    if refused:
        form.password.errors = [refused]
    return refused is None


def _proves(form: NewPasswordForm | PresentPasswordForm, own: Own) -> bool:
    """Whether the present password is right; tries count as they do at sign-in."""
    try:
        with transaction() as db:
            attempt = entry.start(db, own.email, now=now(), keys=keys())
    except Wait:
        form.present.errors = [WAIT]
        return False
    if not passwords().check(attempt.password_hash, form.present.data):
        form.present.errors = [NOT_YOURS]
        return False
    return True


def _carried(form: EnrolForm) -> str:
    """The secret of the page just shown, or a fresh one."""
    try:
        values = open_state(ENROL_STATE, form.state.data).values
    except (StateExpired, StateForged):
        values = {}
    return str(values["secret"]) if values.get("account") == actor().id else factor.new_secret()


def _enrolled(secret: str, typed: str) -> str:
    codes = factor.new_recovery_codes(rules.RECOVERY_CODES)
    at = house().clock.real()
    with transaction() as db:
        entry.set_second_factor(db, actor().id, secret, typed, recovery=codes, now=now(), at=at, keys=keys())
    return render_template("staff/own/recovery_codes.html", codes=codes)
