"""Packs on staff pages: made by officers, read by the group they are for, taken away as files."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for

from forms.packs import ActForm, CommentForm, PackForm
from portal.adapters import pdf
from portal.adapters.documents import MIME
from portal.adapters.tokens import new_id
from portal.core.actors import Permission, may
from portal.core.errors import DomainError, NotFound
from portal.core.windows import london_date, months_on
from portal.packs import agency_pages, files, queries, rules, service, talk_pages
from portal.packs.content import PackContent
from portal.packs.queries import PackView
from portal.packs.rules import Period, PointsToSomebody
from portal.partnership.current import current, geography
from portal.partnership.margins import margins
from portal.web.context import now, reading, settings, transaction
from portal.web.filters import month
from portal.web.guard import actor, requires
from portal.web.listing import after
from portal.web.sorting import order

bp = Blueprint("packs_staff", __name__, url_prefix="/staff")
bp.register_blueprint(agency_pages.bp)
bp.register_blueprint(talk_pages.bp)

BACK = 24
"""How many months back a pack may start."""

NOT_OVER = "Choose a period that is over: a pack never changes later"
TAKE_OUT = "Take out what looks like a personal detail: nothing here points to a person"


@bp.get("/packs")
@requires(Permission.PACK_READ)
def index() -> str:
    """Packs this person may read."""
    return _index(_form() if may(actor(), Permission.PACK_MAKE) else None)


@bp.post("/packs")
@requires(Permission.PACK_MAKE)
def make() -> Any:
    """Freeze a pack for a group and a period."""
    form = _form()
    if not form.validate_on_submit():
        return _index(form), 422
    start, months = form.to_period()
    try:
        made = _frozen(form, rules.period(start, months, today=london_date(now())))
    except PointsToSomebody as refused:
        form[refused.part].errors = [TAKE_OUT]
        return _index(form), 422
    except DomainError:
        form.months.errors = [*form.months.errors, NOT_OVER]
        return _index(form), 422
    flash("The pack is frozen.", "done")
    return redirect(url_for(".show", pack=made), 303)


@bp.get("/packs/<pack>")
@requires(Permission.PACK_READ)
def show(pack: str) -> str:
    """One pack, all of it on one page."""
    return talk_pages.draw(pack, CommentForm(formdata=None), ActForm(formdata=None))


@bp.get("/packs/<pack>/summary")
@requires(Permission.PACK_READ)
def summary(pack: str) -> str:
    """Two pages that say it in short."""
    view, found = _read(pack)
    return render_template("packs/staff/summary.html", pack=view, content=found)


@bp.get("/packs/<pack>.csv")
@requires(Permission.PACK_READ)
def download(pack: str) -> Response:
    """One pack's numbers."""
    view, found = _read(pack)
    return _file(files.to_csv(found), "text/csv", files.name(view, found, "csv"))


@bp.get("/packs/<pack>.docx")
@requires(Permission.PACK_READ)
def document(pack: str) -> Response:
    """One pack as a Word document."""
    view, found = _read(pack)
    return _file(files.to_docx(view, found, made_at=view.made_at), MIME, files.name(view, found, "docx"))


@bp.get("/packs/<pack>.pdf")
@requires(Permission.PACK_READ)
def paper(pack: str) -> Response:
    """One pack as a PDF, where the portal can make one."""
    view, found = _read(pack)
    html = render_template("packs/staff/paper.html", pack=view, content=found)
    return _file(files.to_pdf(html), pdf.MIME, files.name(view, found, "pdf"))


def _read(pack: str) -> tuple[PackView, PackContent]:
    """The pack and what it says. Raises `NotFound`, also where nothing in it can be read any more."""
    with reading() as session:
        view = queries.pack(session, actor(), pack)
    if view.content is None:
        raise NotFound(kind="pack", value=pack)
    return view, view.content


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _frozen(form: PackForm, period: Period) -> str:
    with transaction() as session:
        return service.make(
            session,
            partnership=current(),
            geography=geography(),
            residents=margins(settings().partnership),
            group=form.group.data,
            period=period,
            actor_id=actor().id,
            now=now(),
            judgement=form.to_judgement(),
            pack_id=form.id_of(new_id()),
        )


def _index(form: PackForm | None) -> str:
    chosen = order(queries.COLUMNS, queries.NEWEST)
    with reading() as session:
        page = queries.page(session, actor(), order=chosen, after=after())
    names = {group.code: group.name for group in current().groups}
    return render_template("packs/staff/index.html", page=page, order=chosen, names=names, form=form)


def _form() -> PackForm:
    served = [group for group in current().groups if not group.sits_outside]
    first = london_date(now()).replace(day=1)
    starts = [months_on(first, -n) for n in range(1, BACK + 1)]
    form = PackForm().offer(
        [(group.code, group.name) for group in served],
        [(each.isoformat(), month(each)) for each in starts],
        [(str(n), "1 month" if n == 1 else f"{n} months") for n in rules.MONTHS],
    )
    form.id_of(new_id())
    return form
