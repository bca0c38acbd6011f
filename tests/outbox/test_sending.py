"""Mail leaves one by one, and nobody has to wait for a mail server that does not answer."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from portal.adapters.mail import CannotSend
from portal.outbox import service
from portal.outbox.models import Mail
from portal.outbox.sending import send_waiting

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


class Server:
    """A mail server that refuses some addresses, and does `meanwhile` whenever it is talked to."""

    def __init__(self, *, refuses=(), meanwhile=lambda: None):
        self.refuses, self.meanwhile, self.took = refuses, meanwhile, []

    def send(self, to, subject, body):
        self.meanwhile()
        if to in self.refuses:
            raise CannotSend()
        self.took.append(to)


@pytest.fixture
def three_mails(database):
    with database.transaction() as session:
        for name in ("ann", "bea", "cat"):
            service.queue(session, to=f"{name}@council.example", subject="Look", body="Look", now=MONDAY)


def waiting(database):
    with database.reading() as session:
        return {mail.to for mail in service.waiting(session)}


def test_each_mail_leaves_once(database, three_mails):
    server = Server()
    assert send_waiting(database, server, now=MONDAY) == (3, 0)
    assert send_waiting(database, server, now=MONDAY) == (0, 0)
    assert len(server.took) == 3


def test_what_could_not_go_stays(database, three_mails):
    assert send_waiting(database, Server(refuses=("bea@council.example",)), now=MONDAY) == (2, 1)
    assert waiting(database) == {"bea@council.example"}


def test_others_can_write_while_the_mail_server_is_talked_to(database, three_mails):
    def somebody_reports():
        with database.transaction() as session:
            service.queue(session, to="dot@council.example", subject="Look", body="Look", now=MONDAY)

    assert send_waiting(database, Server(meanwhile=somebody_reports), now=MONDAY) == (3, 0)
    assert waiting(database) == {"dot@council.example"}


def test_an_address_that_never_works_waits_behind_the_others(database, three_mails):
    with database.transaction() as session:
        first = session.scalars(select(Mail).where(Mail.recipient == "ann@council.example")).one()
        first.tries = service.MOST_TRIES + 1
    with database.reading() as session:
        assert [mail.to for mail in service.waiting(session)][-1] == "ann@council.example"


def test_the_words_of_a_mail_go_when_it_is_sent(database, three_mails):
    send_waiting(database, Server(refuses=("bea@council.example",)), now=MONDAY)
    with database.reading() as session:
        kept = {mail.recipient.partition("@")[0]: mail.body for mail in session.scalars(select(Mail))}
    assert kept == {"ann": "", "bea": "Look", "cat": ""}
