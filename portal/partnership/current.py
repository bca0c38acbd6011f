"""The partnership this process serves, for views; services and rules are given it as an argument."""

from typing import cast

from flask import current_app

from portal.partnership.geography import Geography
from portal.partnership.rules import Partnership

PARTNERSHIP = "portal.partnership"  # keys of `app.extensions`, set once when the app is made
GEOGRAPHY = "portal.geography"


def current() -> Partnership:
    """The partnership as data. Needs an application context."""
    return cast(Partnership, current_app.extensions[PARTNERSHIP])


def geography() -> Geography:
    """Its wards, postcodes, places and map points. Needs an application context."""
    return cast(Geography, current_app.extensions[GEOGRAPHY])
