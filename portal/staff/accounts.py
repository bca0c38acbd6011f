"""The administrator's desk: who has an account, who is invited, which roles wait for four eyes."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.staff import ROLE_HINTS, HoldingForm, InviteForm, PressForm
from portal.adapters.tokens import new_code
from portal.core.actors import Permission
from portal.core.errors import DomainError
from portal.partnership.current import current
from portal.staff import queries, service
from portal.staff.queries import AccountRow
from portal.staff.rules import AccountState, GroupsNeeded, NoRole, RolesClash, WardNeeded
from portal.staff.service import AlreadyThere, Holding, Invitation, OwnAccount
from portal.staff.signed_in import keys
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import actor, requires

bp = Blueprint("accounts", __name__, url_prefix="/accounts")

Answer = str | Response | tuple[str, int]

ROLE_REFUSALS = (NoRole, RolesClash, WardNeeded, GroupsNeeded)

WORDS: dict[type[DomainError], tuple[str, str]] = {
    AlreadyThere: ("email", "This address has an account already. Open it from the list of accounts"),
    NoRole: ("roles", "Choose at least one role"),
    RolesClash: ("roles", "An administrator reads nothing that people wrote: untick one or the other"),
    WardNeeded: ("ward", "Choose the ward the councillor speaks for"),
    GroupsNeeded: ("groups", "Choose at least one group for a member or chair"),
    OwnAccount: ("roles", "Ask another administrator to change your roles"),
}
"""The field a refusal belongs to, and what to do."""

TOKEN_GONE = "This page was open for a long time. Press the button again."  # noqa: S105 - words for people


@bp.get("")
@requires(Permission.ACCOUNT_MANAGE)
def index() -> Answer:
    """Every account, and what is missing among them."""
    with reading() as session:
        rows, missing = queries.accounts(session), queries.doctor(session)
        waiting = queries.requests_waiting_for(session, actor().id)
    return render_template("staff/accounts/index.html", rows=rows, waiting=waiting, missing=missing)


@bp.route("/invite", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def invite() -> Answer:
    """Invite somebody; the link goes by mail, or is shown once where no mail is set up."""
    form = InviteForm()
    _offer(form)
    if form.validate_on_submit():
        code = new_code()
        try:
            account_id = _invite(form, code)
        except (AlreadyThere, *ROLE_REFUSALS) as refused:
            _explain(form, refused)
        else:
            return _link_answer(account_id, code)
    page = render_template("staff/accounts/invite.html", form=form, hints=ROLE_HINTS)
    return page, _status()


@bp.route("/<string:account_id>", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def show(account_id: str) -> Answer:
    """One account: its roles, and what can be done with it."""
    row = _account(account_id)
    form = HoldingForm(data={"roles": [*row.roles, *row.waiting], "ward": row.ward, "groups": row.groups})
    _offer(form)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                asked = service.change_holding(session, account_id, _holding(form), by=actor().id, now=now())
        except (OwnAccount, *ROLE_REFUSALS) as refused:
            _explain(form, refused)
        else:
            flash(_changed_words(asked), "done")
            return redirect(url_for(".show", account_id=account_id), 303)
    return render_template("staff/accounts/show.html", **_shown(row, form)), _status()


@bp.post("/<string:account_id>/link")
@requires(Permission.ACCOUNT_MANAGE)
def link(account_id: str) -> Answer:
    """A fresh link for somebody who is invited."""
    if not _pressed():
        return redirect(url_for(".show", account_id=account_id), 303)
    code = new_code()
    with transaction() as session:
        service.renew_link(session, account_id, by=actor().id, now=now(), keys=keys(), code=code)
        _mail(account_id, code, session)
    return _link_answer(account_id, code)


@bp.post("/<string:account_id>/password-reset")
@requires(Permission.ACCOUNT_MANAGE)
def password_reset(account_id: str) -> Answer:
    """End the password and every sign-in, and let the person choose anew."""
    if not _pressed():
        return redirect(url_for(".show", account_id=account_id), 303)
    code = new_code()
    with transaction() as session:
        service.reset_password(session, account_id, by=actor().id, now=now(), keys=keys(), code=code)
        _mail(account_id, code, session)
    return _link_answer(account_id, code)


@bp.post("/<string:account_id>/second-factor-reset")
@requires(Permission.ACCOUNT_MANAGE)
def second_factor_reset(account_id: str) -> Answer:
    """For a lost phone."""
    if _pressed():
        with transaction() as session:
            service.reset_second_factor(session, account_id, by=actor().id, now=now())
        flash("The second factor is reset. The person signs in by password and can enrol again.", "done")
    return redirect(url_for(".show", account_id=account_id), 303)


@bp.post("/<string:account_id>/removal")
@requires(Permission.ACCOUNT_MANAGE)
def removal(account_id: str) -> Answer:
    """Somebody left."""
    if not _pressed():
        return redirect(url_for(".show", account_id=account_id), 303)
    with transaction() as session:
        service.remove(session, account_id, by=actor().id, now=now())
    flash(
        "Removed. Every sign-in of this account has ended. A new invitation brings the person back.", "done"
    )
    return redirect(url_for(".index"), 303)


def _invite(form: InviteForm, code: str) -> str:
    invitation = Invitation(form.email.data, form.name.data, _holding(form))
    with transaction() as session:
        account_id = service.invite(session, invitation, by=actor().id, now=now(), keys=keys(), code=code)
        _mail(account_id, code, session)
    return account_id


def _mail(account_id: str, code: str, session: Session) -> None:
    if settings().smtp_url:
        service.mail_link(session, account_id, _address(code), now=now())


def _address(code: str) -> str:
    return settings().origin + url_for("staff.invitation", code=code)


def _link_answer(account_id: str, code: str) -> Answer:
    """By mail: back to the account. Without mail: the link, on this page and never again."""
    if settings().smtp_url:
        flash("The link is on its way by mail. It works for seven days.", "done")
        return redirect(url_for(".show", account_id=account_id), 303)
    return render_template("staff/accounts/link.html", row=_account(account_id), address=_address(code))


def _account(account_id: str) -> AccountRow:
    with reading() as session:
        return queries.account(session, account_id)


def _offer(form: HoldingForm) -> None:
    partnership = current()
    wards = [(ward.code, ward.name) for ward in partnership.wards]
    form.offer(wards, [(group.code, group.name) for group in partnership.groups])


def _holding(form: HoldingForm) -> Holding:
    return Holding(form.to_roles(), form.ward.data or None, frozenset(form.groups.data))


def _explain(form: HoldingForm, refused: DomainError) -> None:
    name, words = WORDS[type(refused)]
    form[name].errors = [words]


def _pressed() -> bool:
    if PressForm().validate_on_submit():
        return True
    flash(TOKEN_GONE, "warning")
    return False


def _changed_words(asked: bool) -> str:
    if not asked:
        return "The account is changed."
    return "The account is changed. A role that takes two administrators now waits for the second one."


def _shown(row: AccountRow, form: HoldingForm) -> dict[str, object]:
    partnership = current()
    wards = {ward.code: ward.name for ward in partnership.wards}
    groups = {group.code: group.name for group in partnership.groups}
    return {
        "row": row,
        "form": form,
        "press": PressForm(),
        "hints": ROLE_HINTS,
        "ward": wards.get(row.ward or "", row.ward),
        "groups": [groups.get(code, code) for code in row.groups],
        "own": row.id == actor().id,
        "states": AccountState,
    }


def _status() -> int:
    return 422 if request.method == "POST" else 200
