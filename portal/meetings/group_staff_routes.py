"""What a chair keeps for the group: its services, its work plan, and that it did what it owes."""

from dataclasses import replace

from flask import Blueprint, abort, url_for
from sqlalchemy.orm import Session

from forms.meetings.group import MarkForm, SeatForm, WorkForm
from forms.meetings.kept import VersionedForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.core.windows import london_date
from portal.meetings import marks, seats, work_plan, writing
from portal.meetings.kinds import Mark
from portal.meetings.rules import Seat
from portal.meetings.writing import Answer, Paper
from portal.partnership.rules import Group
from portal.web.context import now, reading
from portal.web.guard import actor, requires

bp = Blueprint("group", __name__)

MARKS = {
    Mark.UPDATE: ("Note an update to the board", "What you told the board, in a few words."),
    Mark.REVIEW: (
        "Note a look at the terms of reference",
        "Whether they still fit, and what you want changed.",
    ),
}


@bp.route("/meetings/groups/<string:link>/seats/new", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def add(link: str) -> Answer:
    """A further service."""
    return _seat(link, None)


@bp.route("/meetings/groups/<string:link>/seats/<string:seat>", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def seat(link: str, seat: str) -> Answer:
    """Who speaks for a service."""
    with reading() as session:
        found = seats.one(session, writing.my_group(link), seat)
    return _seat(link, found)


@bp.post("/meetings/groups/<string:link>/seats/<string:seat>/removal")
@requires(Permission.MEETING_RUN)
def leave(link: str, seat: str) -> Answer:
    """A service sits on the group no longer."""
    mine, form = writing.my_group(link), VersionedForm()

    def act(session: Session) -> None:
        seats.leave(session, actor(), mine, seat, seen_version=form.seen(), now=now())

    return writing.press(act, _back(link), "The service sits on the group no longer.")


@bp.route("/meetings/groups/<string:link>/work-plan/new", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def plan(link: str) -> Answer:
    """A further line of the work plan."""
    mine = writing.my_group(link)
    form = WorkForm(data={"key": new_id()})
    lead = "It is proposed for the agenda of the first meeting on or after that day."
    paper = _paper(link, mine, "Add to the work plan", "Add it", lead)

    def act(session: Session) -> None:
        work_plan.add(
            session,
            actor(),
            mine.code,
            title=form.title.data or "",
            due_on=form.due_on.data,
            yearly=bool(form.yearly.data),
            key=form.key.data or "",
            now=now(),
        )

    return writing.write(paper, form, act)


@bp.post("/meetings/groups/<string:link>/work-plan/<string:item>/removal")
@requires(Permission.MEETING_RUN)
def unplan(link: str, item: str) -> Answer:
    """The group does not take it up."""
    mine = writing.my_group(link)

    def act(session: Session) -> None:
        work_plan.remove(session, actor(), mine.code, item, now=now())

    return writing.press(act, _back(link), "It is off the work plan.")


@bp.route("/meetings/groups/<string:link>/marks/<string:kind>/new", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def mark(link: str, kind: str) -> Answer:
    """Note an update to the board, or a look at the terms of reference."""
    mine = writing.my_group(link)
    if kind not in set(Mark):
        abort(404)
    which = Mark(kind)
    title, lead = MARKS[which]
    form = MarkForm(data={"on": london_date(now()), "seen_version": 0})
    with reading() as session:
        stands, version = marks.noted(session, mine.code, which, form.on.data or london_date(now()))

    def act(session: Session) -> None:
        words, on, seen = form.words.data or "", form.on.data, form.seen()
        marks.mark(session, actor(), mine.code, which, on, words, seen_version=seen, now=now())

    paper = _paper(link, mine, title, "Note it", lead)
    return writing.write(replace(paper, stands=(("Noted", stands),), version=version), form, act)


def _seat(link: str, found: Seat | None) -> Answer:
    mine = writing.my_group(link)
    names = ("service", "representative", "deputy", "representative_account", "deputy_account")
    with reading() as session:
        people = [(each.id, each.name) for each in seats.people(session, mine.code)]
    version = found.version if found else 0
    filled = {name: getattr(found, name) for name in names} if found else {}
    form = SeatForm(data={**filled, "seen_version": version}).offer(people)
    title = f"Who speaks for: {found.service}" if found else "Add a service"

    def act(session: Session) -> None:
        wanted = form.to_seat(found.code if found else "")
        seats.save(session, actor(), mine, wanted, now=now())

    return writing.write(replace(_paper(link, mine, title, "Save"), version=version), form, act)


def _back(link: str) -> str:
    return url_for("meetings_staff.group", link=link)


def _paper(link: str, group: Group, title: str, button: str, lead: str = "") -> Paper:
    return Paper(title, button, _back(link), group.name, lead)
