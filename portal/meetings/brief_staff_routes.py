"""Quarterly briefs: begun with what the group did, edited, signed off, read by the Executive, as a file."""

from datetime import date

from flask import Blueprint, Response, render_template, url_for
from sqlalchemy.orm import Session

from forms.meetings.briefs import BriefForm, SignForm, StartForm
from portal.adapters.documents import MIME, file_name, to_docx
from portal.core.actors import Permission
from portal.core.windows import london_date, months_on
from portal.meetings import briefs, room, rules, writing
from portal.meetings.brief_words import MONTHS, BriefWords
from portal.meetings.briefs import PARTS, Brief
from portal.meetings.dates import quarter_of, quarter_words
from portal.meetings.writing import Answer, Paper
from portal.partnership.current import current
from portal.web.context import now, reading
from portal.web.guard import actor, requires
from portal.web.listing import after
from portal.web.names import actor_names

bp = Blueprint("briefs", __name__)

OFFERED = 5  # quarters: this one, and a year back


@bp.get("/briefs")
@requires(Permission.BRIEF_READ)
def index() -> str:
    """The briefs one may read."""
    with reading() as session:
        page = briefs.page(session, actor(), partnership=current(), after=after())
    names = {group.code: group.name for group in current().groups}
    chairs = any(rules.runs(actor(), code) for code in actor().groups)
    return render_template("meetings/staff/briefs.html", page=page, names=names, chairs=chairs)


@bp.route("/briefs/new", methods=["GET", "POST"])
@requires(Permission.BRIEF_SIGN)
def start() -> Answer:
    """Begin a brief, or open the one that was begun."""
    groups = [(each.code, each.name) for each in current().groups if rules.runs(actor(), each.code)]
    firsts = _quarters()
    form = StartForm().offer(groups, [(each.isoformat(), quarter_words(each)) for each in firsts])
    lead = "It is filled with what the group did in those months. You can change every word."
    paper = Paper("Begin a quarterly brief", "Begin it", url_for(".index"), "Quarterly briefs", lead)

    def act(session: Session) -> str:
        group = current().group(form.group.data)
        first = next(each for each in firsts if each.isoformat() == form.quarter.data)
        made = briefs.start(session, actor(), group, first, partnership=current(), now=now())
        return url_for(".show", brief_id=made)

    return writing.write(paper, form, act)


@bp.get("/briefs/<string:brief_id>")
@requires(Permission.BRIEF_READ)
def show(brief_id: str) -> str:
    """One brief."""
    found, signer = _one(brief_id)
    return render_template(
        "meetings/staff/brief.html",
        brief=found,
        group=current().group(found.group),
        signer=signer,
        headings=briefs.HEADINGS,
        chairs=rules.runs(actor(), found.group),
    )


@bp.get("/briefs/<string:brief_id>.docx")
@requires(Permission.BRIEF_READ)
def download(brief_id: str) -> Response:
    """One brief as a Word document."""
    found, signer = _one(brief_id)
    group = current().group(found.group)
    content = to_docx(briefs.document(found, group.name, signer), made_at=now())
    name = file_name("brief", group.code, found.quarter.isoformat()[:7])
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(content, mimetype=MIME, headers=headers)


@bp.route("/briefs/<string:brief_id>/edit", methods=["GET", "POST"])
@requires(Permission.BRIEF_SIGN)
def edit(brief_id: str) -> Answer:
    """Change the words."""
    found = _mine(brief_id)
    words = {part: getattr(found.words, part) for part in PARTS}
    form = BriefForm(data={**words, "seen_version": found.version})
    stands = tuple((briefs.HEADINGS[part], words[part]) for part in PARTS)
    paper = _paper(found, "Write the brief", "Save", stands=stands)

    def act(session: Session) -> None:
        written = BriefWords(*(form[part].data or "" for part in PARTS))
        briefs.save(session, actor(), brief_id, written, seen_version=form.seen(), now=now())

    return writing.write(paper, form, act)


@bp.route("/briefs/<string:brief_id>/anew", methods=["GET", "POST"])
@requires(Permission.BRIEF_SIGN)
def redraw(brief_id: str) -> Answer:
    """Fill it anew with what the group did."""
    found = _mine(brief_id)
    form = SignForm(data={"seen_version": found.version})
    lead = "Everything you wrote in it is replaced by what the portal knows today."
    paper = _paper(found, "Fill the brief anew", "Replace my words", lead)

    def act(session: Session) -> None:
        group, seen = current().group(found.group), form.seen()
        briefs.redraw(
            session, actor(), brief_id, group=group, partnership=current(), seen_version=seen, now=now()
        )

    return writing.write(paper, form, act)


@bp.route("/briefs/<string:brief_id>/signature", methods=["GET", "POST"])
@requires(Permission.BRIEF_SIGN)
def sign(brief_id: str) -> Answer:
    """Sign it off: nobody changes it any more, and the Executive reads it."""
    found = _mine(brief_id)
    form = SignForm(data={"seen_version": found.version})
    lead = "Nobody can change it afterwards. The Executive reads it from then on."
    paper = _paper(found, "Sign the brief off", "Sign it off", lead, told="The brief is signed off.")

    def act(session: Session) -> None:
        briefs.sign(session, actor(), brief_id, seen_version=form.seen(), now=now())

    return writing.write(paper, form, act)


def _one(brief_id: str) -> tuple[Brief, str]:
    """A brief and who signed it."""
    with reading() as session:
        found = briefs.one(session, actor(), brief_id)
        ids = {found.signed_by} if found.signed_by else set()
        return found, actor_names(session, ids).get(found.signed_by, "")


def _mine(brief_id: str) -> Brief:
    found, _ = _one(brief_id)
    room.chair(actor(), found.group)
    return found


def _quarters() -> list[date]:
    first = quarter_of(london_date(now()))
    return [months_on(first, -MONTHS * back) for back in range(OFFERED)]


def _paper(
    found: Brief,
    title: str,
    button: str,
    lead: str = "",
    *,
    told: str = "Saved.",
    stands: tuple[tuple[str, str], ...] = (),
) -> Paper:
    back = url_for(".show", brief_id=found.id)
    return Paper(title, button, back, found.about, lead, told, stands=stands, version=found.version)
