"""What a chair writes on an agenda: items, decisions, who agreed, actions, what the public is told."""

from collections.abc import Sequence

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from forms.base import StaffForm
from forms.fields import MultiCheckboxField, choices_of
from forms.meetings.kept import KeyedForm, VersionedForm, day_box, line_box, tick, words_box
from portal.meetings import rules
from portal.meetings.kinds import Agreement
from portal.meetings.rules import ActionWords, ItemWords

Pairs = Sequence[tuple[str, str]]

CLOSED = "Closed: it stays in the room"
CLOSED_HINT = "Not on printed papers, not in briefs, not for the public. The group itself reads it."
AGENCY_HINT = "Leave it empty unless another agency told you this. Without its yes it goes no further."
PUBLIC_HINT = (
    "Printed where anybody may come. Empty: nobody outside the group reads that it is on the agenda."
)
TELLS = 160  # characters of the one line that stands in a list for everybody


class TakeForm(StaffForm):
    """What waits and is put on the agenda."""

    chosen = MultiCheckboxField(
        "What waits for the group", validators=[InputRequired("Choose what to put on")]
    )

    def offer(self, waiting: Pairs) -> "TakeForm":
        """The form with what waits: pairs of key and words."""
        self.chosen.choices = choices_of(waiting)
        return self


class NewItemForm(KeyedForm):
    """A new item."""

    title = line_box("Title", "Write a title")
    public_title = line_box("Title for everybody", hint=PUBLIC_HINT)
    paper = words_box("What to read beforehand")
    closed = tick(CLOSED, CLOSED_HINT)
    source_agency = line_box("Another agency that told this", most=rules.MAX_POST, hint=AGENCY_HINT)

    def to_words(self) -> ItemWords:
        """What was filled in, as a value."""
        return ItemWords(
            self.title.data or "",
            self.paper.data or "",
            bool(self.closed.data),
            source_agency=self.source_agency.data or "",
            public_title=self.public_title.data or "",
        )


class ItemForm(VersionedForm):
    """A change of an item."""

    title = line_box("Title", "Write a title")
    public_title = line_box("Title for everybody", hint=PUBLIC_HINT)
    paper = words_box("What to read beforehand")
    closed = tick(CLOSED, CLOSED_HINT)
    source_agency = line_box("Another agency that told this", most=rules.MAX_POST, hint=AGENCY_HINT)
    approved = line_box(
        "Who at that agency said yes to its re-use",
        most=rules.MAX_POST,
        hint="A post, not a name. Empty until somebody said yes.",
    )
    note = words_box("What came of it", hint="Not word for word. Nothing that points to a person.")

    def to_words(self) -> ItemWords:
        """What was filled in, as a value; an approval without an agency is none."""
        agency = self.source_agency.data or ""
        return ItemWords(
            self.title.data or "",
            self.paper.data or "",
            bool(self.closed.data),
            source_agency=agency,
            approved=(self.approved.data or "") if agency else "",
            note=self.note.data or "",
            public_title=self.public_title.data or "",
        )


class DecisionForm(KeyedForm):
    """What was decided."""

    words = words_box("What the group decided", "Write what was decided")
    binds = MultiCheckboxField(
        "Which services it binds",
        description="A service that was not there is asked first: nothing is promised in its name.",
    )

    def offer(self, services: Pairs) -> "DecisionForm":
        """The form with the services of the group."""
        self.binds.choices = choices_of(services)
        return self


class AgreementForm(StaffForm):
    """What a service said afterwards."""

    said = RadioField(
        "What did it say?",
        choices=choices_of(
            [(Agreement.AGREED.value, "It agrees"), (Agreement.REFUSED.value, "It does not agree")]
        ),
        validators=[InputRequired("Choose what the service said")],
    )


class GiveForm(KeyedForm):
    """A new action."""

    what = words_box("What is to be done", "Write what is to be done", rows=3)
    owner = SelectField("Which service does it", validators=[InputRequired("Choose a service")])
    due_on = day_box("By which day", "Write the day, such as 11 3 2027")
    closed = tick(CLOSED, CLOSED_HINT)

    def offer(self, services: Pairs) -> "GiveForm":
        """The form with the services of the group."""
        self.owner.choices = choices_of(services)
        return self

    def to_words(self) -> ActionWords:
        """What was filled in, as a value."""
        return ActionWords(self.what.data or "", self.owner.data, self.due_on.data, bool(self.closed.data))


class TellForm(StaffForm):
    """What officers are asked to tell the public."""

    line = line_box("In one line", "Write it in one line", most=TELLS, hint="As it will stand in a list.")
    reason = words_box("Why", "Write why the group decided so", most=1500)
    action = words_box("What happens now", "Write what happens now", most=1500)
