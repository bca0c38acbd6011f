"""The folder of signing secrets: one to each consultation, beside the keys, never in the database.

Every process that takes answers reads the same folder, so nothing in it opens a text. A secret is made once,
by whichever process needs it first. Where the folder cannot be used nothing is signed and nothing fails.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from portal.adapters.tokens import KEY_BYTES, new_id, new_key

ENDING = ".secret"
NAME = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class SigningSecrets:
    """Secrets by name, each a file of 32 bytes."""

    folder: Path

    def of(self, name: str) -> bytes | None:
        """The secret of this name, made where there is none; None where the folder cannot be used."""
        try:
            return self._read(name) or self._make(name)
        except OSError:
            return None

    def names(self) -> tuple[str, ...]:
        """Everything there is a secret of."""
        return tuple(sorted(path.name.removesuffix(ENDING) for path in self.folder.glob(f"*{ENDING}")))

    def destroy(self, name: str) -> bool:
        """Write zeros over a secret and delete it; whether there was one. Raises `OSError`."""
        path = self._path(name)
        if not path.is_file():
            return False
        with path.open("r+b") as file:
            file.write(bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        return True

    def _path(self, name: str) -> Path:
        assert NAME.fullmatch(name)  # ids of ours, never what somebody typed
        return self.folder / f"{name}{ENDING}"

    def _read(self, name: str) -> bytes | None:
        path = self._path(name)
        return path.read_bytes() if path.is_file() else None

    def _make(self, name: str) -> bytes | None:
        """Whole or not at all, also where two processes make it at the same moment: the first one stays."""
        self.folder.mkdir(mode=0o770, parents=True, exist_ok=True)
        draft = self.folder / f".{new_id()}"
        opened = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o660)
        try:
            with os.fdopen(opened, "wb") as file:
                file.write(new_key())
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, self._path(name))
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return self._read(name)
