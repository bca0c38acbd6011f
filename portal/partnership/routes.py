"""Who we are: the partnership's groups, what each looks after and who reports to whom, for anyone."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.partnership.current import current
from portal.partnership.tiers import group_view, outside, tiers, tree
from portal.web.guard import public
from portal.web.whole_page import whole_page

bp = Blueprint("partnership", __name__)


@bp.get("/partnership")
@public
@whole_page
def structure() -> str:
    """The whole partnership, tier by tier."""
    partnership = current()
    return render_template(
        "partnership/structure.html",
        partnership=partnership,
        tiers=tiers(partnership),
        tree=tree(partnership),
        outside=outside(partnership),
    )


@bp.get("/partnership/<string:group>")
@public
@whole_page
def group(group: str) -> str | Response:
    """One group; a code in capitals leads to its address."""
    if group != group.lower():
        return redirect(url_for(".group", group=group.lower()), 301)
    view = group_view(current(), group)
    return render_template("partnership/group.html", partnership=current(), view=view, group=view.group)
