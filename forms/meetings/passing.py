"""What a group writes when it passes something up, takes it on or answers it."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from forms.fields import choices_of
from forms.meetings.agenda import AGENCY_HINT
from forms.meetings.kept import KeyedForm, VersionedForm, line_box, words_box
from portal.meetings import rules
from portal.meetings.kinds import KIND_WORDS


class ReturnForm(KeyedForm):
    """Something new to pass on."""

    kind = RadioField(
        "What is it?",
        choices=choices_of([(kind.value, words) for kind, words in KIND_WORDS.items()]),
        validators=[InputRequired("Choose what it is")],
    )
    title = line_box("In one line", "Write it in one line")
    words = words_box("What the others should know", "Write what the others should know")
    source_agency = line_box("Another agency that told this", most=rules.MAX_POST, hint=AGENCY_HINT)


class StepForm(VersionedForm):
    """Pass it up, or answer it."""

    words = words_box("Why, or what the answer is", "Write why, or what the answer is", rows=4)


class ApprovalForm(VersionedForm):
    """The agency it came from said yes."""

    post = line_box(
        "Who at that agency said yes",
        "Write which post said yes",
        most=rules.MAX_POST,
        hint="A post, not a name.",
    )
