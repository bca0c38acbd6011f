"""Members of staff for a story, and a browser that is signed in as one of them."""

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from flask import Flask
from sqlalchemy.orm import Session

from portal.adapters.passwords import Cost, Passwords
from portal.adapters.tokens import new_id
from portal.core.actors import Role
from portal.partnership.current import current
from portal.staff import service, signed_in
from portal.staff.keys import StaffKeys
from portal.staff.rules import GROUP_ROLES
from portal.web.context import EXTENSION, House
from tests.page_client import PageClient

Browser = TypeVar("Browser", bound=PageClient)

PASSWORD = "harbour lantern tuesday 41"
"""The password of every account in a story."""

HASHED = Passwords(Cost.LEAST).hash(PASSWORD)

SOME_KEYS = StaffKeys(boxes=(b"b" * 32,), digests=(b"d" * 32,))
"""Keys for stories below the pages."""


def an_account(
    session: Session,
    *roles: Role,
    now: datetime,
    email: str | None = None,
    name: str | None = None,
    ward: str | None = None,
    groups: Collection[str] = (),
    acknowledged: bool = True,
    keys: StaffKeys = SOME_KEYS,
) -> str:
    """An active account with these roles and `PASSWORD`; its id."""
    held = roles or (Role.ANALYST,)
    return service.create_first(
        session,
        email or f"{held[0].value}.{new_id()[:8]}@example.org",
        held,
        name=name or held[0].value.replace("_", " ").capitalize(),
        now=now,
        keys=keys,
        ward=ward or ("W01" if Role.COUNCILLOR in held else None),
        groups=groups or (["a-group"] if GROUP_ROLES & set(held) else []),
        password_hash=HASHED,
        acknowledged=acknowledged,
    )


def sign_in(
    browser: Browser, app: Flask, *roles: Role, account_id: str | None = None, **more: object
) -> Browser:
    """Sign `browser` in as a new account with these roles, or as the one with this id; the browser.

    `more` goes to `an_account` (`email`, `ward`, `groups`, `acknowledged` ...). The id stands in
    `browser.account_id` afterwards.
    """
    house: House = app.extensions[EXTENSION]
    now = house.clock.now()
    with app.app_context():
        partnership = current()
    places = {"ward": partnership.wards[0].code, "groups": [partnership.groups[0].code]}
    if account_id is None:
        with house.database.transaction() as session:
            account_id = an_account(session, *roles, now=now, **{**places, **more})  # type: ignore[arg-type]
    with house.database.reading() as session:
        version = service.find(session, account_id).session_version
    with browser.http.session_transaction("/staff") as kept, app.app_context():
        kept.clear()
        kept.update(signed_in.Cookie(account_id, version, new_id(), now, now).values())
    browser.account_id = account_id  # type: ignore[attr-defined]
    return browser
