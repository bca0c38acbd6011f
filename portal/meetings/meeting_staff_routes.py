"""One meeting: its page and its actions log, its day and place, who came, its papers, its end."""

from typing import Any

from flask import Blueprint, render_template, url_for
from sqlalchemy.orm import Session

from forms.meetings.kept import KeyedForm
from forms.meetings.meeting import CancelForm, CirculateForm, MeetingForm, attendance_form
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.meetings import links, queries, room, seats, service, told, writing
from portal.meetings.kinds import PRESENCE_WORDS, SOURCE_WORDS, Channel, Presence
from portal.meetings.queries import Line, Sheet
from portal.meetings.rules import Seat
from portal.meetings.writing import Answer, Paper
from portal.partnership.current import current
from portal.partnership.rules import Group
from portal.partnership.tiers import link_of
from portal.web.context import now, reading, settings
from portal.web.filters import day
from portal.web.guard import actor, requires
from portal.web.names import actor_names

bp = Blueprint("meeting", __name__)


@bp.get("/meetings/<string:meeting_id>")
@requires(Permission.MEETING_READ)
def show(meeting_id: str) -> str:
    """One meeting with everything on its table."""
    with reading() as session:
        found = _sheet(session, meeting_id)
        people = actor_names(session, _writers(found))
        given = links.given(session, meeting_id, now=now())
        offered = _offered(session, found, given) if found.chairs else ()
        handed = told.handed(session, (each for item in found.items for each in item.decisions))
    return render_template(
        "meetings/staff/show.html",
        sheet=found,
        link=link_of(_group(found.line)),
        people=people,
        offered=offered,
        given=given,
        key=new_id(),
        handed=handed,
        sources=SOURCE_WORDS,
        presence=PRESENCE_WORDS,
    )


@bp.get("/meetings/<string:meeting_id>/log")
@requires(Permission.MEETING_READ)
def log(meeting_id: str) -> str:
    """Agenda and actions log as they go out: what is closed is not on it."""
    with reading() as session:
        found = _sheet(session, meeting_id)
    return render_template("meetings/staff/log.html", sheet=found)


@bp.route("/meetings/<string:meeting_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def edit(meeting_id: str) -> Answer:
    """Change day, time, place, and what everybody may read."""
    line = _mine(meeting_id)
    filled = {"held_on": line.held_on, "starts": line.starts, "place": line.place, "public": line.public}
    form = MeetingForm(data={**filled, "notes": line.notes, "seen_version": line.version})
    stands = (("Day", day(line.held_on)), ("Place", line.place), ("For everybody", line.notes))
    paper = _paper(line, "Change the meeting", "Save", stands=stands)

    def act(session: Session) -> None:
        words, seen = form.to_words(), form.seen()
        service.change(session, actor(), meeting_id, words, seen_version=seen, now=now())

    return writing.write(paper, form, act)


@bp.route("/meetings/<string:meeting_id>/attendance", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def attendance(meeting_id: str) -> Answer:
    """Note who came."""
    line = _mine(meeting_id)
    with reading() as session:
        sitting = seats.of(session, _group(line))
        noted = {each.seat: each.came for each in _sheet(session, meeting_id).came}
    form = attendance_form(sitting, noted, line.version)
    lead = "A deputy decides for the service like its representative. Services and posts only, no names."
    paper = _paper(line, "Note who came", "Save", lead)

    def act(session: Session) -> None:
        group, seen = _group(line), form.seen()
        service.attend(session, actor(), meeting_id, form.came(), group=group, seen_version=seen, now=now())

    return writing.write(paper, form, act)


@bp.route("/meetings/<string:meeting_id>/circulation", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def circulate(meeting_id: str) -> Answer:
    """Send the papers round."""
    line = _mine(meeting_id)
    form = CirculateForm()
    lead = f"They go out by {day(line.circulate_by)} at the latest. A mail holds nothing but the address."
    paper = _paper(line, "Send the papers round", "Send them", lead, told="The papers went out.")

    def act(session: Session) -> None:
        how, origin = Channel(form.how.data), settings().origin
        service.circulate(session, actor(), meeting_id, how, origin=origin, now=now())

    return writing.write(paper, form, act)


@bp.route("/meetings/<string:meeting_id>/cancellation", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def cancel(meeting_id: str) -> Answer:
    """The meeting does not take place."""
    line = _mine(meeting_id)
    form = CancelForm(data={"seen_version": line.version})
    paper = _paper(line, "Call the meeting off", "Call it off", told="The meeting is called off.")

    def act(session: Session) -> None:
        reason, seen = form.reason.data or "", form.seen()
        service.cancel(session, actor(), meeting_id, reason, seen_version=seen, now=now())

    return writing.write(paper, form, act)


@bp.route("/meetings/<string:meeting_id>/end", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def end(meeting_id: str) -> Answer:
    """Close the meeting."""
    line = _mine(meeting_id)
    form = CancelForm(data={"seen_version": line.version})
    del form.reason
    lead = "Every action that is still open is carried over to the next meeting. The agenda is then locked."
    paper = _paper(line, "Close the meeting", "Close it", lead, told="The meeting is closed.")

    def act(session: Session) -> None:
        group, seen = _group(line), form.seen()
        service.hold(
            session, actor(), meeting_id, group=group, partnership=current(), seen_version=seen, now=now()
        )

    return writing.write(paper, form, act)


@bp.post("/meetings/<string:meeting_id>/links/<string:seat>")
@requires(Permission.MEETING_RUN)
def ask(meeting_id: str, seat: str) -> Answer:
    """Make the link by which a deputy reports; it is shown once."""
    line = _mine(meeting_id)
    back, form = url_for(".show", meeting_id=meeting_id), KeyedForm()
    made: dict[str, Any] = {}
    keys = {"lookup_key": settings().lookup_key, "origin": settings().origin}
    given: dict[str, Any] = {"group": _group(line), **keys}

    def act(session: Session) -> None:
        key = form.key.data or ""
        address, mailed = links.make(session, actor(), meeting_id, seat, **given, key=key, now=now())
        made.update(address=address, mailed=mailed, name=seats.one(session, _group(line), seat).service)

    answer = writing.press(act, back, "The link is made.")
    return render_template("meetings/staff/link.html", line=line, back=back, **made) if made else answer


@bp.post("/meetings/<string:meeting_id>/links/<string:seat>/removal")
@requires(Permission.MEETING_RUN)
def stop(meeting_id: str, seat: str) -> Answer:
    """Stop the link of a service."""
    _mine(meeting_id)

    def act(session: Session) -> None:
        links.stop(session, actor(), meeting_id, seat, now=now())

    return writing.press(act, url_for(".show", meeting_id=meeting_id), "The link is stopped.")


def mine(meeting_id: str) -> Line:
    """A meeting, for its chair. Raises `NotFound`."""
    with reading() as session:
        found = queries.line(session, actor(), meeting_id, partnership=current(), now=now())
    room.chair(actor(), found.group)
    return found


_mine = mine


def _sheet(session: Session, meeting_id: str) -> Sheet:
    return queries.sheet(session, actor(), meeting_id, partnership=current(), now=now())


def _offered(session: Session, found: Sheet, given: frozenset[str]) -> tuple[Seat, ...]:
    there = {each.seat for each in found.came if each.came is Presence.PRESENT}
    services = seats.of(session, _group(found.line))
    return links.to_offer(services, (*found.due, *found.given), there, given)


def _group(line: Line) -> Group:
    return current().group(line.group)


def _paper(
    line: Line,
    title: str,
    button: str,
    lead: str = "",
    *,
    told: str = "Saved.",
    stands: tuple[tuple[str, str], ...] = (),
) -> Paper:
    back, words = url_for(".show", meeting_id=line.id), f"Meeting of {day(line.held_on)}"
    return Paper(title, button, back, words, lead, told, stands=stands, version=line.version)


def _writers(found: Sheet) -> set[str]:
    """The accounts whose updates the page shows."""
    updates = {each.by for action in (*found.due, *found.given) for each in action.updates}
    return {each for each in updates | {told.by for task in found.tasks for told in task.told} if each}
