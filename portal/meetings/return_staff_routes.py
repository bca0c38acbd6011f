"""What groups pass up: raised, released by its source, passed on, answered; its trail reads it."""

from flask import Blueprint, render_template, url_for
from sqlalchemy.orm import Session

from forms.meetings.passing import ApprovalForm, ReturnForm, StepForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.meetings import returns, room, rules, writing
from portal.meetings.kinds import KIND_WORDS, ReturnKind
from portal.meetings.returns import NewReturn, Return
from portal.meetings.writing import Answer, Paper
from portal.partnership.current import current
from portal.partnership.tiers import link_of
from portal.web.context import now, reading
from portal.web.guard import actor, requires
from portal.web.names import actor_names

bp = Blueprint("returns", __name__)


@bp.get("/meetings/returns")
@requires(Permission.MEETING_READ)
def index() -> str:
    """What one's groups passed up, or got from below."""
    with reading() as session:
        found = returns.seen_by(session, actor(), partnership=current())
    mine = [(link_of(group), group.short_name) for group in current().groups if group.code in actor().groups]
    return render_template(
        "meetings/staff/returns.html", returns=found, names=_names(), kinds=KIND_WORDS, mine=mine
    )


@bp.route("/meetings/groups/<string:link>/returns/new", methods=["GET", "POST"])
@requires(Permission.ACTION_REPORT)
def new(link: str) -> Answer:
    """Pass something up."""
    mine = writing.group_at(link)
    form = ReturnForm(data={"key": new_id()})
    lead = "Your group's chair decides whether it goes to the group above. Nothing here points to a person."
    paper = Paper("Pass something up", "Save", url_for(".index"), "What groups pass up", lead)

    def act(session: Session) -> str:
        texts = (form[name].data or "" for name in ("title", "words", "source_agency"))
        value, key = NewReturn(ReturnKind(form.kind.data), *texts), form.key.data or ""
        made = returns.raise_one(session, actor(), mine.code, value, key=key, now=now())
        return url_for(".show", return_id=made)

    return writing.write(paper, form, act)


@bp.get("/meetings/returns/<string:return_id>")
@requires(Permission.MEETING_READ)
def show(return_id: str) -> str:
    """One return with its trail."""
    with reading() as session:
        found = returns.one(session, actor(), return_id, partnership=current())
        people = actor_names(session, {step.by for step in found.trail})
    here = current().group(found.at_group)
    return render_template(
        "meetings/staff/return.html",
        found=found,
        names=_names(),
        kinds=KIND_WORDS,
        people=people,
        above=current().group(here.parent).name if here.parent else "",
        chairs=rules.runs(actor(), found.at_group),
    )


@bp.route("/meetings/returns/<string:return_id>/approval", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def approve(return_id: str) -> Answer:
    """The agency it came from said yes to its re-use."""
    found = _held(return_id)
    form = ApprovalForm(data={"seen_version": found.version})
    title = f"Note that this agency said yes: {found.source_agency or 'nobody else'}"
    paper = _paper(found, title, "Note it")

    def act(session: Session) -> None:
        post, seen = form.post.data or "", form.seen()
        returns.approve(session, actor(), return_id, post, seen_version=seen, now=now())

    return writing.write(paper, form, act)


@bp.route("/meetings/returns/<string:return_id>/escalation", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def escalate(return_id: str) -> Answer:
    """Pass it to the group above."""
    found = _held(return_id)
    form = StepForm(data={"seen_version": found.version})
    paper = _paper(found, "Pass it to the group above", "Pass it up")

    def act(session: Session) -> None:
        words, seen = form.words.data or "", form.seen()
        returns.escalate(
            session, actor(), return_id, words, partnership=current(), seen_version=seen, now=now()
        )

    return writing.write(paper, form, act)


@bp.route("/meetings/returns/<string:return_id>/answer", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def answer(return_id: str) -> Answer:
    """Answer it, for every group on its trail."""
    found = _held(return_id)
    form = StepForm(data={"seen_version": found.version})

    def act(session: Session) -> None:
        words, seen = form.words.data or "", form.seen()
        returns.answer(session, actor(), return_id, words, seen_version=seen, now=now())

    return writing.write(_paper(found, "Answer it", "Answer it"), form, act)


def _held(return_id: str) -> Return:
    """A return, for the chair of the group that has it. Raises `NotFound`."""
    with reading() as session:
        found = returns.one(session, actor(), return_id, partnership=current())
    room.chair(actor(), found.at_group)
    return found


def _paper(found: Return, title: str, button: str) -> Paper:
    """A step; once it is taken the return may be with another group, so the way back is its page."""
    back = url_for(".show", return_id=found.id)
    return Paper(title, button, back, found.title, found.words, version=found.version)


def _names() -> dict[str, str]:
    return {group.code: group.name for group in current().groups}
