"""An officer notes the day on which the partnership reported on a consultation."""

from datetime import date

import pytest

from portal.core.actors import Role
from portal.core.windows import Window
from portal.web.context import EXTENSION
from tests.builders.consultations import a_consultation


@pytest.fixture
def slug(app):
    """A consultation that closed on 10 November."""
    with app.extensions[EXTENSION].database.transaction() as session:
        return a_consultation(session, window=Window.of_days(date(2026, 10, 1), date(2026, 11, 10)))


@pytest.fixture
def officer(signed_in):
    """An engagement officer's browser."""
    return signed_in(Role.ENGAGEMENT_OFFICER)


def note(officer, slug, on, *, status=303):
    path = f"/staff/consultations/{slug}/report-day"
    return officer.post(path, {**officer.get(path).fields(), "reported_on": on}, status=status)


def test_the_day_is_noted_from_the_consultations_page(officer, slug):
    path = f"/staff/consultations/{slug}/report-day"
    assert path in officer.get(f"/staff/consultations/{slug}").links()
    note(officer, slug, "2026-11-20")
    assert "Noted so far: 20 November 2026." in officer.get(path).words


@pytest.mark.parametrize("on", ["2026-11-09", "2026-11-24"])
def test_a_day_before_the_close_or_ahead_is_asked_for_again(officer, slug, on):
    assert (
        "Choose a day from 10 November 2026 to 23 November 2026" in note(officer, slug, on, status=422).words
    )


def test_a_second_officer_looks_again(officer, slug):
    path = f"/staff/consultations/{slug}/report-day"
    old = officer.get(path).fields()
    note(officer, slug, "2026-11-20")
    shown = officer.post(path, {**old, "reported_on": "2026-11-21"}, status=409)
    assert "Somebody changed this consultation meanwhile" in shown.words
    officer.post(path, shown.fields(), status=303)


def test_what_is_open_has_nothing_to_note(app, officer):
    with app.extensions[EXTENSION].database.transaction() as session:
        slug = a_consultation(session, window=Window.of_days(date(2026, 11, 1), date(2026, 12, 10)))
    shown = officer.get(f"/staff/consultations/{slug}/report-day")
    assert "It has not closed yet." in shown.words and not shown.forms()
