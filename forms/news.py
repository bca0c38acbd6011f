"""What officers fill in to write news."""

import re

from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from forms.base import VersionedForm, tidied
from portal.news import rules
from portal.news.rules import NewsWords

MAX_REASON = 500  # characters
KEY = re.compile(r"[a-z2-7]{26}")
"""What an id of ours looks like."""


class NewsForm(VersionedForm):
    """One piece. `key` is the id a new piece will have, so that the same page sent twice makes one piece."""

    key = HiddenField()
    title = StringField(
        "Title",
        filters=[tidied],
        validators=[
            DataRequired("Write a title"),
            Length(max=rules.MAX_TITLE, message=f"Use {rules.MAX_TITLE} characters or fewer"),
        ],
    )
    summary = TextAreaField(
        "In short",
        filters=[tidied],
        description="One or two sentences. They stand in lists, in search and in the feed.",
        validators=[
            DataRequired("Write one or two sentences"),
            Length(max=rules.MAX_SUMMARY, message=f"Use {rules.MAX_SUMMARY} characters or fewer"),
        ],
    )
    body = TextAreaField(
        "News",
        filters=[tidied],
        description="Markdown: ## for a heading, - for a list, **bold**, [words](https://address). "
        "Name no victim, no suspect and no child.",
        validators=[
            DataRequired("Write the news"),
            Length(max=rules.MAX_BODY, message=f"Use {rules.MAX_BODY:,} characters or fewer"),
        ],
        render_kw={"rows": 16},
    )
    illustration = BooleanField("This is an example, not news of the partnership")

    def new_id(self) -> str | None:
        """The id this page was made with; None where it came back broken."""
        return self.key.data if KEY.fullmatch(self.key.data or "") else None

    def to_words(self) -> NewsWords:
        """What was filled in, as a value."""
        return NewsWords(
            self.title.data or "", self.summary.data or "", self.body.data or "", bool(self.illustration.data)
        )


class PublishNewsForm(VersionedForm):
    """Show a piece to everybody."""


class WithdrawForm(VersionedForm):
    """Take a piece back."""

    reason = TextAreaField(
        "Why it is withdrawn",
        filters=[tidied],
        description="For colleagues. The public page says only that it was withdrawn.",
        validators=[
            DataRequired("Say why it is withdrawn"),
            Length(max=MAX_REASON, message=f"Use {MAX_REASON} characters or fewer"),
        ],
    )
