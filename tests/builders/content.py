"""A portal whose words are loaded, and the plans and pages that stories are told about."""

from datetime import datetime

from flask import Flask
from sqlalchemy.orm import Session

from portal.advice import service as advice
from portal.partnership import loading
from portal.partnership import service as partnership
from portal.partnership.content import Content
from portal.plan import service as plan
from portal.web.context import now, settings, transaction


def shipped_content(code: str) -> Content:
    """The words in a partnership's files."""
    return loading.load_content(loading.folder(code))


def load_everything(session: Session, content: Content, *, now: datetime) -> list[str]:
    """Helplines, priorities, advice and plans, as `flask partnership load` does it."""
    return [
        *partnership.load(session, content, now=now),
        *advice.load(session, content, now=now),
        *plan.load(session, content, now=now),
    ]


def with_words(app: Flask) -> Flask:
    """The portal with its partnership's words in the database."""
    with app.app_context(), transaction() as session:
        load_everything(session, shipped_content(settings().partnership), now=now())
    return app
