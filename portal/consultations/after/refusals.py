"""What a refusal says to the officer, beside the field it is about."""

from flask_wtf import FlaskForm

from portal.consultations.after import rules
from portal.consultations.after.frozen import NotCounted
from portal.consultations.counting.results import NotClosed
from portal.core.errors import DomainError, MoveNotAllowed, NotFound, Stale
from portal.outcomes import rules as outcomes
from portal.web.filters import day

NO_PERSON = "Take out what looks like a personal detail: nothing here names anybody"
WAIT = "Wait for the close: only then is there something to say"


def explain(form: FlaskForm, refused: DomainError, version: int = 0) -> int:
    """Put the words into the form; the status of the answer. Raises what nobody expected."""
    if isinstance(refused, NotFound):
        raise refused
    if isinstance(refused, Stale):
        form["seen_version"].data = str(version)
        words = "Somebody changed this meanwhile. Look at it again, then send it once more"
        form.form_errors.append(words)
    elif isinstance(refused, (rules.PointsToSomebody, outcomes.PointsToSomebody)):
        form[refused.part].errors = [NO_PERSON]
    elif isinstance(refused, (rules.WordsMissing, rules.WordsTooLong)):
        form[refused.part].errors = ["Write something here, and not too much"]
    elif isinstance(refused, rules.DayNotPossible):
        field = next(each for each in form if each.type == "DayField")
        field.errors = [f"Choose a day from {day(refused.first)} to {day(refused.last)}"]
    elif isinstance(refused, outcomes.DecidedInFuture):
        form["decided_on"].errors = ["Write a day that has come already"]
    elif isinstance(refused, rules.VerdictDoesNotFit):
        words = "What we do not do is “Not changed”, and nothing else is: choose both again"
        form["verdict"].errors = [words]
    elif isinstance(refused, rules.NothingTold):
        form.form_errors.append("Let everybody read at least one finding first")
    elif isinstance(refused, NotCounted):
        form.form_errors.append("Finish every pile of papers first: some are still typed in or checked")
    elif isinstance(refused, (MoveNotAllowed, NotClosed)):
        form.form_errors.append(WAIT)
    else:
        raise refused
    return refused.status if refused.status != NotClosed.status else 409
