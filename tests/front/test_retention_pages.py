"""An administrator sees what is due and what is held, places a hold by reference, and lifts it."""

from datetime import date

import pytest
from sqlalchemy import select

from portal import cli
from portal.adapters.signing import SigningSecrets
from portal.concerns.models import Concern
from portal.consultations.models import Consultation
from portal.core.actors import Role
from portal.core.windows import Window
from portal.web.context import EXTENSION
from tests.builders.concerns import sent
from tests.builders.consultations import a_consultation
from tests.conftest import TODAY

LONG_OVER = Window.of_days(date(2026, 1, 5), date(2026, 2, 1))
PAGE, NEW = "/staff/retention", "/staff/retention/holds/new"
TYPED = {"record": "concern", "until": "2027-11-23", "reason": "County Court 7"}


@pytest.fixture
def administrator(signed_in):
    """An administrator's browser."""
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def concern(app, partnership):
    """The id of a report that was sent."""
    with app.extensions[EXTENSION].database.transaction() as session:
        sent(session, partnership, now=TODAY)
        return session.scalars(select(Concern.id)).one()


@pytest.fixture
def place(administrator):
    """`place(id)`: hold it."""

    def send(record_id, *, status=303, **changes):
        fields = {**administrator.get(NEW).fields(), **TYPED, "record_id": record_id, **changes}
        return administrator.post(NEW, fields, status=status)

    return send


def test_a_hold_is_placed_by_reference_and_shown(administrator, concern, place):
    assert "Nothing is held." in administrator.get(PAGE).words
    place(concern)
    shown = administrator.get(PAGE)
    assert concern in shown.words and "County Court 7" in shown.words and "lights" not in shown.words


def test_a_hold_is_lifted_with_a_reason_once(administrator, concern, place):
    place(concern)
    (link,) = [
        href for href in administrator.get(PAGE).links() if "/retention/holds/" in href and href != NEW
    ]
    shown = administrator.get(link)
    administrator.post(link, {**shown.fields(), "reason": ""}, status=422)
    administrator.post(link, {**shown.fields(), "reason": "The case is over"}, status=303)
    administrator.post(link, {**shown.fields(), "reason": "Again"}, status=409)
    assert "Lifted on 23 November 2026" in administrator.get(PAGE).words
    assert "The case is over" in administrator.get(link).words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"record_id": "n" * 26}, "Nothing of this kind has this reference"),
        ({"record": "case"}, "Nothing of this kind has this reference"),
        ({"until": "2026-11-23"}, "Choose a day that is ahead, within three years"),
        ({"until": "tomorrow"}, "Write the day as year-month-day"),
        ({"reason": " "}, "Write the reason"),
        ({"record_id": "x" * 40}, "Write the whole reference: 26 letters and digits"),
    ],
)
def test_what_does_not_fit_is_asked_for_again(concern, place, changes, words):
    assert words in place(changes.pop("record_id", concern), status=422, **changes).words


def test_nobody_else_comes_near(signed_in, concern):
    for role in set(Role) - {Role.ADMINISTRATOR}:
        browser = signed_in(role)
        for path in (PAGE, NEW, f"/staff/retention/holds/{concern}"):
            browser.get(path, status=403)


def test_an_unknown_hold_is_not_found(administrator):
    administrator.get("/staff/retention/holds/nothing", status=404)


def test_the_command_says_what_is_due_and_held(app, concern, place):
    place(concern)
    cli.install(app)
    said = app.test_cli_runner().invoke(args=["retention", "purge", "--dry-run"])
    assert "declined: 0 due" in said.output and "contact: 0 due" in said.output


def test_the_nightly_command_destroys_the_secrets_that_are_due(app):
    with app.extensions[EXTENSION].database.transaction() as session:
        a_consultation(session, window=LONG_OVER)
        name = session.scalars(select(Consultation.id)).one()
    secrets = SigningSecrets(app.extensions[EXTENSION].settings.signing_folder)
    assert secrets.of(name)
    cli.install(app)
    run = app.test_cli_runner()
    run.invoke(args=["retention", "purge", "--dry-run"])
    assert secrets.names() == (name,)
    assert "signing secrets: 1 destroyed" in run.invoke(args=["retention", "purge"]).output
    assert secrets.names() == ()
