"""The sending of a finished report, and the page with its receipt.

Refuses nothing itself: what was sent twice is kept once, and answers to the optional questions about the
writer go their own way without the report.
"""

from datetime import timedelta

from flask import render_template

from portal.adapters.seal import ReceiptKeys
from portal.concerns import rules, service
from portal.concerns.report import with_text
from portal.concerns.reporting import checking, standing
from portal.concerns.reporting.journey import Journey
from portal.partnership.current import current
from portal.web.context import now, settings, transaction
from portal.web.guard import count_one

LIMIT = "concern.report"
Answer = tuple[str, int]


def is_quick(journey: Journey) -> bool:
    """Whether nobody could have read the pages; a clock set back since the first one tells nothing."""
    return timedelta() <= now() - journey.began < timedelta(seconds=rules.LEAST_SECONDS)


def send(journey: Journey, *, hide: bool) -> Answer:
    """Keep the report and show its receipt; `hide` takes out what looks like a personal detail."""
    report, phrase = journey.report(), journey.values["receipt"]
    if hide:
        report = with_text(report, checking.masked(report.text), checking.masked(report.where.detail))
    promised = standing.promised()  # read before writing begins: who writes must not wait for a connection
    with transaction() as session:
        received = service.receive(
            session,
            report,
            receipt=ReceiptKeys.from_phrase(phrase, settings().lookup_key),
            partnership=promised,
            seal_to=service.SealTo(settings().seal_public, settings().recovery_public),
            about=journey.about(),
            now=now(),
        )
        if received.stored:
            count_one(LIMIT)
    words = service.typed(report)
    dangers = checking.danger_lines(words)
    return render_template(
        "concerns/receipt.html",
        words=phrase.split(),
        received=received,
        topic=current().topic(report.topic),
        helplines=dangers,
        outreach=checking.outreach_for(words, dangers),
        police=current().police_name,
    ), 200
