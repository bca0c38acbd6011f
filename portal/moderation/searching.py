"""Looking for words in officers' copies. What is looked for travels in the form, never in an address."""

from collections import defaultdict

from flask import Blueprint, render_template, request

from forms.queue import SearchForm
from portal.concerns import sanitised
from portal.core.actors import Permission, may
from portal.partnership.current import current, geography
from portal.web.context import reading
from portal.web.guard import actor, requires

bp = Blueprint("searching", __name__)


@bp.route("/moderation/search", methods=["GET", "POST"])
@requires(Permission.CONCERN_READ_SANITISED)
def search() -> tuple[str, int]:
    """Copies that hold the words; originals are sealed and never searched."""
    form, page, status = SearchForm(), None, 200
    if form.validate_on_submit():
        with reading() as session:
            page = sanitised.search(session, form.words.data, after=form.after.data or None)
    elif request.method == "POST":
        status = 422
    return render_template(
        "moderation/staff/search.html",
        form=form,
        page=page,
        names=_names(),
        decides=may(actor(), Permission.MODERATION_DECIDE),
    ), status


def _names() -> defaultdict[str, str]:
    """What every code of the partnership is called; empty for one that is no longer there."""
    areas = {area.id: area.label for area in geography().areas}
    wards = {ward.code: ward.name for ward in current().wards}
    topics = {topic.code: topic.name for topic in current().topics}
    kinds = {kind.code: kind.name for topic in current().topics for kind in topic.subtopics}
    return defaultdict(str, {**areas, **wards, **topics, **kinds})
