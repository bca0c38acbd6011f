"""The public door holds public keys only and does all the public needs; the staff door shows staff pages."""

import time
from pathlib import Path

import pytest

from portal.adapters.db import Database
from portal.app import create_app
from portal.core.actors import Role
from portal.staff.keys import StaffKeys
from portal.web.context import EXTENSION
from tests.builders.staff import PASSWORD, an_account
from tests.builders.walking import RESPOND, RESUME, press, receipt_of
from tests.concerns import walk
from tests.faults.process import Web, running
from tests.faults.ready import NOW, made_ready

EMAIL = "officer@example.org"
FOLLOW_UP = "/concerns/follow-up"
PUBLIC_PAGES = (
    *("/", "/plan", "/advice", "/help-now", "/partnership", "/search", "/privacy", "/complaints"),
    *("/concerns", walk.REPORT, FOLLOW_UP, "/consultations", RESPOND, RESUME, "/robots.txt"),
    *("/about-me", "/contact", "/contact/follow-up", "/partnership/questions"),
)


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """The staff door's folder, with the opening key and one officer."""
    ready = made_ready(tmp_path_factory.mktemp("staff-door"))
    database = Database(ready.settings.database_url)
    with database.transaction() as session:
        keys = StaffKeys.of(ready.settings)
        an_account(session, Role.ENGAGEMENT_OFFICER, now=NOW, email=EMAIL, keys=keys)
    database.dispose()
    return ready


@pytest.fixture(scope="module")
def public_door(ready, tmp_path_factory):
    """A process with the public door, in a folder of its own, with public keys only."""
    folder = tmp_path_factory.mktemp("public-door")
    told = ready.told(opening=False, PORTAL_DOORS="public", PORTAL_INSTANCE=str(folder))
    with running(folder, told) as process:
        yield process


@pytest.fixture(scope="module")
def staff_door(ready):
    """A process with the staff door on the same database."""
    with running(ready.folder, ready.told(PORTAL_DOORS="staff")) as process:
        yield process


@pytest.fixture(scope="module")
def report(public_door):
    """The receipt of a report that came through the public door."""
    web = Web(public_door)
    shown = walk.begin(web)
    while (step := walk.step_of(shown)) != "check":
        shown = walk.answer(web, shown, **walk.ANSWERS[step])
    time.sleep(2.1)
    return walk.receipt_on(walk.answer(web, shown, "send"))


def test_the_public_process_is_told_nothing_that_opens(public_door, ready, report):
    private = ready.settings.seal_private_file.read_text(encoding="ascii")
    told = Path(f"/proc/{public_door.popen.pid}/environ").read_bytes().decode()
    assert "PORTAL_SEAL_PUBLIC" in told
    for secret in (private, bytes.fromhex(private).hex().upper(), "PORTAL_SEAL_PRIVATE_FILE", "seal-private"):
        assert secret not in told
    assert not [path for path in public_door.folder.rglob("*") if private.encode() in path.read_bytes()]


@pytest.mark.parametrize("doors", ["public", "staff"])
def test_only_the_staff_door_loads_the_opening_key_even_where_both_could(ready, doors):
    app = create_app(ready.settings, doors=doors)
    assert (app.extensions[EXTENSION].opener is not None) == (doors == "staff")


def test_a_report_is_followed_up_through_the_public_door(public_door, report):
    web = Web(public_door)
    asked = web.get(FOLLOW_UP)
    found = web.post(FOLLOW_UP, {**asked.fields(), "receipt": report, "go": "find"})
    assert found.h1 == "Where your report stands" and walk.TEXT not in found.html


def test_answers_are_saved_and_found_again_through_the_public_door(public_door):
    web = Web(public_door)
    shown = press(web, web.get(RESPOND), "next", q_relation="work")
    saved = press(web, shown, "save", q_more="Half a thought")
    found = press(web, web.get(RESUME), "find", path=RESUME, receipt=receipt_of(saved))
    assert press(web, found, "next").fields(0)["q_more"] == "Half a thought"


@pytest.mark.parametrize(
    "path", ["/staff", "/staff/", "/staff/sign-in", "/staff/moderation", "/staff/ledger"]
)
def test_there_is_no_staff_page_on_the_public_door(public_door, path):
    shown = Web(public_door).get(path, status=404)
    assert "staff" not in " ".join(shown.links()).lower()


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_every_public_page_stands_on_the_public_door_and_none_on_the_staff_door(
    public_door, staff_door, path
):
    Web(public_door).get(path)
    shown = Web(staff_door).get(path, status=404)
    assert [link for link in shown.links() if link.startswith("/") and not link.startswith("/staff")] == []


def test_an_officer_behind_the_staff_door_opens_what_the_public_door_wrote(staff_door, report):
    web = Web(staff_door)
    asked = web.get("/staff/sign-in")
    web.post("/staff/sign-in", {**asked.fields(), "email": EMAIL, "password": PASSWORD}, status=303)
    (path,) = [link for link in web.get("/staff/moderation").links() if "/moderation/concerns/" in link]
    opened = web.post(f"{path}/open", web.get(path).fields())
    assert walk.TEXT in opened.words


def test_both_doors_say_that_they_are_ready(public_door, staff_door):
    for door in (public_door, staff_door):
        assert Web(door).status("/health/live") == Web(door).status("/health/ready") == 200
