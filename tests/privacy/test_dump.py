"""What a thief of the database would read: only what /privacy admits, and in no order that tells time."""

import re
import sqlite3
import zlib
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.adapters.seal import ReceiptKeys
from portal.concerns import service
from portal.concerns.models import Concern
from portal.core.actors import Role
from portal.tables import metadata
from portal.web.context import EXTENSION
from tests.builders.concerns import SEAL_TO, a_report
from tests.builders.consultations import a_consultation, a_receipt, an_answer
from tests.builders.walking import RESPOND, press, to_check
from tests.concerns import walk

TYPED = (
    "flickering lanterns",
    "sunken bandstand",
    "frightened pigeons",
    "muddled thought",
    "sweep the square",
)
SEVERAL = 24
PUBLIC_TABLES = (
    *("concerns", "concern_messages", "concern_questions", "consultation_responses"),
    *("consultation_texts", "consultation_equality_answers"),
)
SEALED = re.compile(r"seal|encrypt|digest|hash|random|public key|salt", re.IGNORECASE)
CODE = re.compile(r"[A-Za-z0-9_.:+\- ]{0,80}")


@pytest.fixture
def walked(app, page, database, signed_in, clock):
    """A portal through which everybody has gone: reports, a correction, answers, a saved one, a decision."""
    with database.transaction() as session:
        a_consultation(session)
    check = walk.at_the_end(page, what={"text": f"The {TYPED[0]} by the pier."})
    walk.answer(page, check, "send")
    again = walk.answer(page, walk.answer(page, check, "what"), text=f"The {TYPED[1]} too.")
    walk.answer(page, again, "send")
    press(page, to_check(page, q_more=TYPED[2], q_help=TYPED[4], q_relation="live"), "send")
    shown = press(page, page.get(RESPOND), "next", q_relation="work")
    press(page, shown, "save", q_more=TYPED[3])
    signed_in(Role.SAFEGUARDING_LEAD)
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    path = next(link for link in officer.get("/staff/moderation").links() if "/moderation/concerns/" in link)
    talk = officer.post(f"{path}/messages/open", officer.get(f"{path}/messages").fields())
    officer.post(f"{path}/messages/ask", {**talk.fields(), "words": "Is it lit at night?"}, status=303)
    opened = officer.post(f"{path}/open", officer.get(path).fields())
    mine = {"verb": "escalate", "reason": "Somebody may be at risk", "copy": ""}
    officer.post(f"{path}/decide", {**opened.fields(0), **mine}, status=303)
    return page


@pytest.fixture
def file(database):
    """The database's file."""
    return database.engine.url.database


@pytest.fixture
def dump(walked, file):
    """Every table as SQLite itself tells it: its columns, its rows."""
    with closing(sqlite3.connect(file)) as stolen:
        names = [name for (name,) in stolen.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: told(stolen, name) for name in names}


def told(stolen, table):
    """A table's columns in order, and its rows as they lie."""
    found = stolen.execute(f'SELECT * FROM "{table}"')
    return [column[0] for column in found.description], found.fetchall()


def values(dump, table, column):
    """Everything in one column."""
    columns, rows = dump[table]
    return [row[columns.index(column)] for row in rows if row[columns.index(column)] is not None]


def test_every_column_that_is_there_is_admitted(dump, page):
    admitted = page.get("/privacy").words
    for table, (columns, _) in dump.items():
        for column in columns:
            comment = metadata.tables[table].columns[column].comment
            assert comment and comment in admitted, f"{table}.{column}"


def test_what_the_public_sends_is_there_to_be_looked_at(dump):
    assert [table for table in PUBLIC_TABLES if not dump[table][1]] in ([], ["consultation_equality_answers"])


def test_bytes_are_admitted_as_sealed_and_cannot_be_told_from_noise(dump):
    for table, (columns, rows) in dump.items():
        for column in columns:
            held = b"".join(v for v in values(dump, table, column) if isinstance(v, bytes))
            if held:
                comment = metadata.tables[table].columns[column].comment
                assert SEALED.search(comment) or "the same" in comment, f"{table}.{column}: {comment}"
                assert len(zlib.compress(held, 9)) > len(held), f"{table}.{column} is no noise"
        assert rows is not None


def test_nothing_that_was_typed_lies_in_any_file_also_not_before_a_checkpoint(walked, settings):
    files = {path.name: path.read_bytes() for path in settings.instance.rglob("portal.sqlite3*")}
    assert len(files["portal.sqlite3-wal"]) > 0
    for words in TYPED:
        for form in (words, words.upper(), words.title()):
            shapes = [form.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
            assert [name for name, body in files.items() if any(shape in body for shape in shapes)] == []


def test_what_can_be_read_of_the_public_are_codes_and_never_sentences(dump):
    written_by_officers = {"sanitised", "reason"}
    for table in PUBLIC_TABLES:
        for column in dump[table][0]:
            texts = [v for v in values(dump, table, column) if isinstance(v, str)]
            if column == "answers":
                texts = re.findall(r'"([^"]*)"', " ".join(texts))
            if column not in written_by_officers:
                assert [text for text in texts if not CODE.fullmatch(text)] == [], f"{table}.{column}"


def test_no_table_of_the_public_keeps_rows_in_the_order_they_came(walked, file):
    with closing(sqlite3.connect(file)) as stolen:
        made = dict(stolen.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert [name for name in PUBLIC_TABLES if "WITHOUT ROWID" not in made[name]] == []
    assert "sqlite_sequence" not in made


@pytest.fixture
def arrived(app, database, partnership, page, clock):
    """Ids of many reports and answers, in the order they came, minutes apart."""
    with database.transaction() as session:
        a_consultation(session)
    reports, answers = [], []
    for number in range(SEVERAL):
        with database.transaction() as session:
            house, words = app.extensions[EXTENSION], f"lamp orange river seven bridge table w{number}"
            from_now = ReceiptKeys.from_phrase(words, house.settings.lookup_key)
            reports.append(walk_in(session, partnership, from_now, clock.now()))
            sent = an_answer(session, partnership, receipt=a_receipt(words), now=clock.now(), help=None)
            answers.append(sent.response_id)
        clock.move_to(clock.now() + timedelta(minutes=1))
    return {"concerns": reports, "consultation_responses": answers}


def walk_in(session, partnership, receipt, now):
    """One report; its id."""
    report = a_report(partnership)
    service.receive(session, report, receipt=receipt, partnership=partnership, seal_to=SEAL_TO, now=now)
    return session.scalars(select(Concern.id).where(Concern.lookup == receipt.lookup)).one()


@pytest.mark.parametrize("table", ["concerns", "consultation_responses"])
def test_neither_ids_nor_places_in_the_file_tell_what_came_first(arrived, file, table):
    with closing(sqlite3.connect(file)) as stolen:
        lying = [row[0] for row in stolen.execute(f"SELECT id FROM {table} NOT INDEXED")]
    came = arrived[table]
    assert lying == sorted(lying) and set(lying) == set(came)
    rising = sum(lying.index(a) < lying.index(b) for a, b in zip(came, came[1:], strict=False))
    assert SEVERAL * 0.15 < rising < SEVERAL * 0.85


@pytest.mark.parametrize("table", ["concerns", "consultation_responses", "consultation_texts"])
def test_no_column_tells_which_of_two_came_first_within_the_hour(arrived, file, table):
    with closing(sqlite3.connect(file)) as stolen:
        columns, rows = told(stolen, table)
    for place, column in enumerate(columns):
        plain = {row[place] for row in rows if not isinstance(row[place], bytes)}
        linked = column in ("id", "response_id", "equality_link")
        assert linked or len(plain) <= 2, f"{table}.{column} tells {len(plain)} kinds apart"
