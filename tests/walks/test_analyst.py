"""An analyst reads officers' copies and working figures, and never an original."""

from datetime import date

import pytest

from portal.core.actors import Role
from tests.builders.releases import counted, home
from tests.concerns import walk
from tests.walks.rooms import decide, waiting

WRITTEN = "Dave Smith shouts at people by the bridge at night."
COPY = "Somebody shouts at people by the bridge at night."
FIGURES = "/staff/concerns/figures"


@pytest.fixture
def analyst(page, signed_in):
    """An analyst, after an officer took up one report."""
    walk.answer(page, walk.at_the_end(page, what={"text": WRITTEN}), "send")
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    decide(officer, waiting(officer)[0], verb="count", copy=COPY)
    return signed_in(Role.ANALYST)


def test_an_analyst_reads_the_copy_and_finds_it_by_ward(analyst, app, partnership):
    assert COPY in analyst.get("/staff/concerns").words
    (row,) = walk.kept(app)
    here = row.ward
    there = next(ward.code for ward in partnership.wards if ward.code != here)
    assert COPY in analyst.get(f"/staff/concerns?ward={here}").words
    assert COPY not in analyst.get(f"/staff/concerns?ward={there}").words


def test_originals_stay_closed(analyst, app):
    assert "Dave" not in analyst.get("/staff/concerns").html
    (row,) = walk.kept(app)
    analyst.get("/staff/moderation", status=403)
    analyst.get(f"/staff/moderation/concerns/{row.id}", status=403)
    analyst.post(f"/staff/moderation/concerns/{row.id}/open", {}, status=403)


def test_working_figures_are_true_counts_and_the_ledger_notes_the_look(
    analyst, signed_in, database, partnership
):
    with database.transaction() as session:
        counted(session, home(partnership.code), 3, received_on=date(2026, 10, 1))
    found = analyst.post(FIGURES, analyst.get(FIGURES).fields())
    assert "December 2025 to November 2026: 4 concerns" in found.words
    assert "October 2026 3" in found.words and "November 2026, so far 1" in found.words
    ledger = signed_in(Role.ADMINISTRATOR).get("/staff/ledger").words
    assert "Analyst" in ledger and "figures" in ledger.lower()
