"""What is still missing before people can rely on this portal, gathered from the slices that know.

`lacks` is what whoever runs the portal reads; `refusals` keep the public door of a real portal closed.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.adapters import holidays
from portal.consultations import keeping
from portal.core.windows import london_date
from portal.ledger import queries as ledger
from portal.partnership import queries as partnership
from portal.partnership.legal import Legal
from portal.staff import queries as staff

LINKED_FOR = timedelta(days=1)
"""So long after a close the timer may have been late; beyond that it does not run."""

WARNS_BEFORE = timedelta(days=183)
"""So long before the list of bank holidays ends, due dates ask for a newer one."""


def refusals(session: Session, legal: Legal | None = None) -> tuple[str, ...]:
    """Why the public must not be let in yet: help that nobody ever checked, and notices with blanks."""
    if legal is not None and legal.blanks:
        return (f"Fill in {_listed(legal)} under [legal] in partnership.toml.", *refusals(session))
    if not partnership.all_helplines(session):
        return ("No helpline is loaded: run flask partnership load.",)
    names = partnership.as_shipped(session)
    if not names:
        return ()
    return (f"Start the staff door and confirm these helplines first: {', '.join(names)}.",)


def lacks(session: Session, *, now: datetime, legal: Legal | None = None) -> list[str]:
    """Every lack in a sentence; none when the portal is ready."""
    missing = staff.doctor(session)
    if legal is not None and legal.blanks:
        missing.append(
            f"The notices have blanks: fill in {_listed(legal)} under [legal] in partnership.toml."
        )
    missing += [f"Nobody has confirmed this helpline: {name}." for name in partnership.unconfirmed(session)]
    if not partnership.all_helplines(session):
        missing.append("No helpline is loaded: run flask partnership load.")
    if keeping.still_linked(session, until=now - LINKED_FOR):
        missing.append("Equality answers are still linked after a close: run flask consultation close-out.")
    if holidays.last_known() - london_date(now) < WARNS_BEFORE:
        missing.append("The list of bank holidays ends soon: install a newer govuk-bank-holidays.")
    if ledger.broken_at(session) is not None:
        missing.append("The ledger does not hold: run flask ledger verify.")
    return missing


def _listed(legal: Legal) -> str:
    return ", ".join(legal.blanks)
