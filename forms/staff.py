"""What staff type to get in, to keep their account, and to look after other people's."""

from collections.abc import Iterable

from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import AnyOf, DataRequired, EqualTo, InputRequired, Length, Optional, Regexp

from forms.base import PublicForm, StaffForm, tidied
from forms.fields import MultiCheckboxField, choices_of
from portal.core.actors import Role
from portal.staff import rules
from portal.staff.rules import role_words

Pairs = Iterable[tuple[str, str]]
"""What a list offers: code and words."""

TYPED_AT_MOST = 400
"""Characters of a typed password that are looked at: more than any we accept."""

ROLE_HINTS: dict[str, str] = {
    Role.ENGAGEMENT_OFFICER: "Moderates, runs consultations, keeps plan and advice. Opens what people wrote.",
    Role.SAFEGUARDING_LEAD: "Decides on what was escalated. Opens what people wrote.",
    Role.ANALYST: "Reads texts without personal details, and figures. Opens no original.",
    Role.COUNCILLOR: "Speaks for one ward.",
    Role.SCRUTINY_OFFICER: "Runs referrals through the scrutiny committee.",
    Role.GROUP_MEMBER: "Reads the packs of the groups chosen below.",
    Role.GROUP_CHAIR: "Reads the packs of the groups chosen below, and chairs.",
    Role.EXECUTIVE: "Approves the plan and reads packs.",
    Role.ADMINISTRATOR: "Looks after accounts, retention and the ledger. Reads nothing people wrote.",
}
"""What each role is for, under its tick box."""


class SignInForm(PublicForm):
    """E-mail address and password."""

    next = HiddenField()
    kept = HiddenField()
    email = StringField(
        "E-mail address",
        filters=[tidied],
        validators=[
            DataRequired("Write your e-mail address"),
            Length(max=rules.MAX_EMAIL, message="Make it shorter"),
        ],
        render_kw={"autocomplete": "username", "inputmode": "email", "spellcheck": "false"},
    )
    password = PasswordField(
        "Password",
        validators=[
            InputRequired("Write your password"),
            Length(max=TYPED_AT_MOST, message="Check your password"),
        ],
        render_kw={"autocomplete": "current-password"},
    )


class CodeForm(PublicForm):
    """The second factor, after the password."""

    state = HiddenField()
    kept = HiddenField()
    code = StringField(
        "Six digits, or a recovery code",
        filters=[tidied],
        validators=[DataRequired("Write the code"), Length(max=20, message="Write only the code")],
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )


def _new_password() -> PasswordField:
    return PasswordField(
        "New password",
        description="At least 12 characters. Three or four words nobody would put together are good.",
        validators=[InputRequired("Choose a password"), Length(max=TYPED_AT_MOST, message="Make it shorter")],
        render_kw={"autocomplete": "new-password"},
    )


def _same_again() -> PasswordField:
    return PasswordField(
        "New password once more",
        validators=[EqualTo("password", "Write the same password twice")],
        render_kw={"autocomplete": "new-password"},
    )


def _present_password() -> PasswordField:
    return PasswordField(
        "Your present password",
        validators=[
            InputRequired("Write your present password"),
            Length(max=TYPED_AT_MOST, message="Check it"),
        ],
        render_kw={"autocomplete": "current-password"},
    )


class InvitationForm(PublicForm):
    """Somebody with a link chooses a password."""

    password = _new_password()
    again = _same_again()


class AcknowledgementForm(StaffForm):
    """The yearly statement."""

    next = HiddenField()
    kept = HiddenField()
    agreed = BooleanField(
        "I have read this and will keep to it", validators=[DataRequired("Tick the box to go on")]
    )


class NewPasswordForm(StaffForm):
    """A new password on the own account."""

    present = _present_password()
    password = _new_password()
    again = _same_again()


class EnrolForm(StaffForm):
    """An authenticator app shows its first code."""

    state = HiddenField()
    code = StringField(
        "Six digits the app shows now",
        filters=[tidied],
        validators=[DataRequired("Write the six digits"), Length(max=20, message="Write only the digits")],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class PresentPasswordForm(StaffForm):
    """Proof that the person at the keyboard is the person of the account."""

    present = _present_password()


class PressForm(StaffForm):
    """A single button."""


class HoldingForm(StaffForm):
    """Roles, and what they are bound to."""

    roles = MultiCheckboxField(
        "Roles",
        choices=choices_of([(role.value, role_words(role)) for role in Role]),
        validators=[DataRequired("Choose at least one role")],
    )
    ward = SelectField("Ward", description="For a councillor.", validators=[Optional()])
    groups = MultiCheckboxField("Groups", description="For a member or chair.", validators=[Optional()])

    def offer(self, wards: Pairs, groups: Pairs) -> None:
        """Fill the lists: pairs of code and words."""
        self.ward.choices = choices_of([("", "No ward"), *wards])
        self.groups.choices = choices_of(list(groups))

    def to_roles(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(Role(code) for code in self.roles.data)


class InviteForm(HoldingForm):
    """Somebody new, or somebody who comes back."""

    name = StringField(
        "Name or job title",
        filters=[tidied],
        description="Colleagues see it.",
        validators=[
            DataRequired("Write a name or job title"),
            Length(max=rules.MAX_NAME, message=f"Use {rules.MAX_NAME} characters or fewer"),
        ],
    )
    email = StringField(
        "Work e-mail address",
        filters=[tidied],
        validators=[
            DataRequired("Write an e-mail address"),
            Length(max=rules.MAX_EMAIL, message=f"Use {rules.MAX_EMAIL} characters or fewer"),
            Regexp(rf"^{rules.EMAIL.pattern}$", message="Write an address such as name@example.org"),
        ],
        render_kw={"autocomplete": "off", "inputmode": "email", "spellcheck": "false"},
    )


class RequestForm(StaffForm):
    """Give or refuse a role another administrator asked for."""

    account = HiddenField(validators=[InputRequired()])
    role = HiddenField(validators=[AnyOf([role.value for role in Role])])
