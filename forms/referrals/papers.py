"""A paper that a councillor attaches; what it is, its content decides."""

from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from forms.base import StaffForm, tidied

MAX_NAME = 80  # characters of what a paper is called


class PaperForm(StaffForm):
    """One paper and what it is called."""

    name = StringField(
        "What is the paper called?",
        filters=[tidied],
        description="As the committee will read it. The file’s own name is not kept.",
        validators=[
            DataRequired("Write what the paper is called."),
            Length(max=MAX_NAME, message=f"Use {MAX_NAME} characters or fewer."),
        ],
    )
    file = FileField(
        "The file",
        description="PDF, Word (.docx), OpenDocument (.odt), PNG or JPEG, 5 MB at most. What it says about "
        "its author is taken out. Name nobody in it who has not agreed.",
    )

    def content(self) -> bytes:
        """What was chosen; nothing where no file was."""
        return bytes(self.file.data.read()) if self.file.data else b""
