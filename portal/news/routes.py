"""The partnership's news for anyone."""

from flask import Blueprint, render_template

from portal.news import queries
from portal.news.rules import State
from portal.web.context import reading
from portal.web.guard import public
from portal.web.listing import after
from portal.web.whole_page import whole_page, whole_page_reading

bp = Blueprint("news", __name__)


@bp.get("/news")
@public
@whole_page_reading("after")
def index() -> str:
    """Every piece, newest first."""
    with reading() as session:
        page = queries.published(session, after=after())
    return render_template("news/index.html", page=page)


@bp.get("/news/<string:slug>")
@public
@whole_page
def show(slug: str) -> str:
    """One piece; one that was withdrawn says so and no more."""
    with reading() as session:
        piece = queries.piece(session, slug)
    return render_template("news/show.html", piece=piece, withdrawn=piece.line.state is State.WITHDRAWN)
