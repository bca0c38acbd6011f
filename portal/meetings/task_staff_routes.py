"""Task and finish groups: set up, heard, finished."""

from flask import Blueprint, render_template, url_for
from sqlalchemy.orm import Session

from forms.meetings.actions import ReportForm
from forms.meetings.group import ResultForm, TaskForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.meetings import room, rules, task_groups, writing
from portal.meetings.task_groups import NewTask, Task
from portal.meetings.writing import Answer, Paper
from portal.partnership.current import current
from portal.partnership.tiers import link_of
from portal.web.context import now, reading
from portal.web.guard import actor, requires
from portal.web.names import actor_names

bp = Blueprint("tasks", __name__)


@bp.route("/meetings/groups/<string:link>/task-groups/new", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def begin(link: str) -> Answer:
    """Set one up."""
    mine = writing.my_group(link)
    form = TaskForm(data={"key": new_id()})
    back = url_for("meetings_staff.group", link=link)
    lead = "It tells at every meeting how far it has come; a missing update is marked on the agenda."
    paper = Paper("Set up a task and finish group", "Set it up", back, mine.name, lead)

    def act(session: Session) -> str:
        name, purpose, lead = (form[part].data or "" for part in ("name", "purpose", "lead"))
        closed, key = bool(form.closed.data), form.key.data or ""
        new = NewTask(name, purpose, lead, form.ends_by.data, closed)
        made = task_groups.begin(session, actor(), mine.code, new, key=key, now=now())
        return url_for(".show", task_id=made)

    return writing.write(paper, form, act)


@bp.get("/meetings/task-groups/<string:task_id>")
@requires(Permission.MEETING_READ)
def show(task_id: str) -> str:
    """One task and finish group."""
    with reading() as session:
        found = task_groups.one(session, actor(), task_id, partnership=current())
        people = actor_names(session, {each.by for each in found.told})
    group = current().group(found.group)
    belongs, chairs = found.group in actor().groups, rules.runs(actor(), found.group)
    return render_template(
        "meetings/staff/task.html",
        task=found,
        group=group,
        link=link_of(group),
        people=people,
        belongs=belongs,
        chairs=chairs,
    )


@bp.route("/meetings/task-groups/<string:task_id>/updates/new", methods=["GET", "POST"])
@requires(Permission.ACTION_REPORT)
def report(task_id: str) -> Answer:
    """Say how far it has come."""
    found = _one(task_id)
    room.belong(actor(), found.group)
    form = ReportForm(data={"key": new_id()})

    def act(session: Session) -> None:
        words, key = form.words.data or "", form.key.data or ""
        task_groups.report(session, actor(), task_id, words, key=key, now=now())

    return writing.write(_paper(found, "Say how far it has come", "Say it"), form, act)


@bp.route("/meetings/task-groups/<string:task_id>/end", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def finish(task_id: str) -> Answer:
    """It has finished."""
    found = _one(task_id)
    room.chair(actor(), found.group)
    form = ResultForm(data={"seen_version": found.version})

    def act(session: Session) -> None:
        result, seen = form.result.data or "", form.seen()
        task_groups.finish(session, actor(), task_id, result, seen_version=seen, now=now())

    return writing.write(_paper(found, "Say what came of it", "It has finished"), form, act)


def _one(task_id: str) -> Task:
    with reading() as session:
        return task_groups.one(session, actor(), task_id, partnership=current())


def _paper(found: Task, title: str, button: str) -> Paper:
    return Paper(title, button, url_for(".show", task_id=found.id), found.name, version=found.version)
