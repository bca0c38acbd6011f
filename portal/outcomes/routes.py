"""You said, we did: what was decided about what people told, for anybody."""

from flask import Blueprint, render_template, request

from forms.outcomes import FilterForm
from portal.outcomes import queries
from portal.outcomes.rules import PROGRESS_WORDS, Progress
from portal.partnership.current import current
from portal.web.context import reading
from portal.web.guard import public
from portal.web.listing import after
from portal.web.whole_page import whole_page, whole_page_reading

bp = Blueprint("outcomes", __name__)


@bp.get("/outcomes")
@public
@whole_page_reading("progress", "topic", "after")
def index() -> str:
    """Every published outcome, the newest first, as far as the filter says."""
    with reading() as session:
        form = FilterForm(request.args).offer(
            [(each.value, words) for each, words in PROGRESS_WORDS.items()], _topics(queries.topics(session))
        )
        progress = Progress(form.progress.data) if form.progress.data else None
        page = queries.published(session, progress=progress, topic=form.topic.data, after=after())
        measures, counts = queries.measures(session), queries.counts(session)
    table = [(words, counts.get(each, 0)) for each, words in PROGRESS_WORDS.items()]
    return render_template(
        "outcomes/index.html",
        page=page,
        later=after(),
        form=form,
        measures=measures,
        table=table,
        owners=_owners(),
    )


@bp.get("/outcomes/<string:outcome_id>")
@public
@whole_page
def show(outcome_id: str) -> str:
    """One outcome, from what was told to what is done."""
    with reading() as session:
        found = queries.public(session, outcome_id)
    topics = dict(_topics(frozenset({found.topic})))
    return render_template(
        "outcomes/show.html", outcome=found, owners=_owners(), topic=topics.get(found.topic, "")
    )


def _topics(wanted: frozenset[str]) -> list[tuple[str, str]]:
    return [(topic.code, topic.name) for topic in current().topics if topic.code in wanted]


def _owners() -> dict[str, str]:
    return {group.code: group.name for group in current().groups}
