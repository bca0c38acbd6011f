"""What respondents wrote passes the same queue, and what leads dealt with stays with them."""

from datetime import timedelta

import pytest

from portal.consultations import service
from portal.consultations.models import WrittenAnswer
from portal.consultations.texts import Seals
from portal.core.actors import Role
from portal.core.windows import Window
from portal.web.context import EXTENSION
from tests.builders import consultations as asked
from tests.conftest import TODAY

DANGER = "He said he will kill her if she comes to the bridge again."


@pytest.fixture
def answered(app, partnership, settings):
    """Somebody wrote words of danger into an open consultation."""
    window = Window(TODAY - timedelta(days=3), TODAY + timedelta(days=3))
    with app.extensions[EXTENSION].database.transaction() as session:
        slug = asked.a_consultation(session, window=window)
        service.answer(
            session,
            slug,
            asked.some_answers(more=DANGER, help=None),
            receipt=asked.a_receipt(),
            seals=Seals(settings.seal_public, settings.recovery_public),
            partnership=partnership,
            now=TODAY - timedelta(minutes=90),
        )


def the_item(browser, room):
    (path,) = {link for link in browser.get(f"/staff/{room}").links() if f"/{room}/answers/" in link}
    return path


def decide(browser, path, **choices):
    shown = browser.post(f"{path}/open", browser.get(path).fields())
    assert "bridge" in shown.words
    browser.post(
        f"{path}/decide", {**shown.fields(0), "reason": "Read and understood", **choices}, status=303
    )


def test_what_leads_dealt_with_no_officer_opens(answered, signed_in, app):
    officer, lead = signed_in(Role.ENGAGEMENT_OFFICER), signed_in(Role.SAFEGUARDING_LEAD)
    path = the_item(officer, "moderation")
    decide(officer, path, verb="escalate")
    officer.get(path, status=404)
    decide(lead, the_item(lead, "safeguarding"), verb="decline", code="identifies_somebody")
    officer.get(path, status=404)
    with app.extensions[EXTENSION].database.reading() as session:
        assert session.query(WrittenAnswer.state).scalar() == "dealt_with"
