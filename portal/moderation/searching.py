"""Looking for words in officers' copies. What is looked for travels in the form, never in an address."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from forms.queue import ANSWERS, SearchForm
from portal.concerns import sanitised as concerns
from portal.consultations import sanitised as answers
from portal.core.actors import Permission, may
from portal.partnership.current import current, geography
from portal.web.context import reading
from portal.web.guard import actor, requires
from portal.web.listing import Page

bp = Blueprint("searching", __name__)


@dataclass(frozen=True, slots=True)
class Found:
    """A copy that holds the words; `item` is the end of its address in the officers' room."""

    month: date
    what: tuple[str, str]
    where: tuple[str, str]
    words: str
    item: str


@bp.route("/moderation/search", methods=["GET", "POST"])
@requires(Permission.CONCERN_READ_SANITISED)
def search() -> tuple[str, int]:
    """Copies that hold the words; originals are sealed and never searched."""
    form, page, status = SearchForm(), None, 200
    if form.validate_on_submit():
        with reading() as session:
            page = _found(session, form)
    elif request.method == "POST":
        status = 422
    return render_template(
        "moderation/staff/search.html",
        form=form,
        page=page,
        decides=may(actor(), Permission.MODERATION_DECIDE),
    ), status


def _found(session: Session, form: SearchForm) -> Page[Found]:
    words, after = form.words.data, form.after.data or None
    if form.where.data == ANSWERS:
        texts = answers.search(session, words, after=after)
        return Page(tuple(_answer(copy) for copy in texts.rows), texts.next_key)
    names, reports = _names(), concerns.search(session, words, after=after)
    return Page(tuple(_concern(copy, names) for copy in reports.rows), reports.next_key)


def _answer(copy: answers.Copy) -> Found:
    return Found(copy.month, (copy.question, ""), (copy.consultation, ""), copy.words, f"answers/{copy.id}")


def _concern(copy: concerns.Copy, names: defaultdict[str, str]) -> Found:
    what = (names[copy.subtopic] or copy.subtopic, names[copy.topic] or copy.topic)
    where = (names[copy.ward] or copy.ward, names[copy.area or ""])
    return Found(copy.month, what, where, copy.words, f"concerns/{copy.id}")


def _names() -> defaultdict[str, str]:
    """What every code of the partnership is called; empty for one that is no longer there."""
    areas = {area.id: area.label for area in geography().areas}
    wards = {ward.code: ward.name for ward in current().wards}
    topics = {topic.code: topic.name for topic in current().topics}
    kinds = {kind.code: kind.name for topic in current().topics for kind in topic.subtopics}
    return defaultdict(str, {**areas, **wards, **topics, **kinds})
