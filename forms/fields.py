"""Fields that WTForms does not have, shared by every slice's forms; they hold and judge nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import DateField, Form, FormField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

__all__ = ["DatePartsField", "MultiCheckboxField", "RankingField", "choices_of", "held_as"]

LONGEST_PART = 20  # letters of a day, a month or a year that are kept

NOT_PLACED = "not"
"""Value of a ranked item that is "not a priority"."""


def choices_of(pairs: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    """Pairs of value and words as WTForms wants them."""
    return [SelectChoice(value, words) for value, words in pairs]


def held_as(before: Any, data: Any) -> Any:
    """What a field holds, in the kind of the value it takes the place of: a text is never nothing."""
    if isinstance(before, tuple):
        return tuple(data or ())
    return data or "" if isinstance(before, str) else data


class MultiCheckboxField(SelectMultipleField):
    """Any number of ticks; `data` is a list of values."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DatePartsField(DateField):
    """A day in three boxes of one name: day, month, year. `data` lists what was typed, if anything was."""

    def __init__(self, label: str, *, description: str = "", **more: Any) -> None:
        """Drawn like every date in three parts."""
        super().__init__(label, format="%d %m %Y", description=description, **more)
        self.type = "DateField"

    @property
    def parts(self) -> tuple[str, str, str]:
        """Day, month and year as typed, without spaces around them."""
        typed = [str(part).strip() for part in (self.data or ())]
        day, month, year = (*typed, "", "", "")[:3]
        return day, month, year

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what was typed; the question judges."""
        self.data = [part[:LONGEST_PART] for part in valuelist[:3]] if any(valuelist) else []


class RankingField(FormField):
    """One list of places to each item, named `<field>-<item>`; works without dragging and without JavaScript.

    `data` maps the item's code to what was chosen: a place as text, "not", or nothing.
    """

    def __init__(
        self,
        label: str,
        *,
        items: Sequence[tuple[str, str]],
        places: Sequence[tuple[str, str]],
        description: str = "",
        **more: Any,
    ) -> None:
        """`items` are (code, words); `places` (value, words) stand in every list, after an empty choice."""
        choices = choices_of([("", "Choose a place"), *places])
        lists = {
            code: SelectField(words, choices=choices, validate_choice=False, default="")
            for code, words in items
        }
        super().__init__(type("Places", (Form,), lists), label, description=description, **more)
        self.refusals: list[str] = []

    @property
    def errors(self) -> list[str]:
        """What is wrong with the order as a whole."""
        return self.refusals

    def chosen(self) -> Mapping[str, str]:
        """Item to place, for the items that were given one."""
        return {code: place for code, place in self.data.items() if place}
