"""How an administrator narrows the ledger down."""

from wtforms import StringField
from wtforms.validators import Length, Optional

from forms.base import StaffForm, tidied


class FilterForm(StaffForm):
    """One item; read from the address, so it carries no token and changes nothing."""

    class Meta:
        """A form that is sent by GET needs no token."""

        csrf = False

    subject = StringField(
        "Item",
        filters=[tidied],
        description="As the ledger writes it, such as account:abc",
        validators=[Optional(), Length(max=80, message="Use 80 characters or fewer")],
    )
