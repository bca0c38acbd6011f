"""The files that hold a portal's keys; each is readable by its owner only and never written over."""

import base64
from pathlib import Path

from portal.adapters.seal import new_pair
from portal.adapters.tokens import new_key

NAME = "keys.env"
PRIVATE = "seal-private.key"


def write_new(folder: Path, *, beside: bool) -> None:
    """Write a new set into `folder`; raises `FileExistsError`. `beside`: one process holds all, to try it."""
    target = folder / NAME
    if target.exists():
        raise FileExistsError(target)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private, public = new_pair()
    recovery_private, recovery_public = new_pair()
    values = {
        "SECRET_KEY": new_key(),
        "PORTAL_LOOKUP_KEY": new_key(),
        "PORTAL_SEAL_PUBLIC": public,
        "PORTAL_RECOVERY_PUBLIC": recovery_public,
    }
    lines = [f"{name}={base64.b64encode(value).decode()}" for name, value in values.items()]
    _write_secret(folder / PRIVATE, private.hex())
    _write_secret(folder / "recovery-private.key", recovery_private.hex())
    if beside:
        lines.append(f"PORTAL_SEAL_PRIVATE_FILE={folder.resolve() / PRIVATE}")
    _write_secret(target, "\n".join(lines))


def _write_secret(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="ascii")
