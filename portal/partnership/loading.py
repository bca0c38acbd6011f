"""Opens a partnership's folder: `load` for the process, `check` for whoever keeps the files.

Refuses to load a folder with a fault in its structure; content and map points are checked, not needed, at start.
"""

from pathlib import Path

from portal.partnership.reading.structure import read_structure
from portal.partnership.reading.tables import BadPartnership, Fault, Faults
from portal.partnership.rules import Partnership

SHIPPED = Path(__file__).parent / "data"

__all__ = ["BadPartnership", "Fault", "folder", "load"]


def folder(path_or_code: str | Path) -> Path:
    """The folder of a shipped partnership's code ("bcp"), or of a path. Raises `BadPartnership` if there is none."""
    shipped = SHIPPED / str(path_or_code)
    chosen = shipped if str(path_or_code).isalnum() and shipped.is_dir() else Path(path_or_code).resolve()
    if not chosen.is_dir():
        known = ", ".join(sorted(each.name for each in SHIPPED.iterdir() if each.is_dir()))
        raise BadPartnership((Fault(str(path_or_code), 1, f"no such folder; shipped partnerships: {known}"),))
    return chosen


def load(path_or_code: str | Path) -> Partnership:
    """The partnership of a folder or code. Raises `BadPartnership`."""
    root = folder(path_or_code)
    faults = Faults(root)
    partnership = read_structure(root, faults)
    faults.raise_any()
    return partnership
