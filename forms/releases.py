"""What staff choose and write around published pictures, officers' copies and working figures."""

from collections.abc import Mapping, Sequence
from datetime import date

from wtforms import Form, HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from portal.concerns.releases.released import MAX_NOTE


class MakeForm(StaffForm):
    """Publish what was looked at, and nothing else."""

    seen_digest = HiddenField()


class NoteForm(StaffForm):
    """What turned out wrong in a picture that is published."""

    words = TextAreaField(
        "Note",
        filters=[tidied],
        description="Everybody reads it beside the picture. Name no person and no exact place.",
        validators=[
            DataRequired("Write what was wrong"),
            Length(max=MAX_NOTE, message=f"Use {MAX_NOTE:,} characters or fewer"),
        ],
    )


class CopiesForm(Form):
    """Which officers' copies to list; an unknown value lists all."""

    topic = SelectField("Topic")
    ward = SelectField("Ward")

    def offer(self, topics: Mapping[str, str], wards: Mapping[str, str]) -> "CopiesForm":
        """What may be chosen."""
        for field, words, pairs in (
            (self.topic, "All topics", topics),
            (self.ward, "All wards", wards),
        ):
            field.choices = choices_of([("", words), *pairs.items()])
            field.data = field.data if field.data in pairs else ""
        return self


class FiguresForm(StaffForm):
    """Which working figures to look at."""

    first = SelectField("From")
    last = SelectField("To")
    topic = SelectField("Topic", default="")
    ward = SelectField("Ward", default="")

    def offer(
        self, months: Sequence[tuple[str, str]], topics: Mapping[str, str], wards: Mapping[str, str]
    ) -> "FiguresForm":
        """`months` are (ISO first of the month, words), the oldest first."""
        self.first.choices = choices_of(months)
        self.last.choices = choices_of(months)
        self.topic.choices = choices_of([("", "All topics"), *topics.items()])
        self.ward.choices = choices_of([("", "All wards"), *wards.items()])
        return self

    def months(self) -> tuple[date, date]:
        """First and last month, in the order of time whichever way they were chosen."""
        chosen = sorted((date.fromisoformat(self.first.data), date.fromisoformat(self.last.data)))
        return chosen[0], chosen[1]
