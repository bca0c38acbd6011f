"""Silence means no: every view says who may see it, and what is not said answers 403.

Also refuses public POSTs that come from another site, and slows down senders who write too often.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.actors import Actor, Permission, may
from portal.core.errors import DomainError, Refused
from portal.web.context import house, settings

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
LOADER = "portal.load_actor"
AGAIN = "portal.ask_again"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SlowDown(DomainError):
    """One sender wrote too often; `.seconds` says how long to wait. Nothing typed is lost."""

    code = "slow-down"
    status = 429

    seconds: int


class WrongPlace(DomainError):
    """A form was sent from another site."""

    code = "wrong-place"
    status = 403


class NeedsStep(DomainError):
    """Somebody is signed in, but has to do something first, on the page named by `.endpoint`."""

    code = "needs-step"
    status = 403

    endpoint: str


def public(view: View) -> View:
    """Anyone may see this view."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Only signed-in staff whose roles grant `permission` may see this view."""

    def mark(view: View) -> View:
        view.access = permission  # type: ignore[attr-defined]
        return view

    return mark


def limited(
    name: str,
    *,
    only: str | None = None,
    unless: Callable[[], bool] | None = None,
    inside: bool = False,
) -> Callable[[View], View]:
    """Count this view's POSTs against the named limit of the sender.

    `only` counts just the posts whose button `go` has that value; `unless` answers true for a repeat of
    something already stored, which counts for nothing. `inside`: the view itself calls `count_one` where
    something new is stored, so that the same form sent many times at once counts once.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def counted(*args: Any, **kwargs: Any) -> Any:
            asked = only is None or request.form.get("go") == only
            if request.method not in SAFE and asked and not inside and not (unless and unless()):
                count_one(name)
            return view(*args, **kwargs)

        counted.limit_name = name  # type: ignore[attr-defined]
        return cast(View, counted)

    return wrap


def count_one(name: str) -> None:
    """Count one act of this sender. Raises `SlowDown`; within a transaction, that stores nothing."""
    seconds = house().limits.wait(name)
    if seconds:
        raise SlowDown(seconds=seconds)


def actor() -> Actor:
    """Who is signed in; raises `Refused` where nobody is."""
    found: Actor | None = g.get("actor")
    if found is None:
        raise Refused()
    return found


def install(
    app: Flask, load_actor: Callable[[], Actor | None], ask_again: Callable[[str], Response | None]
) -> None:
    """Guard every request of `app`; `load_actor` reads the staff cookie.

    `ask_again` answers a form that was sent before the page of this endpoint was passed, where it holds
    something to keep.
    """
    app.extensions[LOADER] = load_actor
    app.extensions[AGAIN] = ask_again
    app.before_request(_check_access)


def _check_access() -> Response | None:
    _check_address()
    if request.endpoint is None or request.endpoint == "static":
        return None
    view = current_app.view_functions[request.endpoint]
    access = getattr(view, "access", None)
    if access is None:
        abort(403)
    _check_same_origin()
    if access == PUBLIC:
        return None
    return _check_staff(access)


def _check_address() -> None:
    """A NUL names nothing of ours, and PostgreSQL refuses to look for one."""
    asked = request.args.values() if request.path.startswith("/staff") else ()
    if any("\x00" in text for text in (request.path, *asked)):
        abort(404)


def _check_staff(permission: Permission) -> Response | None:
    back = request.full_path if request.method == "GET" else None
    try:
        g.actor = current_app.extensions[LOADER]()
    except NeedsStep as step:
        return _first(step.endpoint, back)
    if g.actor is None:
        return _first("staff.sign_in", back)
    if not may(g.actor, permission):
        abort(403)
    return None


def _first(endpoint: str, back: str | None) -> Response:
    """The page that has to be passed first; it holds what was being sent."""
    kept: Response | None = None if back else current_app.extensions[AGAIN](endpoint)
    return kept or redirect(url_for(endpoint, next=back), 303)


def _check_same_origin() -> None:
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        raise WrongPlace()
    origin = request.headers.get("Origin")
    if site is None and origin is not None and origin != settings().origin:
        raise WrongPlace()
