"""What a chair writes about a meeting: when and where, who came, how the papers went out."""

from collections.abc import Iterable, Mapping

from wtforms import RadioField
from wtforms.validators import InputRequired

from forms.base import StaffForm
from forms.fields import choices_of
from forms.meetings.kept import KeyedForm, VersionedForm, day_box, line_box, tick, words_box
from portal.meetings import rules
from portal.meetings.kinds import PRESENCE_WORDS, Channel, Presence
from portal.meetings.rules import MeetingWords, Seat

FIELD = "came-"
"""What the name of a service's field begins with."""


class PlanForm(KeyedForm):
    """A new meeting."""

    held_on = day_box("Day", "Write the day, such as 14 1 2027")
    starts = line_box("Time", "Write the time, such as 10:00", most=20, hint="For example, 10:00 or 2:30pm.")
    place = line_box(
        "Place",
        "Write where you meet",
        most=rules.MAX_PLACE,
        hint="A room and its building. Say too if people can join from elsewhere.",
    )
    public = tick(
        "Anybody may come", "It is then listed for everybody, with the titles you write for everybody."
    )

    def to_words(self) -> MeetingWords:
        """What was filled in, as a value."""
        return MeetingWords(
            self.held_on.data, self.starts.data or "", self.place.data or "", bool(self.public.data)
        )


class MeetingForm(VersionedForm):
    """A change of a meeting."""

    held_on = day_box("Day", "Write the day, such as 14 1 2027")
    starts = line_box("Time", "Write the time, such as 10:00", most=20, hint="For example, 10:00 or 2:30pm.")
    place = line_box("Place", "Write where you meet", most=rules.MAX_PLACE)
    public = tick(
        "Anybody may come", "It is then listed for everybody, with the titles you write for everybody."
    )
    notes = words_box(
        "What was talked about, for everybody to read",
        hint="Shown once the meeting is closed, if anybody could come. Nothing that points to a person.",
    )

    def to_words(self) -> MeetingWords:
        """What was filled in, as a value."""
        return MeetingWords(
            self.held_on.data,
            self.starts.data or "",
            self.place.data or "",
            bool(self.public.data),
            self.notes.data or "",
        )


class CancelForm(VersionedForm):
    """The meeting does not take place."""

    reason = words_box("Why it does not take place", "Write why", rows=3)


class CirculateForm(StaffForm):
    """How the papers go out."""

    how = RadioField(
        "How do they go out?",
        choices=choices_of(
            [
                (Channel.MAIL.value, "By e-mail, to everybody who sits on the group"),
                (Channel.PRINT.value, "On paper: I print the actions log and send it"),
            ]
        ),
        validators=[InputRequired("Choose how the papers go out")],
    )


class AttendanceForm(VersionedForm):
    """Who came; one choice for each service, made by `attendance_form`."""

    def came(self) -> Mapping[str, Presence]:
        """What was chosen, by service."""
        return {
            field.name.removeprefix(FIELD): Presence(field.data)
            for field in self
            if field.name.startswith(FIELD)
        }


def attendance_form(
    seats: Iterable[Seat], noted: Mapping[str, Presence], seen_version: int
) -> AttendanceForm:
    """A form with a list for each service; what was noted stands in it."""
    choices = choices_of([(each.value, PRESENCE_WORDS[each]) for each in Presence])
    fields = {
        f"{FIELD}{seat.code}": RadioField(
            seat.service, choices=choices, validators=[InputRequired(f"Choose who came for: {seat.service}")]
        )
        for seat in seats
    }
    made: AttendanceForm = type("AttendanceForm", (AttendanceForm,), fields)(
        data={
            "seen_version": seen_version,
            **{f"{FIELD}{code}": presence.value for code, presence in noted.items()},
        }
    )
    return made
