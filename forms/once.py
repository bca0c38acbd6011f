"""A form that does the same thing once, however often it is sent: a random id travels in it.

Refuses an id of another shape; the page then makes a new one.
"""

import re

from wtforms import HiddenField

from forms.base import StaffForm

SHAPE = re.compile(r"[a-z2-7]{26}")


class OnceForm(StaffForm):
    """A form whose thing has its id before it is sent."""

    once = HiddenField()

    def id_of(self, fresh: str) -> str:
        """The id that travels in the form; `fresh` where the form is new or the id came back broken."""
        kept = self.once.data or ""
        if not SHAPE.fullmatch(kept):
            self.once.data = fresh
            return fresh
        return str(kept)
