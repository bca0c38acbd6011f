"""Every refusal and every fault becomes a page that says what to do next; never a traceback.

What was typed stays: a slowed or outdated form comes back with its words inside it.
"""

import logging
from types import TracebackType

from flask import Flask, render_template, request
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from portal.core.errors import DomainError
from portal.web.guard import SlowDown
from portal.web.headers import no_store

PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})
log = logging.getLogger("portal")

NOT_SHOWN = frozenset({"csrf_token", "state", "go", "page", "step", "password", "code", "receipt"})
"""Fields that travel with a kept form but are not words to read back."""

SECRET = frozenset({"password", "again", "present"})
"""Fields that never come back in a page."""

CODE = "code"
CODES_STAND_IN = ("/staff/sign-in", "/staff/account")
"""Where a field of that name is a second factor; elsewhere it is an answer."""

OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""Refusals of a database that does answer: a fault of ours, and no comfort in trying again."""


def install(app: Flask) -> None:
    """Give `app` its error pages."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SlowDown, _slow)
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(DatabaseError, _database)
    app.register_error_handler(PoolTimeout, _no_answer)
    app.register_error_handler(Exception, _fault)


def error_page(status: int) -> tuple[str, int]:
    """The page for a status; one we have no page for shows the nearest."""
    shown = status if status in PAGES else (500 if status >= 500 else 400)
    no_store()
    return render_template(f"errors/{shown}.html"), status


def wait_words(seconds: int) -> str:
    """A waiting time as people say it."""
    minutes = -(-seconds // 60)
    if minutes < 2:
        return "1 minute"
    return f"{minutes} minutes" if minutes < 90 else f"{-(-minutes // 60)} hours"


def again_page(status: int, *, wait: str | None, down: bool = False) -> tuple[str, int]:
    """The posted form once more, its words kept, with a button to send it again.

    `wait`: how long in words; `down`: a part of the portal does not answer.
    """
    no_store()
    secret = secret_fields()
    lists = ((name, values) for name, values in request.form.lists() if name not in secret)
    fields = [(name, value) for name, values in lists for value in values]
    words = [(name, value) for name, value in fields if name not in NOT_SHOWN and len(value) > 30]
    return render_template("errors/again.html", fields=fields, words=words, wait=wait, down=down), status


def secret_fields() -> frozenset[str]:
    """Names of fields that never come back in a page, for the form that is being sent."""
    return SECRET | {CODE} if request.path.startswith(CODES_STAND_IN) else SECRET


def _http(error: HTTPException) -> tuple[str, int] | AnyResponse:
    if error.code is None or error.code < 400:
        return error.get_response()
    return error_page(error.code)


def _slow(error: SlowDown) -> tuple[str, int, dict[str, str]]:
    body, status = again_page(429, wait=wait_words(error.seconds))
    return body, status, {"Retry-After": str(error.seconds)}


def _domain(error: DomainError) -> tuple[str, int]:
    return error_page(error.status)


def _database(error: DatabaseError) -> tuple[str, int]:
    return _fault(error) if isinstance(error, OURS) else _no_answer(error)


def _no_answer(error: DatabaseError | PoolTimeout) -> tuple[str, int]:
    """The database is away or busy; what was typed comes back, except what nobody should read twice."""
    log.error("the database did not answer: %s", type(error).__name__)
    typed = request.method == "POST" and request.form and not secret_fields() & set(request.form)
    return again_page(503, wait=None, down=True) if typed else error_page(503)


def _fault(error: Exception) -> tuple[str, int]:
    log.error("fault in %s: %s", request.endpoint, type(error).__name__, exc_info=_trace(error))
    return error_page(500)


def _trace(error: Exception) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    """Where it happened, without the values: messages of exceptions can quote what people typed."""
    return (RuntimeError, RuntimeError("values left out of the log"), error.__traceback__)
