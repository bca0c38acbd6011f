"""Forms of referrals that carry which version somebody looked at."""

from wtforms import HiddenField

from forms.base import StaffForm

MAX_DIGITS = 9  # of a version: Python refuses to read numbers of thousands of digits


class SeenForm(StaffForm):
    """A step that is refused when somebody else was faster."""

    seen_version = HiddenField()

    def seen(self) -> int:
        """The version somebody saw; -1, which never was, where the field came back broken."""
        text = self.seen_version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else -1
