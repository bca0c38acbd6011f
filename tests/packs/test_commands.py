"""`flask pack make` and `flask pack verify` on the command line."""

import pytest

from portal.cli import install
from portal.core.actors import Role
from tests.builders.packs import GROUP, MONDAY, a_pack
from tests.builders.staff import an_account

ASKED = ("--group", GROUP.lower(), "--start", "2026-07", "--actor", "Officer@example.org")


@pytest.fixture
def run(app, database):
    """`run("make", ...)` as an operator; there is one officer."""
    with database.transaction() as session:
        an_account(session, Role.ENGAGEMENT_OFFICER, now=MONDAY, email="officer@example.org")
    install(app)
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["pack", *words])


def test_one_command_freezes_a_pack_and_another_checks_it(run):
    found = run("make", *ASKED)
    assert (
        found.exit_code == 0 and "Frozen: /staff/packs/" in found.output and "Fingerprint: " in found.output
    )
    assert "Every pack is as it was frozen." in run("verify").output


def test_a_changed_pack_is_named(run, database):
    with database.transaction() as session:
        pack = a_pack(session)
        session.connection().exec_driver_sql("UPDATE packs SET content = replace(content, 'July', 'June')")
    found = run("verify")
    assert found.exit_code == 1 and pack in found.output


def test_what_cannot_be_made_is_explained(run):
    for changes, words in (
        (("--start", "summer"), "Write the first month like 2026-07."),
        (("--months", "5"), "Choose 1, 2, 3, 6 or 12 whole months that are over."),
        (("--start", "2026-10"), "Choose 1, 2, 3, 6 or 12 whole months that are over."),
        (("--group", "nobody"), "There is no group nobody that gets packs."),
        (("--actor", "stranger@example.org"), "No engagement officer has this address."),
    ):
        found = run("make", *ASKED, *changes)
        assert found.exit_code == 1 and words in found.output
