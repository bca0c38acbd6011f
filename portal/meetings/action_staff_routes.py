"""Actions: the list of one's groups, one action, how far it is, how it ended."""

from flask import Blueprint, render_template, request, url_for
from sqlalchemy.orm import Session

from forms.meetings.actions import ReportForm, SettleForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.meetings import actions, reported, room, rules, writing
from portal.meetings.kinds import ActionState
from portal.meetings.reported import Reported
from portal.meetings.writing import Answer, Paper
from portal.partnership.current import current
from portal.web.context import now, reading
from portal.web.guard import actor, requires
from portal.web.listing import after
from portal.web.names import actor_names
from portal.web.sorting import order

bp = Blueprint("actions", __name__)

STATES = {
    ActionState.OPEN: "To be done",
    ActionState.DONE: "Done",
    ActionState.DROPPED: "Dropped",
}


@bp.get("/actions")
@requires(Permission.MEETING_READ)
def index() -> str:
    """The actions of one's groups, the soonest due first."""
    asked = request.args.get("state", "")
    state = ActionState(asked) if asked in set(ActionState) else ActionState.OPEN
    me, moment, chosen = actor(), now(), order(reported.COLUMNS, reported.BY_DUE)
    with reading() as session:
        page = reported.page(
            session, me, partnership=current(), now=moment, state=state, order=chosen, after=after()
        )
    shown = {"page": page, "state": state, "states": STATES, "order": chosen}
    return render_template("meetings/staff/actions.html", **shown)


@bp.get("/actions/<string:action_id>")
@requires(Permission.MEETING_READ)
def show(action_id: str) -> str:
    """One action with everything that was reported."""
    found = _one(action_id)
    with reading() as session:
        people = actor_names(session, {each.by for each in found.updates if each.by})
    return render_template(
        "meetings/staff/action.html",
        action=found,
        group=current().group(found.group),
        people=people,
        states=STATES,
        belongs=found.group in actor().groups,
        chairs=rules.runs(actor(), found.group),
    )


@bp.route("/actions/<string:action_id>/updates/new", methods=["GET", "POST"])
@requires(Permission.ACTION_REPORT)
def report(action_id: str) -> Answer:
    """Say how far it is."""
    found = _one(action_id)
    room.belong(actor(), found.group)
    form = ReportForm(data={"key": new_id()})

    def act(session: Session) -> None:
        words, key = form.words.data or "", form.key.data or ""
        actions.report(session, actor(), action_id, words, key=key, now=now())

    return writing.write(_paper(found, "Say how far it is", "Say it"), form, act)


@bp.route("/actions/<string:action_id>/end", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def settle(action_id: str) -> Answer:
    """Done, dropped, or open again."""
    found = _one(action_id)
    room.chair(actor(), found.group)
    form = SettleForm(data={"seen_version": found.version}).offer(is_open=found.open)

    def act(session: Session) -> None:
        wanted, reason, seen = ActionState(form.state.data), form.reason.data or "", form.seen()
        actions.settle(session, actor(), action_id, wanted, reason, seen_version=seen, now=now())

    return writing.write(_paper(found, "Say what becomes of it", "Save"), form, act)


def _one(action_id: str) -> Reported:
    with reading() as session:
        return reported.one(session, actor(), action_id, partnership=current(), now=now())


def _paper(found: Reported, title: str, button: str) -> Paper:
    back = url_for(".show", action_id=found.id)
    return Paper(title, button, back, "The action", found.what, version=found.version)
