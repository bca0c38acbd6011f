"""Where analysts and officers take answers out of the portal, for a purpose that the ledger keeps."""

from collections.abc import Iterator

from flask import Blueprint, Response, render_template, request, stream_with_context

from forms.consultations.after import ExportForm
from portal.adapters.sheets import Sheet, csv_lines, to_csv, workbook
from portal.consultations.after import exports
from portal.consultations.after.exports import DICTIONARY_HEAD, Export, Format
from portal.consultations.counting.results import CAVEAT
from portal.core.actors import Permission
from portal.web.context import house, now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.headers import no_store

bp = Blueprint("exports", __name__)

Answer = str | Response | tuple[str, int]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/exports")
@requires(Permission.EXPORT_MAKE)
def index() -> Answer:
    """What can be taken out."""
    with reading() as session:
        found = exports.offered(session, now=now())
    return render_template("consultations/staff/exports.html", offered=found)


@bp.route("/exports/<slug>", methods=["GET", "POST"])
@requires(Permission.EXPORT_MAKE)
def show(slug: str) -> Answer:
    """For what, and as what; then the file."""
    form = ExportForm()
    if not form.validate_on_submit():
        with reading() as session:
            found = exports.look(session, slug, now=now())
        page = render_template("consultations/staff/export.html", form=form, found=found)
        return page, 422 if request.method == "POST" else 200
    shape = Format(form.shape.data)
    with transaction() as session:
        found = exports.hand_out(session, slug, form.to_purpose(), shape, actor_id=actor().id, now=now())
    no_store()
    return _file(found, shape)


def _file(export: Export, shape: Format) -> Response:
    dictionary = [entry.cells for entry in export.entries]
    if shape is Format.DICTIONARY:
        return _named(to_csv(DICTIONARY_HEAD, dictionary), "text/csv", f"{export.slug}-dictionary.csv")
    if shape is Format.CSV:
        return _named(stream_with_context(_lines(export)), "text/csv", f"{export.slug}.csv")
    with reading() as session:
        sheets = (
            Sheet("Answers", export.head, exports.lines(session, export.slug)),
            Sheet("Data dictionary", DICTIONARY_HEAD, dictionary),
            Sheet("About", ("What", "Words"), _about(export)),
        )
        content = workbook(sheets, made_at=now())
    return _named(content, XLSX, f"{export.slug}.xlsx")


def _lines(export: Export) -> Iterator[str]:
    with house().database.reading() as session:
        yield from csv_lines(export.head, exports.lines(session, export.slug))


def _about(export: Export) -> tuple[tuple[str, object], ...]:
    return (
        ("Consultation", export.title),
        ("Answers", export.answers),
        ("What the figures say", CAVEAT),
        ("Before you pass it on", "Numbers under 5 may point to a person. Pass on published figures only."),
    )


def _named(content: bytes | Iterator[str], mimetype: str, name: str) -> Response:
    disposition = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(content, mimetype=mimetype, headers=disposition)
