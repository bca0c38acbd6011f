"""A sender who writes too often is slowed down, and nobody learns who it was."""

import pytest

from portal.adapters.limits import LIMITS, DailySalt
from portal.web.errors import wait_words


def test_two_addresses_of_one_network_count_as_one_sender():
    salt = DailySalt()
    assert salt.key("192.0.2.10") == salt.key("192.0.2.200")
    assert salt.key("2001:db8:1:2::1") == salt.key("2001:db8:1:2:ffff::9")


def test_another_network_is_another_sender():
    salt = DailySalt()
    assert salt.key("192.0.2.10") != salt.key("192.0.3.10")


def test_the_address_cannot_be_told_from_the_key():
    assert "192" not in DailySalt().key("192.0.2.10") and DailySalt().key("192.0.2.10") != DailySalt().key(
        "192.0.2.10"
    )


def test_no_address_at_all_is_still_a_sender():
    salt = DailySalt()
    assert salt.key(None) == salt.key("not an address")


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_a_limit_lets_the_first_one_pass(app, name):
    with app.test_request_context():
        assert app.extensions["portal.house"].limits.wait(name) == 0


def test_the_sixth_report_of_an_hour_waits(app):
    limits = app.extensions["portal.house"].limits
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        waits = [limits.wait("concern.report") for _ in range(6)]
    assert waits[:5] == [0] * 5 and 0 < waits[5] <= 3601


def test_a_neighbour_network_does_not_wait(app):
    limits = app.extensions["portal.house"].limits
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        for _ in range(6):
            limits.wait("concern.report")
    with app.test_request_context(environ_base={"REMOTE_ADDR": "198.51.100.1"}):
        assert limits.wait("concern.report") == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (3600, "60 minutes"), (7200, "2 hours")],
)
def test_waiting_is_said_as_people_say_it(seconds, words):
    assert wait_words(seconds) == words
