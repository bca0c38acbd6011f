"""A portal on which bad input is tried: what stands on it, and how many rows each table holds."""

import itertools
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from portal.adapters.db import Database
from portal.concerns import desk
from portal.concerns.models import Concern
from portal.concerns.rules import Decision, Verb
from portal.core.actors import Role
from portal.partnership.current import current
from portal.web.context import EXTENSION
from tests.builders.concerns import sent
from tests.builders.portal import a_portal
from tests.builders.staff import sign_in
from tests.faults.ready import NOW, made_ready, rows_of
from tests.page_client import PageClient

numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Stage:
    """The portal, the ids of its two reports, and a signed-in browser for each role."""

    app: Flask
    held: str
    escalated: str
    staff: dict[Role, PageClient]

    @property
    def database(self) -> Database:
        """Where everything is kept."""
        found: Database = self.app.extensions[EXTENSION].database
        return found

    def rows(self) -> dict[str, int]:
        """How many rows each table holds."""
        return rows_of(self.database)

    def visitor(self) -> PageClient:
        """Somebody on a connection of their own, so that nobody else's haste slows them down."""
        page, number = PageClient(self.app), next(numbers)
        page.http.environ_base["REMOTE_ADDR"] = f"10.{number // 250}.{number % 250}.1"
        return page


def set_up(folder: Path) -> Stage:
    """Make a portal ready in this folder."""
    ready = made_ready(folder)
    app = a_portal(ready.settings, at=NOW)
    database = app.extensions[EXTENSION].database
    with app.app_context(), database.transaction() as session:
        for words in (
            "lamp orange river seven bridge table cloud",
            "lamp orange river seven bridge table door",
        ):
            sent(session, current(), phrase=words)
    with database.transaction() as session:
        held, escalated = session.scalars(select(Concern.id))
        decision, reason = Decision(Verb.ESCALATE, None), "Somebody may be at risk"
        desk.decide(
            session,
            escalated,
            decision,
            seen_version=1,
            actor_id="o" * 26,
            reason=reason,
            sanitised=None,
            now=NOW,
        )
    staff = {role: sign_in(PageClient(app), app, role) for role in Role}
    return Stage(app, held, escalated, staff)
