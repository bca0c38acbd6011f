"""What everybody reads after the close: what people said, and what came of it."""

from flask import render_template

from portal.consultations import queries
from portal.consultations.after import considering, frozen, telling
from portal.consultations.after.bodies import bodies
from portal.consultations.after.frozen import NotCounted, StillCounting
from portal.consultations.counting import results as counting
from portal.partnership.current import current
from portal.web.context import now, reading
from portal.web.guard import public
from portal.web.whole_page import whole_page


@public
@whole_page
def results(slug: str) -> str:
    """What people said, as it was counted at the close."""
    with reading() as session:
        asked = queries.asked(session, slug, now=now())
        try:
            found = frozen.read(session, slug, now=now())
        except NotCounted as waits:
            still = isinstance(waits, StillCounting)
            return render_template(
                "consultations/results_wait.html", asked=asked, first=waits.first, counting=still
            )
        words = counting.words_written(session, slug, asked.document.questions)
        happened = telling.happened(session, slug, now=now())
    return render_template(
        "consultations/results.html",
        asked=asked,
        found=found,
        words=words,
        happened=happened,
        caveat=counting.CAVEAT,
    )


@public
@whole_page
def what_happened(slug: str) -> str:
    """We asked, you said, we did."""
    with reading() as session:
        asked = queries.asked(session, slug, now=now())
        happened = telling.happened(session, slug, now=now())
        looks = considering.looks(session, slug)
    return render_template(
        "consultations/what_happened.html",
        asked=asked,
        happened=happened,
        looks=looks,
        bodies=dict(bodies(current())),
    )
