"""A scrutiny officer in front of one portal, for the stories of the committee's pages."""

import pytest
from sqlalchemy import delete

from portal.core.actors import Role
from portal.referrals.committee_models import Programme, Sitting
from portal.referrals.models import Referral
from portal.web.context import EXTENSION
from tests.builders.portal import a_portal, an_empty_database, some_settings
from tests.builders.referrals import MONDAY
from tests.builders.staff import sign_in
from tests.page_client import PageClient

HOME = "/staff/scrutiny"


class Desk:
    """One portal, a scrutiny officer in front of it, and the builders below it."""

    def __init__(self, app):
        self.house = app.extensions[EXTENSION]
        self.app = app
        self.officer = sign_in(PageClient(app), app, Role.SCRUTINY_OFFICER, name="An officer")

    def make(self, begin, *given, **more):
        """A referral made by the builders; the portal's clock follows it. Its id and its address."""
        with self.house.database.transaction() as session:
            path = begin(session, *given, **more)
        self.move(path.now)
        return path.id, f"{HOME}/referrals/{path.id}"

    def move(self, now):
        """The clock stands there; who sat at the desk signs in again."""
        self.house.clock.move_to(now)
        sign_in(self.officer, self.app, account_id=self.officer.account_id)

    def write(self, work):
        with self.house.database.transaction() as session:
            return work(session)

    def step(self, page, code, status=303, **answers):
        path = f"{page}/steps/{code}"
        return self.officer.post(path, self.officer.get(path).fields() | answers, status=status)

    def state(self, referral_id):
        return self.write(lambda session: session.get_one(Referral, referral_id).state)

    def form(self, page, name):
        """What a browser sends from the form whose address holds this name."""
        shown = self.officer.get(page)
        at = next(n for n, form in enumerate(shown.forms()) if name in (form.get("action") or ""))
        return shown.fields(at)

    def clear(self):
        self.write(lambda session: [session.execute(delete(each)) for each in (Referral, Sitting, Programme)])
        self.move(MONDAY)


@pytest.fixture(scope="package")
def made(tmp_path_factory):
    settings = some_settings(tmp_path_factory.mktemp("committee"), partnership="bcp")
    database = next(an_empty_database(settings.database_url))
    app = a_portal(settings, at=MONDAY)
    yield Desk(app)
    app.extensions[EXTENSION].database.dispose()
    database.dispose()


@pytest.fixture
def desk(made):
    yield made
    made.clear()
