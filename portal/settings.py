"""What the portal is told from outside, read once and frozen; refuses values unsafe for production."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.core.errors import DomainError

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: the portal runs from it, never from a wheel."""

TILE_CREDIT = "© OpenStreetMap contributors"
"""Who made most tiles there are."""

KEY_BYTES = 32
"""Length of every key, in bytes."""


class UnsafeSettings(DomainError):
    """The environment asks for something this portal will not start with; `.words` says what to change."""

    code = "unsafe-settings"

    words: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration. Keys are raw bytes; `None` where this process is not to hold one."""

    env: str
    demo: bool
    partnership: str
    origin: str
    doors: str
    database_url: str
    limits_url: str
    tile_url: str | None
    secret_key: bytes
    secret_key_previous: bytes | None
    lookup_key: bytes
    seal_public: bytes
    recovery_public: bytes
    seal_private_file: Path | None
    clock: datetime | None
    smtp_url: str | None
    mail_from: str
    proxies: int
    instance: Path
    tile_credit: str = TILE_CREDIT
    signing: Path | None = None

    @property
    def production(self) -> bool:
        """Whether this is a real portal with real people."""
        return self.env == "production"

    @property
    def signing_folder(self) -> Path:
        """Where the secrets lie that make copied answers visible; every process uses the same."""
        return self.signing or self.instance / "signing"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the environment, and for what it leaves out the file named by `PORTAL_KEYS_FILE`.

        Raises `UnsafeSettings` with a sentence that says what to change.
        """
        given = dict(os.environ if environ is None else environ)
        instance = Path(given.get("PORTAL_INSTANCE", str(ROOT / "instance"))).resolve()
        values = {**_keys_file(given.get("PORTAL_KEYS_FILE")), **{k: v for k, v in given.items() if v}}
        settings = cls(
            env=_one_of(values, "PORTAL_ENV", ("development", "test", "production")),
            demo=values.get("PORTAL_DEMO", "") == "1",
            partnership=values.get("PORTAL_PARTNERSHIP", "bcp"),
            origin=values.get("PORTAL_ORIGIN", "http://127.0.0.1:8000").rstrip("/"),
            doors=_one_of(values, "PORTAL_DOORS", ("both", "public", "staff")),
            database_url=values.get("DATABASE_URL", f"sqlite:///{instance / 'portal.sqlite3'}"),
            limits_url=values.get("PORTAL_LIMITS_URL", "memory://"),
            tile_url=values.get("PORTAL_TILE_URL"),
            tile_credit=values.get("PORTAL_TILE_CREDIT", TILE_CREDIT),
            secret_key=_key(values, "SECRET_KEY"),
            secret_key_previous=_optional_key(values, "SECRET_KEY_PREVIOUS"),
            lookup_key=_key(values, "PORTAL_LOOKUP_KEY"),
            seal_public=_key(values, "PORTAL_SEAL_PUBLIC"),
            recovery_public=_key(values, "PORTAL_RECOVERY_PUBLIC"),
            seal_private_file=_path(values, "PORTAL_SEAL_PRIVATE_FILE", instance),
            clock=_moment(values, "PORTAL_CLOCK"),
            smtp_url=values.get("PORTAL_SMTP_URL"),
            mail_from=values.get("PORTAL_MAIL_FROM", "portal@localhost"),
            proxies=int(values.get("PORTAL_PROXIES", "0")),
            instance=instance,
            signing=_path(values, "PORTAL_SIGNING", instance),
        )
        settings.check()
        return settings

    def check(self) -> None:
        """Raise `UnsafeSettings` where these values together are not safe to start with."""
        if self.clock and not self.demo:
            raise UnsafeSettings(words="PORTAL_CLOCK moves time and works only with PORTAL_DEMO=1.")
        if not self.production:
            return
        refusals = {
            "PORTAL_DEMO=1 holds accounts whose passwords everybody knows; unset it.": self.demo,
            "Production runs two processes: set PORTAL_DOORS to public or to staff.": self.doors == "both",
            "The public door must not hold the opening key: unset PORTAL_SEAL_PRIVATE_FILE.": (
                self.doors == "public" and self.seal_private_file is not None
            ),
            "The staff door needs PORTAL_SEAL_PRIVATE_FILE to open sealed text.": (
                self.doors == "staff" and self.seal_private_file is None
            ),
            "Set PORTAL_ORIGIN to the https address people type.": not self.origin.startswith("https://"),
        }
        for words, refused in refusals.items():
            if refused:
                raise UnsafeSettings(words=words)


def _keys_file(name: str | None) -> dict[str, str]:
    if not name:
        return {}
    path = Path(name)
    if not path.is_file():
        raise UnsafeSettings(words=f"PORTAL_KEYS_FILE names {path}, which is not there. Run: flask keys new.")
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {key.strip(): value.strip() for key, _, value in pairs}


def _one_of(values: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = values.get(name, allowed[0])
    if value not in allowed:
        raise UnsafeSettings(words=f"{name} is {value!r}; use one of: {', '.join(allowed)}.")
    return value


def _optional_key(values: Mapping[str, str], name: str) -> bytes | None:
    if not values.get(name):
        return None
    try:
        key = base64.b64decode(values[name], validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise UnsafeSettings(words=f"{name} is not a key of 32 bytes in base64. Run: flask keys new.")
    return key


def _key(values: Mapping[str, str], name: str) -> bytes:
    key = _optional_key(values, name)
    if key is None:
        raise UnsafeSettings(words=f"{name} is not set. Run: flask keys new, and set PORTAL_KEYS_FILE.")
    return key


def _path(values: Mapping[str, str], name: str, instance: Path) -> Path | None:
    if not values.get(name):
        return None
    path = Path(values[name])
    return path if path.is_absolute() else instance / path


def _moment(values: Mapping[str, str], name: str) -> datetime | None:
    if not values.get(name):
        return None
    try:
        moment = datetime.fromisoformat(values[name])
    except ValueError:
        raise UnsafeSettings(words=f"{name} is not an ISO time such as 2026-12-04T12:00:00+00:00.") from None
    if moment.tzinfo is None:
        raise UnsafeSettings(words=f"{name} needs an offset, such as 2026-12-04T12:00:00+00:00.")
    return moment
