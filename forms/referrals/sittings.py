"""The committee's own papers as forms: sittings, closed items, the programme, its members, the register."""

import re
from collections.abc import Sequence

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from forms.base import StaffForm, tidied
from forms.fields import MultiCheckboxField, choices_of
from forms.referrals.committee import a_text
from forms.referrals.days import DayField
from forms.referrals.versioned import SeenForm
from portal.referrals.publishing import MAX_WORDS

Pairs = Sequence[tuple[str, str]]

CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MAX_PLACE = 200  # characters of where the committee sits


class SittingForm(StaffForm):
    """A sitting that is planned."""

    on = DayField("On which day?", description="A day ahead, such as 27 3 2027.")
    begins = StringField(
        "When does it begin?",
        default="18:00",
        filters=[tidied],
        validators=[Regexp(CLOCK_TIME, message="Write the time by a 24-hour clock, such as 18:00")],
        description="On the 24-hour clock, such as 18:00.",
    )
    place = StringField(
        "Where?",
        filters=[tidied],
        validators=[
            DataRequired("Write where the committee sits"),
            Length(max=MAX_PLACE, message=f"Use {MAX_PLACE} characters or fewer"),
        ],
    )
    for_crime = BooleanField("It sits as the crime and disorder committee", default=True)


class SatBeforeForm(StaffForm):
    """A sitting from before this register."""

    on = DayField(
        "On which day did it last sit?", description="A day in the last two years, such as 27 3 2026."
    )


class MoveSittingForm(SeenForm):
    """Another day for a sitting."""

    on = DayField("To which day?", description="A day ahead, such as 27 3 2027.")
    note = a_text("Why it moves", "Write why it moves", "Everybody with a matter on its agenda is told.")


class HoldSittingForm(SeenForm):
    """It was held."""

    note = a_text("What was dealt with (optional)", hint="In a line or two; minutes are kept elsewhere.")


class CallOffForm(SeenForm):
    """It is not held."""

    note = a_text("Why it is not held", "Write why it is not held", "Its matters go to the next sitting.")


class ClosedItemForm(StaffForm):
    """The public is kept out of an item."""

    referral = SelectField("Which item?", validators=[InputRequired("Choose an item")])
    reason = RadioField("By which reason of the law?", validators=[InputRequired("Choose a reason")])
    note = a_text(
        "Why does keeping the public out weigh more here than letting it in?",
        "Write why it weighs more here",
        "Kept with the item. Name nobody.",
    )

    def offer(self, items: Pairs, reasons: Pairs) -> "ClosedItemForm":
        """The form with the agenda's items and the law's reasons: pairs of code and words."""
        self.referral.choices = choices_of([("", "Choose one"), *items])
        self.reason.choices = choices_of(reasons)
        return self


class ProgrammeForm(SeenForm):
    """What the committee means to look at in a year."""

    year = SelectField("Which year?", validators=[InputRequired("Choose a year")])
    note = a_text("What the committee means to look at", "Write at least one item", "One item a line.")

    def offer(self, years: Pairs) -> "ProgrammeForm":
        """The form with the years that can be planned."""
        self.year.choices = choices_of(years)
        return self


class AgreeForm(SeenForm):
    """Partners were asked about the programme, and agreed."""

    consulted_on = DayField("When were they asked?", description="Such as 27 3 2026.")
    on = DayField("When did they agree?", description="Such as 27 4 2026.")
    bodies = MultiCheckboxField(
        "Who agreed?", validators=[InputRequired("Choose who agreed")], description="Choose all that apply."
    )

    def offer(self, authorities: Pairs) -> "AgreeForm":
        """The form with the responsible authorities: pairs of code and name."""
        self.bodies.choices = choices_of(authorities)
        return self


class SeatsForm(StaffForm):
    """Which councillors sit on the committee; `seen` are those who sat on it when the page was opened."""

    seen = HiddenField()
    seated = MultiCheckboxField(
        "Who sits on the committee?",
        description="Members of the committee raise matters there; the law’s way is for the others.",
    )

    def offer(self, councillors: Pairs) -> "SeatsForm":
        """The form with the councillors' accounts: pairs of id and name."""
        self.seated.choices = choices_of(councillors)
        return self

    def changes(self) -> dict[str, bool]:
        """Who was given a seat and who lost one; nobody else, whatever a colleague did meanwhile."""
        before, chosen = set((self.seen.data or "").split()), set(self.seated.data or ())
        offered = {str(code) for code, *_ in self.seated.choices or ()}
        return {code: code in chosen for code in sorted((before ^ chosen) & offered)}


class RegisterForm(SeenForm):
    """Words of the public register."""

    words = TextAreaField(
        "What everybody may read",
        filters=[tidied],
        validators=[
            DataRequired("Write the words that everybody may read"),
            Length(max=MAX_WORDS, message=f"Use {MAX_WORDS:,} characters or fewer"),
        ],
        description="In plain words, naming nobody. A second person reads them before they are public.",
    )


class AgreeWordsForm(SeenForm):
    """The second reading."""
