"""What councillors say about a draft plan, and what officers answer."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forms.base import tidied
from forms.opening import DayField
from forms.plan import VersionedForm
from portal.plan.rules import MAX_COMMENT


def _words(label: str, needed: str, description: str = "") -> TextAreaField:
    return TextAreaField(
        label,
        filters=[tidied],
        description=description,
        validators=[
            DataRequired(needed),
            Length(max=MAX_COMMENT, message=f"Use {MAX_COMMENT:,} characters or fewer"),
        ],
        render_kw={"rows": 6},
    )


class CommentForm(VersionedForm):
    """One comment on one part."""

    body = _words("Your comment", "Write your comment", "Please name no resident.")


class CommentAnswerForm(VersionedForm):
    """What was done with one comment."""

    answer = _words("What we did with it", "Say what you did with it, and why")


class UntilForm(VersionedForm):
    """The last day for comments."""

    until = DayField(
        "Comments until the end of", format="%Y-%m-%d", validators=[InputRequired("Choose the last day")]
    )
