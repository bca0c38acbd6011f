"""What somebody was sending when the sign-in had ended: sealed in the sign-in page, given back to no other.

Keeps nothing on this side, nothing of a form that holds a password or a code or that was not drawn in the
sign-in that ended, and no file. Gives what was kept to no other account. Says so where it was too long.
"""

import re
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

from flask import g, make_response, render_template, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from forms.staff import AcknowledgementForm, SignInForm
from portal.adapters.seal import from_bytes, to_bytes
from portal.staff import rules
from portal.web.errors import secret_fields
from portal.web.hidden_state import StateExpired, StateForged, open_state, seal_state
from portal.web.tokens import is_stateless, was_signed_for

PURPOSE = "unsent-words"

MOST_SEALED = 480_000  # characters in the page: with a sign-in still below the largest request
MOST_OPENED = 4 * 1024 * 1024  # bytes: the largest request, each of its characters escaped
LONG = 30  # characters from which something typed is shown again, and not only sent again
HOME = "/staff"
TOKENS = "csrf_token"  # how the name of every form token ends
MACHINE = re.compile(r"(.*-)?(csrf_token|state|step|page|seen_version|next|kept)")  # nothing that was chosen
CODE = re.compile(r"[a-z]+([-_][a-z]+)+")
TOO_LONG = (
    "This page has to come first, and what you were sending is too long to be kept on it. It was not sent. "
    "Your browser’s Back button should still have it: go back and copy it before you go on."
)


@dataclass(frozen=True, slots=True)
class Unsent:
    """Where a form was going and what it held. `files`: a file was among it, and has to be chosen again."""

    to: str
    fields: tuple[tuple[str, str], ...]
    files: bool

    @property
    def words(self) -> tuple[str, ...]:
        """What was written, for reading."""
        return tuple(value for _, value in self.fields if _long(value))

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What was chosen or typed in short, by what the form calls it, and where it goes."""
        short = ((name, value) for name, value in self.fields if value.strip() and not _long(value))
        told = ((_called(name), _said(value)) for name, value in short if not MACHINE.fullmatch(name))
        return (*told, ("Where it goes", self.to.partition("?")[0]))

    def to_send(self) -> list[tuple[str, str]]:
        """The fields as they are sent again: what was tied to the ended sign-in is tied to this one."""
        return [(name, generate_csrf() if _ties(name, value) else value) for name, value in self.fields]


def ask_again(endpoint: str) -> Response | None:
    """The sign-in page, or the yearly statement, with what was being sent sealed inside where it fits.

    None where there is nothing to keep.
    """
    account_id, readable = g.get("cookie_account"), _readable()
    fields = _fields() if readable else []
    if account_id is None or (readable and not fields):
        return None
    kept = _sealed(account_id, fields) if readable else ""
    lost = {} if kept else {"lost": TOO_LONG}
    if endpoint == "staff.acknowledge":
        said = AcknowledgementForm(formdata=None, next=HOME, kept=kept)
        page = render_template("staff/acknowledge.html", form=said, statement=rules.STATEMENT, **lost)
    else:
        form = SignInForm(formdata=None, next=HOME, kept=kept)
        page = render_template("staff/sign_in.html", form=form, told="ended" if kept else None, **lost)
    return make_response(page, 403)


def opened(text: str | None, account_id: str) -> Unsent | None:
    """What was kept for this account; None for another's, and for what is older than a day or made up."""
    try:
        state = open_state(PURPOSE, text)
    except (StateExpired, StateForged):
        return None
    if state.aged or state.values.get("account") != account_id:
        return None
    values = _unpacked(state.values["packed"])
    return Unsent(values["to"], tuple((name, value) for name, value in values["fields"]), values["files"])


def _readable() -> bool:
    """Whether the request is small enough to be read at all."""
    return (request.content_length or 0) <= (request.max_content_length or 0)


def _to() -> str:
    return rules.safe_next(request.full_path)


def _fields() -> list[tuple[str, str]]:
    """What was being sent; nothing where nothing of it is to be kept."""
    fields = list(request.form.items(multi=True))
    some = any(value.strip() for name, value in fields if not name.endswith(TOKENS))
    if _to() == HOME or not some or secret_fields() & set(request.form) or not _drawn_here(fields):
        return []
    return fields


def _sealed(account_id: str, fields: list[tuple[str, str]]) -> str:
    """The text for the hidden field; empty where it would be too long."""
    plain = to_bytes({"to": _to(), "fields": fields, "files": bool(request.files)})
    packed = b64encode(zlib.compress(plain)).decode("ascii")
    text = seal_state(PURPOSE, {"account": account_id, "packed": packed})
    return text if len(text) <= MOST_SEALED and len(plain) <= MOST_OPENED else ""


def _unpacked(packed: str) -> Any:
    """What was sealed; reads no further than the longest that ever is."""
    return from_bytes(zlib.decompressobj().decompress(b64decode(packed), MOST_OPENED))


def _drawn_here(fields: list[tuple[str, str]]) -> bool:
    """Whether the form's tokens are of the sign-in that ended; a public form's goes on as it came."""
    tied = [value for name, value in fields if _ties(name, value)]
    some = any(name.endswith(TOKENS) for name, _ in fields)
    return some and all(was_signed_for(value, g.cookie_drew) for value in tied)


def _long(value: str) -> bool:
    return " " in value and len(value) > LONG


def _called(name: str) -> str:
    return "The button you pressed" if name == "go" else re.sub("[-_]", " ", name).capitalize()


def _said(value: str) -> str:
    """A form's own code as words; what somebody typed stays as it is."""
    code = "yes" if value == "y" else value
    return re.sub("[-_]", " ", code) if CODE.fullmatch(code) else code


def _ties(name: str, value: str) -> bool:
    return name.endswith(TOKENS) and not is_stateless(value)
