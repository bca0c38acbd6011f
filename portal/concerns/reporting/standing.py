"""How reporting stands at this request: read once, for every page of the report."""

from typing import cast

from flask import g

from portal.concerns import opening
from portal.concerns.opening import Service
from portal.partnership.current import current
from portal.partnership.rules import Partnership
from portal.web.context import now, reading


def service() -> Service:
    """What holds now."""
    if "reporting_service" not in g:
        with reading() as session:
            g.reporting_service = opening.state(session, now=now(), partnership=current())
    return cast(Service, g.reporting_service)


def promised() -> Partnership:
    """The partnership with the reading time that is promised now."""
    return service().promising(current())
