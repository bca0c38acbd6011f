"""What the web server writes down when something goes wrong."""

import logging
import runpy

import pytest
from gunicorn.config import Config

from portal.adapters.server_log import NamelessLogger
from portal.settings import ROOT


@pytest.fixture
def log(caplog):
    """gunicorn's log, read along."""
    made = NamelessLogger(Config())
    made.error_log.addHandler(caplog.handler)
    caplog.set_level(logging.DEBUG)
    yield made
    made.error_log.removeHandler(caplog.handler)


def test_a_request_that_cannot_be_read_leaves_no_network_address(log, caplog):
    log.warning("Invalid request from ip=203.0.113.7: Invalid HTTP Header: 'secret words'")
    assert "refused" in caplog.text
    assert "203.0.113" not in caplog.text and "secret" not in caplog.text


def test_a_request_that_fails_leaves_neither_its_address_nor_its_words(log, caplog):
    try:
        raise ValueError("what somebody typed")
    except ValueError:
        log.exception("Error handling request %s %s", "GET", "/search?q=secret")
    assert "could not be answered" in caplog.text
    assert "secret" not in caplog.text and "typed" not in caplog.text


def test_a_server_that_cannot_start_still_says_why(log, caplog):
    try:
        raise RuntimeError("no such module")
    except RuntimeError:
        log.exception("Exception in worker process")
    assert "no such module" in caplog.text


def test_no_request_that_went_well_is_written_down_at_all():
    """A map tile's address would tell which street somebody looked at, a search what was searched."""
    said = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    assert said["accesslog"] is None
    assert said["logger_class"].endswith("NamelessLogger")
    assert Config().settings["accesslog"].default is None
