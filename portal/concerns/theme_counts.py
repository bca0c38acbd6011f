"""Which themes enough people stand behind to be spoken of in public: ids, and never how many."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.concerns.models import Concern
from portal.concerns.releases.figures import COUNTS
from portal.core.disclosure import FLOOR
from portal.partnership.rules import Partnership


def tellable(session: Session, *, partnership: Partnership) -> frozenset[str]:
    """Themes with `FLOOR` or more counted reports, none of them of a sensitive kind."""
    query = (
        select(Concern.theme, Concern.subtopic, func.count())
        .where(*COUNTS, Concern.theme.is_not(None))
        .group_by(Concern.theme, Concern.subtopic)
    )
    sensitive = {kind.code for topic in partnership.topics for kind in topic.subtopics if kind.sensitive}
    sums: dict[str, int] = {}
    delicate: set[str] = set()
    for theme, subtopic, number in session.execute(query):
        if theme is None:
            continue
        sums[theme] = sums.get(theme, 0) + number
        if subtopic in sensitive:
            delicate.add(theme)
    return frozenset(theme for theme, number in sums.items() if number >= FLOOR) - delicate
