"""The agenda: what waits for the group, items of the chair's own, their order, what is given to whom."""

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session

from forms.meetings.agenda import GiveForm, ItemForm, NewItemForm, TakeForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.meetings import actions, agenda, gathering, queries, room, service, writing
from portal.meetings.gathering import Proposal
from portal.meetings.kinds import SOURCE_WORDS
from portal.meetings.meeting_staff_routes import mine
from portal.meetings.queries import Item, Line
from portal.meetings.writing import Answer, Paper
from portal.partnership.current import current
from portal.web.context import now, reading
from portal.web.filters import day
from portal.web.guard import actor, requires

bp = Blueprint("agenda", __name__)


@bp.route("/meetings/<string:meeting_id>/agenda", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def take(meeting_id: str) -> Answer:
    """Put on the agenda what waits for the group."""
    line = mine(meeting_id)
    waiting = {each.key: each for each in _waiting(line)}
    form = TakeForm().offer([(key, _words(each)) for key, each in waiting.items()])

    def act(session: Session) -> None:
        chosen = [waiting[key] for key in form.chosen.data or () if key in waiting]
        agenda.take(session, actor(), meeting_id, chosen, now=now())

    if not waiting and request.method == "GET":
        return render_template("meetings/staff/nothing.html", line=line)
    return writing.write(_paper(line, "Fill the agenda", "Put them on"), form, act)


@bp.route("/meetings/<string:meeting_id>/items/new", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def new(meeting_id: str) -> Answer:
    """An item of the chair's own."""
    line = mine(meeting_id)
    form = NewItemForm(data={"key": new_id()})

    def act(session: Session) -> None:
        agenda.add(session, actor(), meeting_id, form.to_words(), key=form.key.data or "", now=now())

    return writing.write(_paper(line, "Put an item on the agenda", "Put it on"), form, act)


@bp.route("/meetings/items/<string:item_id>", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def edit(item_id: str) -> Answer:
    """Change an item: its words, whether it stays in the room, who said yes, what came of it."""
    found, line = chaired(item_id)
    fields = ("title", "public_title", "paper", "closed", "source_agency", "approved", "note")
    form = ItemForm(data={**{n: getattr(found, n) for n in fields}, "seen_version": found.version})
    stands = (
        ("Title", found.title),
        ("Title for everybody", found.public_title),
        ("Paper", found.paper),
        ("What came of it", found.note),
    )
    paper = _paper(line, "Change the item", "Save", stands=stands, version=found.version)

    def act(session: Session) -> None:
        agenda.change(session, actor(), item_id, form.to_words(), seen_version=form.seen(), now=now())

    return writing.write(paper, form, act)


@bp.post("/meetings/items/<string:item_id>/<string:way>")
@requires(Permission.MEETING_RUN)
def move(item_id: str, way: str) -> Answer:
    """One place up or down."""
    _, line = chaired(item_id)
    if way not in ("up", "down"):
        abort(404)
    up = way == "up"
    return writing.press(
        lambda session: agenda.move(session, actor(), item_id, up=up, now=now()), _back(line), "Moved."
    )


@bp.post("/meetings/items/<string:item_id>/removal")
@requires(Permission.MEETING_RUN)
def remove(item_id: str) -> Answer:
    """Take an item off that nothing was decided about."""
    _, line = chaired(item_id)

    def act(session: Session) -> None:
        agenda.remove(session, actor(), item_id, now=now())

    return writing.press(act, _back(line), "The item is off the agenda.")


@bp.route("/meetings/<string:meeting_id>/actions/new", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def give(meeting_id: str) -> Answer:
    """Give a service something to do, from an item of the agenda or without one."""
    line, group = mine(meeting_id), current().group(mine(meeting_id).group)
    item = request.args.get("item", "")
    with reading() as session:
        form = GiveForm(data={"key": new_id()}).offer(writing.services(session, group))
    lead = "It is reported on at the next meeting, and carried over until it is done or dropped."

    def act(session: Session) -> None:
        words, key = form.to_words(), form.key.data or ""
        actions.give(session, actor(), meeting_id, words, group=group, item_id=item, key=key, now=now())

    return writing.write(_paper(line, "Give an action", "Give it", lead), form, act)


def chaired(item_id: str) -> tuple[Item, Line]:
    """An item and its meeting, for the chair. Raises `NotFound`."""
    with reading() as session:
        found, line = queries.item(session, actor(), item_id, partnership=current(), now=now())
    room.chair(actor(), line.group)
    return found, line


def _waiting(line: Line) -> tuple[Proposal, ...]:
    """What waits for the group and does not stand on this agenda yet."""
    with reading() as session:
        meeting, group = service.read(session, line.id), current().group(line.group)
        found = gathering.proposals(session, meeting, group, partnership=current(), now=now())
        there = agenda.on_it(session, line.id)
    return tuple(each for each in found if (each.source, each.source_id) not in there)


def _words(each: Proposal) -> str:
    return f"{SOURCE_WORDS[each.source]}: {each.title}"


def _back(line: Line) -> str:
    return url_for("meetings_staff.meeting.show", meeting_id=line.id)


def _paper(
    line: Line,
    title: str,
    button: str,
    lead: str = "",
    *,
    stands: tuple[tuple[str, str], ...] = (),
    version: int | None = None,
) -> Paper:
    words = f"Meeting of {day(line.held_on)}"
    return Paper(title, button, _back(line), words, lead, stands=stands, version=version)
