"""What officers fill in to keep advice and helplines."""

from collections.abc import Sequence

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp, ValidationError

from forms.base import StaffForm, tidied
from forms.fields import MultiCheckboxField, choices_of
from portal.advice import rules
from portal.advice.rules import AdviceWords, HelplineWords

Pairs = Sequence[tuple[str, str]]
"""What a list offers: code and words."""

WEB_ADDRESS = r"https?://[^\s<>\"]+$"


class AdviceForm(StaffForm):
    """One page of advice; Markdown in the two long boxes."""

    seen_version = HiddenField()
    title = StringField(
        "Title",
        filters=[tidied],
        validators=[
            DataRequired("Write a title"),
            Length(max=rules.MAX_TITLE, message=f"Use {rules.MAX_TITLE} characters or fewer in the title"),
        ],
    )
    summary = TextAreaField(
        "Summary",
        filters=[tidied],
        description="One or two sentences; they stand in lists and in search.",
        validators=[
            DataRequired("Write a summary"),
            Length(max=rules.MAX_SUMMARY, message=f"Use {rules.MAX_SUMMARY} characters or fewer"),
        ],
    )
    body = TextAreaField(
        "Advice",
        filters=[tidied],
        description="Markdown: ## for a heading, - for a list, **bold**, [words](https://address).",
        validators=[
            DataRequired("Write the advice"),
            Length(max=rules.MAX_BODY, message=f"Use {rules.MAX_BODY:,} characters or fewer"),
        ],
    )
    report_to = TextAreaField(
        "What to do now",
        filters=[tidied],
        description="Markdown. Whom to tell, and what they do then.",
        validators=[Length(max=rules.MAX_BODY, message=f"Use {rules.MAX_BODY:,} characters or fewer")],
    )
    helplines = MultiCheckboxField("Helplines on this page", validators=[Optional()])
    sources = TextAreaField(
        "Sources",
        filters=[tidied],
        description="One to a line: Name | https://address",
        validators=[DataRequired("Name at least one source")],
    )
    audience = MultiCheckboxField(
        "Whom it is for", validators=[DataRequired("Choose at least one group of readers")]
    )
    sensitive = BooleanField(
        "Readers may need to leave this page fast",
        description="Shows “Exit this page”, a neutral title, and no browser keeps a copy.",
    )
    checked = BooleanField("I have checked the whole page today")

    def offer(self, helplines: Pairs, audiences: Pairs) -> "AdviceForm":
        """The form with its lists filled: pairs of code and words."""
        self.helplines.choices = choices_of(helplines)
        self.audience.choices = choices_of(audiences)
        return self

    def validate_sources(self, field: TextAreaField) -> None:
        """Every line is a name and an address."""
        try:
            rules.read_sources(field.data or "")
        except rules.SourceUnreadable as unreadable:
            wrong = unreadable.line[:60]
            raise ValidationError(f"Write “{wrong}” as: Name | https://address") from unreadable

    def seen(self) -> int:
        """The version the officer opened; 0 where the field came back broken."""
        return _whole(self.seen_version.data)

    def to_words(self) -> AdviceWords:
        """What was filled in, as a value."""
        return AdviceWords(
            title=self.title.data or "",
            summary=self.summary.data or "",
            body=self.body.data or "",
            report_to=self.report_to.data or "",
            audience=tuple(self.audience.data or ()),
            helplines=tuple(self.helplines.data or ()),
            sources=rules.read_sources(self.sources.data or ""),
            sensitive=bool(self.sensitive.data),
            checked=bool(self.checked.data),
        )


class HelplineForm(StaffForm):
    """One helpline; what is changed here changes wherever it shows."""

    seen_version = HiddenField()
    name = StringField(
        "Name",
        filters=[tidied],
        validators=[
            DataRequired("Write the helpline’s name"),
            Length(max=120, message="Use 120 characters or fewer"),
        ],
    )
    number = StringField(
        "Telephone number",
        filters=[tidied],
        description="As people read it, such as 0808 2000 247. Leave empty where there is none.",
        validators=[Length(max=60, message="Use 60 characters or fewer")],
    )
    text_number = StringField(
        "Number for text messages",
        filters=[tidied],
        validators=[Length(max=60, message="Use 60 characters or fewer")],
    )
    url = StringField(
        "Web address",
        filters=[tidied],
        validators=[
            Optional(),
            Regexp(WEB_ADDRESS, message="Write the whole web address, starting with https://"),
            Length(max=rules.MAX_LINE, message=f"Use {rules.MAX_LINE} characters or fewer"),
        ],
    )
    hours = StringField(
        "When somebody answers",
        filters=[tidied],
        validators=[Length(max=200, message="Use 200 characters or fewer")],
    )
    words = TextAreaField(
        "What it is for",
        filters=[tidied],
        validators=[
            DataRequired("Say in a sentence what it is for"),
            Length(max=rules.MAX_WORDS, message=f"Use {rules.MAX_WORDS} characters or fewer"),
        ],
    )
    audience = SelectField("Whom it is for")
    source = StringField(
        "Where the entry was found",
        filters=[tidied],
        validators=[
            DataRequired("Say where you found this"),
            Length(max=rules.MAX_LINE, message="Make it shorter"),
        ],
    )
    always = BooleanField("Show it first wherever helplines stand")

    def offer(self, audiences: Pairs) -> "HelplineForm":
        """The form with its list of readers filled."""
        self.audience.choices = choices_of(audiences)
        return self

    def validate_number(self, field: StringField) -> None:
        """There is some way to reach it."""
        if not (field.data or self.text_number.data or self.url.data):
            raise ValidationError("Give a number, a number for texts, or a web address")

    def seen(self) -> int:
        """The version the officer opened; 0 where the field came back broken."""
        return _whole(self.seen_version.data)

    def to_words(self) -> HelplineWords:
        """What was filled in, as a value."""
        return HelplineWords(
            name=self.name.data or "",
            number=self.number.data or "",
            text_number=self.text_number.data or "",
            url=self.url.data or "",
            hours=self.hours.data or "",
            words=self.words.data or "",
            audience=self.audience.data,
            source=self.source.data or "",
            always=bool(self.always.data),
        )


class ConfirmForm(StaffForm):
    """An officer vouches for an entry as it stands."""

    seen_version = HiddenField()

    def seen(self) -> int:
        """The version the officer saw; 0 where the field came back broken."""
        return _whole(self.seen_version.data)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
