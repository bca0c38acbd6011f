"""What a chair writes about the group itself: its services, its work plan, its task groups, what it owes."""

from collections.abc import Sequence

from wtforms import SelectField

from forms.fields import choices_of
from forms.meetings.kept import KeyedForm, VersionedForm, day_box, line_box, tick, words_box
from portal.meetings import rules
from portal.meetings.rules import Seat

POST = "A post, such as “Head of housing”, never a name."


class SeatForm(VersionedForm):
    """A standing service and who speaks for it."""

    service = line_box("Service", "Write what the service is called", most=rules.MAX_POST)
    representative = line_box("Post that speaks for it", most=rules.MAX_POST, hint=POST)
    deputy = line_box("Post that stands in and decides for it", most=rules.MAX_POST, hint=POST)
    representative_account = SelectField("Account of that post", default="")
    deputy_account = SelectField("Account of the deputy", default="")

    def offer(self, people: Sequence[tuple[str, str]]) -> "SeatForm":
        """The form with the accounts that sit on the group."""
        for field in (self.representative_account, self.deputy_account):
            field.choices = choices_of([("", "No account"), *people])
        return self

    def to_seat(self, code: str) -> Seat:
        """What was filled in, as a value."""
        return Seat(
            code,
            self.service.data or "",
            self.representative.data or "",
            self.deputy.data or "",
            self.representative_account.data or "",
            self.deputy_account.data or "",
            self.seen(),
        )


class WorkForm(KeyedForm):
    """A line of the work plan."""

    title = line_box("What the group takes up", "Write what the group takes up")
    due_on = day_box("From which day it belongs on an agenda", "Write the day, such as 1 9 2027")
    yearly = tick("It comes back every year")


class MarkForm(VersionedForm):
    """That the group did what it owes from time to time."""

    on = day_box("On which day", "Write the day, such as 14 1 2027")
    words = words_box("What came of it", "Write what came of it", rows=3)


class TaskForm(KeyedForm):
    """A new task and finish group."""

    name = line_box("Name", "Write a name")
    purpose = words_box("The one issue it works on", "Write what it works on", rows=3)
    lead = line_box("Post that leads it", "Write which post leads it", most=rules.MAX_POST, hint=POST)
    ends_by = day_box("By which day it is finished", "Write the day, such as 1 9 2027")
    closed = tick("Closed: it stays in the room", "Not on printed papers and not in briefs.")


class ResultForm(VersionedForm):
    """A task and finish group has finished."""

    result = words_box("What came of it", "Write what came of it")
