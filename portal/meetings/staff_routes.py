"""The groups' rooms for those who sit in them: the list, one group, the timetable, a new meeting."""

from flask import Blueprint, render_template, url_for
from sqlalchemy.orm import Session

from forms.meetings.meeting import PlanForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.core.windows import london_date
from portal.meetings import (
    action_staff_routes,
    agenda_staff_routes,
    brief_staff_routes,
    decision_staff_routes,
    group_room,
    group_staff_routes,
    marks,
    meeting_staff_routes,
    public,
    queries,
    return_staff_routes,
    room,
    service,
    task_staff_routes,
    writing,
)
from portal.meetings.writing import Answer, Paper
from portal.partnership.current import current
from portal.partnership.tiers import link_of
from portal.web.context import now, reading
from portal.web.filters import weekday
from portal.web.guard import actor, requires
from portal.web.listing import after

bp = Blueprint("meetings_staff", __name__, url_prefix="/staff")
for part in (
    meeting_staff_routes,
    agenda_staff_routes,
    decision_staff_routes,
    group_staff_routes,
    task_staff_routes,
    return_staff_routes,
    action_staff_routes,
    brief_staff_routes,
):
    bp.register_blueprint(part.bp)


@bp.get("/meetings")
@requires(Permission.MEETING_READ)
def index() -> str:
    """The groups one sits on, each with its next meetings."""
    with reading() as session:
        shown = [
            (group, link_of(group), queries.upcoming(session, group, partnership=current(), now=now()))
            for group in room.groups(actor(), current())
        ]
    return render_template("meetings/staff/index.html", groups=shown)


@bp.get("/meetings/timetable")
@requires(Permission.MEETING_READ)
def timetable() -> str:
    """When each group owes the board an update, and a look at its terms of reference."""
    with reading() as session:
        today = london_date(now())
        lines = marks.timetable(session, actor(), partnership=current(), today=today)
        yearly = marks.owed_yearly(public.last_held(session), today)
    ruled = current().meeting_rules
    board = next((group.name for group in current().groups if group.code == ruled.board), "board")
    return render_template(
        "meetings/staff/timetable.html", lines=lines, board=board, ruled=ruled, yearly=yearly
    )


@bp.get("/meetings/groups/<string:link>")
@requires(Permission.MEETING_READ)
def group(link: str) -> str:
    """One group's room."""
    with reading() as session:
        found = group_room.read(session, actor(), link, partnership=current(), now=now(), after=after())
    return render_template(
        "meetings/staff/group.html", room=found, rounding=current().meeting_rules.rounding.value
    )


@bp.route("/meetings/groups/<string:link>/new", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def plan(link: str) -> Answer:
    """Plan a meeting; the next day in the group's rhythm stands in the boxes."""
    mine = writing.my_group(link)
    with reading() as session:
        days = queries.proposed(session, mine, now=now())
    form = PlanForm(data={"key": new_id(), "held_on": days[0] if days else None, "starts": "10:00"})
    lead = f"By its rhythm the group meets next on {', '.join(map(weekday, days))}." if days else ""
    back = url_for("meetings_staff.group", link=link)
    paper = Paper("Plan a meeting", "Plan it", back, mine.name, lead, told="The meeting is planned.")

    def act(session: Session) -> str:
        key = form.key.data or ""
        made = service.plan(session, actor(), mine, form.to_words(), key=key, now=now())
        return url_for("meetings_staff.meeting.show", meeting_id=made)

    return writing.write(paper, form, act)
