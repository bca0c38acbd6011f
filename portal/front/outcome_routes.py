"""You said, we did: what was heard, what was decided about it and how far that has come, for anybody."""

from flask import Blueprint, render_template, request

from forms.outcomes import FilterForm
from portal.front import heard
from portal.front.subjects import Ground
from portal.meetings import told
from portal.outcomes import queries
from portal.outcomes.queries import Wanted
from portal.outcomes.rules import KIND_WORDS, PROGRESS_WORDS
from portal.partnership.current import current
from portal.referrals import untold
from portal.web.context import now, reading
from portal.web.guard import public
from portal.web.listing import after
from portal.web.whole_page import whole_page, whole_page_reading

bp = Blueprint("outcomes", __name__)


@bp.get("/outcomes")
@public
@whole_page_reading("progress", "topic", "kind", "after")
def index() -> str:
    """Every published outcome, the newest first, as far as the filter says."""
    with reading() as session:
        without = untold.references(session, partnership=current())
        form = _form(queries.topics(session, without=without))
        wanted = Wanted.chosen(form.progress.data, form.topic.data, form.kind.data)
        page = queries.published(session, wanted, after=after(), without=without)
        measures = queries.measures(session, without=without)
        counts = queries.counts(session, without=without)
        things = heard.things(Ground(session, current(), now()))
    return render_template(
        "outcomes/index.html",
        page=page,
        later=after(),
        form=form,
        measures=measures,
        heard=len(things),
        table=[(words, counts.get(each, 0)) for each, words in PROGRESS_WORDS.items()],
        owners=_owners(),
    )


@bp.get("/outcomes/<string:outcome_id>")
@public
@whole_page
def show(outcome_id: str) -> str:
    """One outcome, from what was told to what is done."""
    with reading() as session:
        without = untold.references(session, partnership=current())
        found = queries.public(session, outcome_id, without=without)
        behind = told.for_everybody(session, outcome_id)
    topics = dict(_topics(frozenset({found.topic})))
    return render_template(
        "outcomes/show.html",
        outcome=found,
        owners=_owners(),
        topic=topics.get(found.topic, ""),
        behind=behind,
    )


def _form(topics: frozenset[str]) -> FilterForm:
    return FilterForm(request.args).offer(
        progress=[(each.value, words) for each, words in PROGRESS_WORDS.items()],
        topics=_topics(topics),
        kinds=[(each.value, words) for each, words in KIND_WORDS.items()],
    )


def _topics(wanted: frozenset[str]) -> list[tuple[str, str]]:
    return [(topic.code, topic.name) for topic in current().topics if topic.code in wanted]


def _owners() -> dict[str, str]:
    return {group.code: group.name for group in current().groups}
