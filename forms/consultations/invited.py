"""The one field that takes an invitation code."""

from wtforms import StringField

from forms.base import PublicForm, tidied

MAX_CODE = 100  # characters that are looked at; a code has 14 with its hyphens


class CodeForm(PublicForm):
    """An invitation code."""

    code = StringField(
        "Your invitation code",
        filters=[tidied],
        description="Twelve letters and digits. Capital letters, spaces and hyphens do not matter.",
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )

    def typed(self) -> str:
        """What was typed, cut to a length no code reaches."""
        return (self.code.data or "")[:MAX_CODE]
