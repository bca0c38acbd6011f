"""What an officer asks of the queue, and the words searched for in officers' copies."""

from collections.abc import Sequence

from wtforms import Form, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from portal.core.queue import Show
from portal.moderation.due import Due
from portal.moderation.filters import RISKS, Filters, Whose

Pairs = Sequence[tuple[str, str]]

RISK_WORDS = dict(zip(RISKS, ("High risk", "No risk seen"), strict=True))
DUE_WORDS = {Due.LATE: "Late", Due.TODAY: "Today", Due.WEEK: "This week"}
STATE_WORDS = {
    Show.WAITS: "Never read",
    Show.MESSAGE: "Something new from the writer",
    Show.SURGE: "Part of a surge",
}
CLAIM_WORDS = {Whose.MINE: "Taken by me", Whose.NOBODYS: "Taken by nobody"}
MAX_SEARCH = 100  # characters: a few words


class FilterForm(Form):
    """Which part of the queue to list."""

    kind = SelectField("Kind")
    topic = SelectField("Topic")
    ward = SelectField("Ward")
    risk = SelectField("Risk", choices=choices_of([("", "Any risk"), *RISK_WORDS.items()]))
    due = SelectField("Due", choices=choices_of([("", "Any time"), *DUE_WORDS.items()]))
    state = SelectField("State", choices=choices_of([("", "Any state"), *STATE_WORDS.items()]))
    claimed = SelectField("Taken", choices=choices_of([("", "Anybody’s"), *CLAIM_WORDS.items()]))

    @classmethod
    def showing(cls, filters: Filters, kinds: Pairs, topics: Pairs, wards: Pairs) -> "FilterForm":
        """The form as it was filled in."""
        form = cls(data=dict(filters.pairs))
        form.kind.choices = choices_of([("", "Every kind"), *kinds])
        form.topic.choices = choices_of([("", "All topics"), *topics])
        form.ward.choices = choices_of([("", "All wards"), *wards])
        return form


CONCERNS, ANSWERS = "concerns", "answers"


class SearchForm(StaffForm):
    """Words that officers' copies are searched for; they travel in the form and stand in no address."""

    where = SelectField(
        "Where", choices=choices_of([(CONCERNS, "Concerns"), (ANSWERS, "Answers in consultations")])
    )

    words = StringField(
        "Words",
        filters=[tidied],
        description="Every word must be there; its beginning is enough. Originals are never searched.",
        validators=[
            DataRequired("Write a word of at least three letters"),
            Length(max=MAX_SEARCH, message=f"Use {MAX_SEARCH} characters or fewer"),
        ],
    )
    after = HiddenField()
