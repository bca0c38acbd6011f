"""What is written about an action: how far it is, how it ended; and what a deputy writes by a link."""

from collections.abc import Iterable, Mapping

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from forms.base import PublicForm, tidied
from forms.fields import choices_of
from forms.meetings.kept import NOBODY, KeyedForm, VersionedForm, words_box
from portal.meetings import rules
from portal.meetings.kinds import ActionState

FIELD = "action-"
"""What the name of an action's box begins with."""

ENDS = {
    ActionState.OPEN: "Open again",
    ActionState.DONE: "Done",
    ActionState.DROPPED: "Dropped: it will not be done",
}


class ReportForm(KeyedForm):
    """How far an action is."""

    words = words_box("How far is it?", "Write how far it is", rows=3)


class SettleForm(VersionedForm):
    """How an action ended, or that it is taken up again."""

    state = RadioField("What becomes of it?", validators=[InputRequired("Choose what becomes of it")])
    reason = words_box("What came of it, or why", "Write what came of it, or why", rows=3)

    def offer(self, *, is_open: bool) -> "SettleForm":
        """The form with the steps that may come next."""
        steps = (ActionState.DONE, ActionState.DROPPED) if is_open else (ActionState.OPEN,)
        self.state.choices = choices_of([(each.value, ENDS[each]) for each in steps])
        return self


class UpdateForm(PublicForm):
    """What a deputy reports; one box for each action, made by `update_form`."""

    def reported(self) -> Mapping[str, str]:
        """What was written, by the action's id."""
        return {
            field.name.removeprefix(FIELD): field.data or "" for field in self if field.name.startswith(FIELD)
        }

    def boxes(self) -> list[TextAreaField]:
        """The boxes in their order."""
        return [field for field in self if field.name.startswith(FIELD)]


def update_form(wanted: Iterable[tuple[str, str]]) -> UpdateForm:
    """A form with a box for each action: pairs of id and words."""
    length = Length(max=rules.MAX_WORDS, message=f"Use {rules.MAX_WORDS:,} characters or fewer")
    fields = {
        f"{FIELD}{action}": TextAreaField(
            words, filters=[tidied], description=NOBODY, render_kw={"rows": 3}, validators=[length]
        )
        for action, words in wanted
    }
    made: UpdateForm = type("UpdateForm", (UpdateForm,), fields)()
    return made
