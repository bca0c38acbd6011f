"""Loading the demonstration: everything in the order in which it would have happened, with progress shown."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.adapters.db import Database
from portal.adapters.seal import Opener
from portal.adapters.signing import SigningSecrets
from portal.concerns.releases import making
from portal.concerns.releases.making import Home
from portal.consultations import service as consultations
from portal.core.windows import LONDON, london_date, months_on
from portal.core.years import year_of
from portal.demo import answers, gathered, opened, packs, people, referred, reports, rooms, told
from portal.demo.people import Cast
from portal.demo.reports import Sending
from portal.demo.stage import Stage
from portal.partnership.geography import Geography
from portal.partnership.margins import margins
from portal.partnership.rules import Partnership
from portal.plan import queries as plan_queries
from portal.plan import service as plans
from portal.plan.rules import Asked, PlanWords, SectionWords
from portal.settings import Settings
from portal.staff import entry
from portal.staff.keys import StaffKeys

Say = Callable[[str], None]

BATCH = 100
"""Answers written in one transaction."""


def load(
    database: Database,
    settings: Settings,
    *,
    partnership: Partnership,
    geography: Geography,
    opener: Opener,
    now: datetime,
    say: Say,
) -> None:
    """Load everything; the same content for the same moment. Run it on an empty database."""
    stage = Stage(
        partnership=partnership,
        geography=geography,
        opener=opener,
        lookup_key=settings.lookup_key,
        working=settings.seal_public,
        recovery=settings.recovery_public,
        signing=SigningSecrets(settings.signing_folder),
        now=now,
    )
    with database.transaction() as session:
        cast = people.make(session, stage, StaffKeys.of(settings))
    _reports(database, stage, cast, say)
    gathered.load(database, stage, cast, say)
    _answers(database, stage, cast, say)
    _plan(database, stage, cast)
    referred.load(database, stage, say)
    rooms.load(database, stage, cast, say)
    packs.load(database, stage, cast, margins(settings.partnership), say)
    with database.transaction() as session:
        for account in cast.everybody:
            entry.acknowledge(session, account, now=now)
    people.write(settings.instance, partnership)


def _reports(database: Database, stage: Stage, cast: Cast, say: Say) -> None:
    planned = reports.sendings(stage)
    steps = sorted(_steps(stage, planned), key=lambda step: (step[0], step[1]))
    ids: dict[str, str] = {}
    quarters = iter(_quarter_ends(stage))
    next_release = next(quarters, None)
    for at, kind, sending in steps:
        while next_release is not None and at > next_release:
            _release(database, stage, cast, next_release, say)
            next_release = next(quarters, None)
        with database.transaction() as session:
            if kind == 0:
                ids[sending.name] = reports.send(session, stage, sending)
            else:
                reports.decide(session, stage, cast, ids[sending.name], sending, at)
    say(f"{len(planned)} reports")


def _steps(stage: Stage, planned: list[Sending]) -> list[tuple[datetime, int, Sending]]:
    found = []
    for number, sending in enumerate(planned):
        found.append((sending.at, 0, sending))
        decided = reports.decided_at(stage, sending, number)
        if decided is not None:
            found.append((decided, 1, sending))
    return sorted(found, key=lambda step: (step[0], step[1], step[2].name))


def _quarter_ends(stage: Stage) -> list[datetime]:
    """A fortnight after each quarter that ended inside the demonstration."""
    found: list[datetime] = []
    at = stage.begins.astimezone(LONDON)
    first = date(at.year, 3 * ((at.month - 1) // 3) + 1, 1)
    while True:
        first = months_on(first, 3)
        moment = datetime(first.year, first.month, 15, 10, 0, tzinfo=LONDON)
        if moment > stage.now:
            return found
        found.append(moment)


def _release(database: Database, stage: Stage, cast: Cast, at: datetime, say: Say) -> None:
    with database.transaction() as session:
        home = Home(stage.partnership, stage.geography)
        period = making.due(session, home, now=at)
        if period is not None:
            making.make(session, home, period, actor_id=cast.officer, now=at)
    say(f"release of {at:%B %Y}")


def _answers(database: Database, stage: Stage, cast: Cast, say: Say) -> None:
    with database.transaction() as session:
        closed, open_now = answers.consult(session, stage)
        for slug in (closed, open_now):
            opened.facts(session, stage, slug, stage.now)
        opened.register(session, stage, cast)
        opened.upcoming(session, stage, cast)
    first, last = stage.now - timedelta(days=329), stage.now - timedelta(days=281)
    for start in range(0, answers.CLOSED_ANSWERS, BATCH):
        with database.transaction() as session:
            answers.answer(session, stage, closed, range(start, start + BATCH), first, last)
        say(f"{start + BATCH} answers")
    with database.transaction() as session:
        recent = stage.now - timedelta(days=11)
        answers.answer(session, stage, open_now, range(answers.OPEN_ANSWERS), recent, stage.now)
        consultations.close_out(session, now=stage.now)
    while True:
        with database.transaction() as session:
            if not answers.read(session, stage, cast, stage.now - timedelta(days=270)):
                return


def _plan(database: Database, stage: Stage, cast: Cast) -> None:
    """A draft of next year's plan that waits for the Executive."""
    today = london_date(stage.now)
    year = str(year_of(date(today.year + 1, today.month, 1)))
    with database.transaction() as session:
        plan = plans.start(session, year, actor_id=cast.officer, now=stage.now - timedelta(days=20))
        _write(session, stage, cast, plan, year)
        plans.record_consulted(
            session,
            plan,
            Asked(
                words="Illustration: partners and members of the council were asked.",
                voluntary="Illustration: the council for voluntary service and eleven of its members.",
                until=today - timedelta(days=5),
            ),
            seen_version=plan_queries.newest_edition(session, year).version,
            actor_id=cast.officer,
            now=stage.now - timedelta(days=4),
        )
        opened.remarks(session, stage, cast, year)
        told.load(session, stage, cast)


def _write(session: Session, stage: Stage, cast: Cast, plan: str, year: str) -> None:
    """Fill the draft with the text of the plan in force, said to be an illustration."""
    draft, model = plan_queries.newest_edition(session, year), plan_queries.published(session)
    if model is None:
        return
    words = PlanWords(
        title=draft.title,
        summary=model.summary,
        note=model.note,
        illustration=True,
        sections=tuple(SectionWords(part.letter, part.heading, part.body) for part in model.sections),
    )
    plans.save(
        session,
        plan,
        words,
        seen_version=draft.version,
        actor_id=cast.officer,
        now=stage.now - timedelta(days=15),
    )
