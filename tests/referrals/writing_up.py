"""A councillor at the pages of a draft, and an officer who answers below them."""

from datetime import date

from portal.core.actors import Actor, Role
from portal.partnership.current import current
from portal.referrals import service
from portal.referrals.matter import Effort, Matter, RaisedBy
from portal.referrals.models import Referral
from portal.referrals.trail import By
from portal.web.context import EXTENSION

HOME = "/staff/referrals"
OFFICER = Actor("o" * 26, frozenset({Role.SCRUTINY_OFFICER}))
TRIED = {
    "with_whom": "The neighbourhood team",
    "on": ["3", "9", "2026"],
    "result": "More patrols for a week.",
}


def a_draft(browser):
    """An empty draft; its address."""
    begun = browser.post(HOME, browser.get(HOME).fields(0), status=303)
    return begun.location.removesuffix("/parts/matter")


def fill(browser, draft, name, go="next", status=303, **answers):
    """Answer one page of a draft and press a button."""
    path = f"{draft}/parts/{name}"
    shown = browser.get(path)
    return browser.post(path, shown.fields() | answers | {"go": go}, status=status)


def a_subtopic(app, *, sensitive=False):
    with app.app_context():
        kinds = (kind for topic in current().topics for kind in topic.subtopics)
        return next(kind.code for kind in kinds if kind.sensitive is sensitive)


def write_up(browser, app, **changes):
    """A whole draft; its address."""
    draft = a_draft(browser)
    about = {"about": "Groups race engines most nights and people cannot sleep.", **changes}
    kind = {"subtopic": a_subtopic(app), "title": "Racing on the sea front"}
    fill(browser, draft, "matter", **kind, **about)
    fill(browser, draft, "place", part="The sea front", raised_by="several")
    tried = {
        "with_whom": "The neighbourhood team",
        "on": ["3", "9", "2026"],
        "result": "More patrols for a week.",
    }
    fill(browser, draft, "efforts", "add", **tried)
    fill(browser, draft, "efforts")
    fill(browser, draft, "outcome", outcome="A plan for the summer.", authorities=["police", "council"])
    fill(browser, draft, "fit", exclusions_read="y")
    return draft


def send(browser, draft, status=303, **answers):
    return browser.post(f"{draft}/check", browser.get(f"{draft}/check").fields() | answers, status=status)


def sent(browser, app, about="Groups race engines most nights and people cannot sleep."):
    """A referral that this councillor has sent, below the pages; its address."""
    house = app.extensions[EXTENSION]
    with app.app_context(), house.database.transaction() as session:
        ward, moment = current().wards[0].code, house.clock.now()
        by = By(Actor(browser.account_id, frozenset({Role.COUNCILLOR}), ward), current())
        wanted = Matter(
            ward=ward,
            title="Racing on the sea front",
            subtopic=a_subtopic(app),
            about=about,
            raised_by=RaisedBy.SEVERAL,
            efforts=(Effort("The neighbourhood team", date(2026, 9, 3), "More patrols for a week."),),
            outcome="A plan for the summer.",
            authorities=("police",),
            exclusions_read=True,
        )
        referral_id = service.draft(session, wanted, by=by, now=moment)
        service.submit(session, referral_id, seen_version=1, by=by, now=moment)
    return f"{HOME}/{referral_id}"


def advise(app, referral, verb, *words):
    """An officer's advice, below the pages."""
    house = app.extensions[EXTENSION]
    with app.app_context(), house.database.transaction() as session:
        row = session.get(Referral, referral.rsplit("/", 1)[1])
        by, moment = By(OFFICER, current()), house.clock.now()
        getattr(service, verb)(session, row.id, *words, seen_version=row.version, by=by, now=moment)


def step(browser, referral, code, note="", status=303):
    shown = browser.get(f"{referral}/steps/{code}")
    return browser.post(f"{referral}/steps/{code}", shown.fields() | {"note": note}, status=status)
