"""Pages on which one thing is written: drawn, written, or drawn again with what was typed and why not.

Whatever a rule refuses is said in words beside the box it is about.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.meetings.kept import BareForm, shown
from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.meetings import rules, seats
from portal.meetings.decisions import RefusedByOne
from portal.meetings.room import belong, chair
from portal.outcomes import rules as outcomes
from portal.partnership.current import current
from portal.partnership.rules import Group
from portal.partnership.tiers import link_of
from portal.web.context import transaction
from portal.web.guard import actor

Answer = str | tuple[str, int] | Response
Act = Callable[[Session], str | None]
"""What is written; may answer with the address to go to."""

TAKE_OUT = "Take out what looks like a personal detail: nothing here points to a person"
REFUSED: dict[type[DomainError], str] = {
    rules.PointsToSomebody: TAKE_OUT,
    outcomes.PointsToSomebody: TAKE_OUT,
    rules.WordsMissing: "Write something here",
    outcomes.WordsMissing: "Write something here",
    rules.WordsTooLong: "Use fewer words",
    outcomes.WordsTooLong: "Use fewer words",
    rules.TimeUnknown: "Write a time such as 10:00 or 2:30pm",
    rules.DayInFuture: "Choose a day that is not still to come",
    rules.DayOutOfReach: f"Choose a day between {rules.FIRST_YEAR} and {rules.LAST_YEAR}",
    rules.NotYet: "Come back on the day of the meeting: it is still to come",
    rules.NobodyNoted: "Note first who came: decisions rest on it",
    rules.NeedsSource: "Another agency told this: note first that it said yes to its re-use",
    RefusedByOne: "A service it binds said no: note what the group decides instead, and hand that over",
    rules.NobodyAbove: "No group stands above this one: answer it here",
}
STALE = (
    "Somebody changed this since you opened it. What you typed is still in the boxes: read what stands now, "
    "and save again to replace it."
)
NOT_NOW = "This cannot be done any more as things stand now. Go back and look."


@dataclass(frozen=True, slots=True)
class Paper:
    """A page with one form. `stands`: names and texts that hold now, shown when somebody was faster."""

    title: str
    button: str
    back: str
    back_words: str
    lead: str = ""
    told: str = "Saved."
    caution: str = ""
    stands: tuple[tuple[str, str], ...] = ()
    version: int | None = None


def write(paper: Paper, form: FlaskForm, act: Act) -> Answer:
    """Draw the page, or write and go on."""
    status = 422 if request.method == "POST" else 200
    if form.validate_on_submit():
        refused = attempt(form, act)
        if isinstance(refused, str):
            flash(paper.told, "done")
            return redirect(refused or paper.back, 303)
        status = refused
        if status == Stale.status and paper.version is not None and "seen_version" in form:
            form.seen_version.data = str(paper.version)
    return render_template(
        "meetings/staff/write.html",
        form=form,
        paper=paper,
        fields=shown(form),
        stale=status == Stale.status,
    ), status


def attempt(form: FlaskForm, act: Act) -> str | int:
    """Write: the address to go to (empty: back), or the status of what was refused, said in the form."""
    try:
        with transaction() as session:
            return act(session) or ""
    except Stale as refused:
        form.form_errors.append(STALE)
        return refused.status
    except MoveNotAllowed as refused:
        form.form_errors.append(NOT_NOW)
        return refused.status
    except tuple(REFUSED) as refused:
        _explain(form, refused)
        return refused.status


def press(act: Act, back: str, told: str) -> Answer:
    """A button without a page of its own: done, or said why not, and back."""
    form = BareForm()
    if not form.validate_on_submit():
        flash("That page had been open too long. Nothing was done; try again.", "error")
        return redirect(back, 303)
    refused = attempt(form, act)
    if isinstance(refused, str):
        flash(told, "done")
        return redirect(refused or back, 303)
    flash(" ".join(form.form_errors), "error")
    return redirect(back, 303)


def my_group(link: str) -> Group:
    """The group of this address, for its own chair. Raises `NotFound`."""
    group = group_at(link)
    chair(actor(), group.code)
    return group


def group_at(link: str) -> Group:
    """The group of this address, for somebody who sits on it. Raises `NotFound`."""
    found = next((group for group in current().groups if link_of(group) == link), None)
    belong(actor(), found.code if found else "")
    assert found is not None  # nobody sits on a group without a code
    return found


def services(session: Session, group: Group) -> list[tuple[str, str]]:
    """The services of a group, as a form offers them."""
    return [(seat.code, seat.service) for seat in seats.of(session, group)]


def _explain(form: FlaskForm, refused: DomainError) -> None:
    words = REFUSED[type(refused)]
    part = str(getattr(refused, "part", ""))
    if part in form:
        form[part].errors = [words]
    else:
        form.form_errors.append(words)
