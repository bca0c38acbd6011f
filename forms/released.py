"""Which of the published tables a reader wants to see; chooses, and keeps nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Form, SelectField

from forms.fields import choices_of


class PictureForm(Form):
    """A filter in the address: every value is one of those offered, or the reader is told."""

    release = SelectField("Period")
    family = SelectField("Kind of concern")
    ward = SelectField("Ward")

    def offer(
        self, *, releases: Sequence[tuple[str, str]], families: Mapping[str, str], wards: Mapping[str, str]
    ) -> "PictureForm":
        """What may be chosen; the first period offered is the newest."""
        for field, words, pairs in (
            (self.release, "Choose a period from the list", [*releases]),
            (self.family, "Choose a kind of concern from the list", [("", "All kinds"), *families.items()]),
            (self.ward, "Choose a ward from the list", [("", "All wards"), *wards.items()]),
        ):
            _offer(field, pairs, words)
        return self


def _offer(field: Any, pairs: Sequence[tuple[str, str]], words: str) -> None:
    field.choices = choices_of(pairs)
    if field.data is None:
        field.data = pairs[0][0]
    if field.data not in dict(pairs):
        field.errors = [words]
        field.data = pairs[0][0]
