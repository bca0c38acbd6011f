"""The words in a partnership's files, and loading them below the pages."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.advice import service as advice
from portal.partnership import loading
from portal.partnership import service as partnership
from portal.partnership.content import Content
from portal.plan import service as plan


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
