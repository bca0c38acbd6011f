"""Decisions: noted, agreed to afterwards, handed to officers so that everybody reads them."""

from flask import Blueprint, url_for
from sqlalchemy.orm import Session

from forms.meetings.agenda import AgreementForm, DecisionForm, TellForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.core.errors import NotFound
from portal.meetings import decisions, queries, room, writing
from portal.meetings.agenda_staff_routes import chaired
from portal.meetings.decisions import Decided
from portal.meetings.kinds import Agreement
from portal.meetings.models import Decision
from portal.meetings.queries import Line
from portal.meetings.writing import Answer, Paper
from portal.partnership.current import current
from portal.web.context import now, reading
from portal.web.filters import day
from portal.web.guard import actor, requires

bp = Blueprint("decisions", __name__)


@bp.route("/meetings/items/<string:item_id>/decisions/new", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def new(item_id: str) -> Answer:
    """Note what the group decided about an item."""
    found, line = chaired(item_id)
    group = current().group(line.group)
    with reading() as session:
        form = DecisionForm(data={"key": new_id()}).offer(writing.services(session, group))

    def act(session: Session) -> None:
        words, binds, key = form.words.data or "", form.binds.data or (), form.key.data or ""
        decisions.decide(session, actor(), item_id, words, binds=binds, group=group, key=key, now=now())

    return writing.write(_paper(line, f"Note a decision: {found.title}", "Note it"), form, act)


@bp.route("/meetings/decisions/<string:decision_id>/agreements/<string:seat>", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def agree(decision_id: str, seat: str) -> Answer:
    """Note what a service that was not there said."""
    found, line = _decided(decision_id)
    said = next((each for each in found.said if each.seat == seat), None)
    if said is None:
        raise NotFound(kind="agreement", value=seat)
    form = AgreementForm()
    paper = _paper(line, f"Note what this service said: {said.service}", "Note it", found.words)

    def act(session: Session) -> None:
        decisions.agree(session, actor(), decision_id, seat, Agreement(form.said.data), now=now())

    return writing.write(paper, form, act)


@bp.route("/meetings/decisions/<string:decision_id>/outcome", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def tell(decision_id: str) -> Answer:
    """Hand a decision to officers, who tell everybody."""
    found, line = _decided(decision_id)
    form = TellForm()
    lead = f"Officers check it and publish it: “{found.words}”"
    told = "Officers have it now. It is public once one of them publishes it."
    paper = _paper(line, "Hand a decision to officers, for everybody to read", "Hand it over", lead, told)

    def act(session: Session) -> None:
        parts = {name: form[name].data or "" for name in ("line", "reason", "action")}
        decisions.tell(session, actor(), decision_id, **parts, partnership=current(), now=now())

    return writing.write(paper, form, act)


def _decided(decision_id: str) -> tuple[Decided, Line]:
    """A decision and its meeting, for the chair. Raises `NotFound`."""
    with reading() as session:
        row = session.get(Decision, decision_id)
        if row is None:
            raise NotFound(kind="decision", value=decision_id)
        _, line = queries.item(session, actor(), row.item_id, partnership=current(), now=now())
        found = decisions.read(session, row)
    room.chair(actor(), line.group)
    return found, line


def _paper(line: Line, title: str, button: str, lead: str = "", told: str = "Noted.") -> Paper:
    back = url_for("meetings_staff.meeting.show", meeting_id=line.id)
    return Paper(title, button, back, f"Meeting of {day(line.held_on)}", lead, told)
