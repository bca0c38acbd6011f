"""How long the figures of a large consultation take to count, and how much memory that needs."""

import json
import resource
import tempfile
import time
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id, new_key
from portal.consultations import rows
from portal.consultations.after import frozen
from portal.consultations.counting.campaigns import Signed, find
from portal.consultations.models import Response
from portal.consultations.signatures import sign
from tests.builders.consultations import AFTER, a_consultation
from tests.builders.portal import an_empty_database, some_settings
from tests.builders.whole import WEB, questions

AT_ONCE = 5000
SECRET = b"s" * 32


def answered(session: Session, number: int) -> str:
    """A consultation with so many answers; its slug."""
    slug = a_consultation(session, document=questions())
    consultation = rows.find(session, slug).id
    said = [_row(group.answers(at)) for group in WEB for at in range(group.size)]
    for start in range(0, number, AT_ONCE):
        batch = [
            _filled(said[at % len(said)], consultation) for at in range(start, min(number, start + AT_ONCE))
        ]
        session.execute(insert(Response), batch)
    return slug


def _row(answers: dict[str, object]) -> dict[str, object]:
    """What is stored of these answers."""
    chosen = {code: value for code, value in answers.items() if code != "about_you"}
    lives = "live" in str(answers["tie"])
    audience = "resident" if lives else "worker"
    return {"answers": json.dumps(chosen), "audience": audience, "ward": answers.get("ward")}


def _filled(said: dict[str, object], consultation: str) -> dict[str, object]:
    """With what every row has besides."""
    more = {"id": new_id(), "lookup": new_key(), "receipt_public": new_key(), "document_version": 1}
    return {**said, **more, "consultation_id": consultation, "state": "sent", "channel": "web"}


def count(number: int) -> tuple[float, int]:
    """Seconds of processor time and the growth of memory in MB, for so many answers."""
    with tempfile.TemporaryDirectory() as folder:
        settings = some_settings(Path(folder))
        making = an_empty_database(settings.database_url)
        database = next(making)
        with database.transaction() as session:
            slug = answered(session, number)
        before, began = _memory(), time.process_time()
        with database.transaction() as session:
            frozen.freeze(session, slug, now=AFTER, all_typed=True)
        spent = time.process_time() - began
        making.close()
    return spent, _memory() - before


def campaigns(number: int) -> float:
    """Seconds to find a campaign of every tenth among so many texts."""
    pattern = sign("one two three four five six seven eight nine ten", SECRET) or b""
    texts = [
        Signed(str(at), "more", pattern if at % 10 == 0 else pattern[:4] + new_key() * 16)
        for at in range(number)
    ]
    began = time.process_time()
    assert len(find(texts)) == 1
    return time.process_time() - began


def told(number: int) -> str:
    """Both in a line."""
    seconds, megabytes = count(number)
    found = campaigns(number)
    return (
        f"{number:,} answers counted in {seconds:.1f} s of processor time and {megabytes} MB; "
        f"copies among as many texts found in {found:.1f} s"
    )


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
