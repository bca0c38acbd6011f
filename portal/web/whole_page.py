"""Public reading pages are kept whole for a moment and answered 304 when nothing changed.

Only for GET pages without a form that POSTs, a receipt or a sensitive topic. The ETag is a hash of the bytes.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, current_app, make_response, request
from werkzeug.datastructures import ImmutableMultiDict

from portal.web.context import now
from portal.web.headers import cacheable

View = TypeVar("View", bound=Callable[..., Any])

REBUILT_AFTER = timedelta(seconds=10)
"""An answer is at most this old."""

KEPT_PAGES = 500
"""Pages kept in one process; one more, and the one that was made first goes."""

LONGEST_VALUE = 60
"""Characters of a value in an address that a page is kept for; every choice of ours is shorter."""

STORE = "portal.whole_pages"


def whole_page(view: View) -> View:
    """Keep this view's page for ten seconds and answer conditional requests."""
    return whole_page_reading()(view)


def whole_page_reading(*names: str) -> Callable[[View], View]:
    """The same for a view that reads these names of its address's query and nothing else of it.

    Whatever else stands in an address is hidden from it, and kept nowhere: the page is shown to others too.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def kept(*args: Any, **kwargs: Any) -> Response:
            store = current_app.extensions.setdefault(STORE, {})
            key, moment = _key(names), now()
            found = store.get(key)
            if found is None or not moment - REBUILT_AFTER <= found[0] <= moment:
                request.args = _only(names)
                response = make_response(view(*args, **kwargs))
                if response.status_code != 200 or key is None:
                    return response
                if len(store) >= KEPT_PAGES:
                    store.pop(next(iter(store)), None)
                found = store[key] = (moment, response.get_data(), response.mimetype)
            return _answer(found[1], found[2])

        kept.whole_page = True  # type: ignore[attr-defined]
        return cast(View, kept)

    return mark


def _key(names: tuple[str, ...]) -> tuple[str, ...] | None:
    """What the kept page is found by; None where a value is none of ours."""
    values = tuple(request.args.get(name, "") for name in names)
    return (request.path, *values) if all(len(value) <= LONGEST_VALUE for value in values) else None


def _only(names: tuple[str, ...]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict({name: request.args[name] for name in names if name in request.args})


def _answer(body: bytes, mimetype: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    cacheable(f"public, max-age={int(REBUILT_AFTER.total_seconds())}")
    response.make_conditional(request)
    return response
