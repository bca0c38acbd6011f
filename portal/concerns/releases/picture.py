"""What is published about concerns, for anybody: map, tables, charts, and the map areas to download."""

from flask import Blueprint, Response, json, render_template, request

from forms.released import PictureForm
from portal.concerns.releases import published
from portal.concerns.releases.picture_page import Choice, Coming, coming, page_of
from portal.concerns.releases.published import Published, ReleaseLine
from portal.concerns.releases.release_map import drawn_picture
from portal.core.windows import london_date
from portal.partnership.current import current, geography
from portal.web.context import now, reading
from portal.web.guard import public
from portal.web.whole_page import whole_page, whole_page_reading

bp = Blueprint("released", __name__)

MAX_DIGITS = 9  # of a picture's number in an address


@bp.get("/concerns")
@public
@whole_page_reading("release", "family", "ward")
def picture() -> tuple[str, int]:
    """A published picture; the newest, or the one that was asked for, as far as the filter says."""
    with reading() as session:
        lines = published.lines(session)
        if not lines:
            return render_template("concerns/picture_none.html", coming=_coming(lines)), 200
        asked = request.args.get("release", "")
        known = (
            asked.isdecimal() and len(asked) <= MAX_DIGITS and int(asked) in {each.number for each in lines}
        )
        found = published.numbered(session, int(asked) if known else lines[0].number)
    return _page(found, lines)


@bp.get("/concerns/areas.geojson")
@public
@whole_page
def areas() -> Response:
    """The map areas: what each is called, and the cells it is made of, as one outline."""
    ground = geography()
    features = [
        {
            "type": "Feature",
            "id": area.id,
            "properties": {
                "label": area.label,
                "ward": area.ward,
                "ward_name": ground.ward_name(area.ward),
                "cells": area.catchment,
            },
            "geometry": ground.area_shapes[area.id],
        }
        for area in ground.areas
    ]
    collection = {"type": "FeatureCollection", "attribution": current().attribution, "features": features}
    return Response(json.dumps(collection), mimetype="application/geo+json")


def _page(found: Published, lines: tuple[ReleaseLine, ...]) -> tuple[str, int]:
    form = PictureForm(request.args).offer(
        releases=[(str(line.number), line.period.words) for line in lines],
        families=found.picture.families,
        wards=found.picture.wards,
    )
    page = page_of(found, Choice(form.family.data, form.ward.data))
    html = render_template(
        "concerns/picture.html",
        page=page,
        drawing=drawn_picture(found.picture, geography(), ward=page.choice.ward) if page.has_map else None,
        form=form,
        coming=_coming(lines),
        newest=found.line.number == lines[0].number,
    )
    return html, 422 if form.errors else 200


def _coming(lines: tuple[ReleaseLine, ...]) -> Coming:
    return coming(lines, months=current().clocks.release_months, today=london_date(now()))
