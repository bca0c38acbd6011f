"""Notices: what is owed, what each says, its going out; as a page to print and as a document."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.base import StaffForm
from portal.adapters.documents import MIME, file_name, to_docx
from portal.core.actors import Permission
from portal.core.windows import london_date
from portal.partnership.current import current
from portal.referrals import bodies, notice_words, notices
from portal.referrals.committee import owed_notices, words
from portal.referrals.committee.case_pages import by
from portal.referrals.owing import NotOwed
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import requires
from portal.web.listing import after

bp = Blueprint("notices", __name__, url_prefix="/notices")

Answer = str | tuple[str, int] | AnyResponse


@bp.get("")
@requires(Permission.COMMITTEE_RUN)
def index() -> str:
    """Every notice that is owed, the one due first on top."""
    with reading() as session:
        page = owed_notices.page(session, after=after())
    return render_template(
        "referrals/notices/index.html",
        page=page,
        names=bodies.addressees(current()),
        kinds=words.NOTICE_WORDS,
        today=london_date(now()),
        facts_note=current().scrutiny.facts_note,
    )


@bp.get("/<string:notice_id>")
@requires(Permission.COMMITTEE_RUN)
def show(notice_id: str) -> Answer:
    """One notice as it went out, or as it would today."""
    return _show(notice_id, 200)


@bp.post("/<string:notice_id>/issue")
@requires(Permission.COMMITTEE_RUN)
def issue(notice_id: str) -> Answer:
    """Send it out: its words are frozen, and a mail says that it is there."""
    if not StaffForm().validate_on_submit():
        return _show(notice_id, 422)
    try:
        with transaction() as session:
            notices.issue(session, notice_id, by=by(), origin=settings().origin, now=now())
    except NotOwed as refused:
        return _show(notice_id, refused.status, words.told(refused)[1])
    flash("The notice is out. Its words are kept as they are.", "done")
    return redirect(url_for(".show", notice_id=notice_id), 303)


@bp.get("/<string:notice_id>.docx")
@requires(Permission.COMMITTEE_RUN)
def document(notice_id: str) -> Response:
    """The same as a Word document."""
    with reading() as session:
        page = notices.read(session, notice_id, partnership=current(), now=now())
    content = to_docx(notice_words.document(page.words), made_at=now())
    name = file_name(page.row.kind.value, page.reference, page.row.told)
    return Response(content, mimetype=MIME, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _show(notice_id: str, status: int, told: str = "") -> Answer:
    with reading() as session:
        page = notices.read(session, notice_id, partnership=current(), now=now())
    drawn = render_template(
        "referrals/notices/show.html",
        page=page,
        told=told,
        kinds=words.NOTICE_WORDS,
        today=london_date(now()),
        form=StaffForm(formdata=None),
    )
    return drawn, status
