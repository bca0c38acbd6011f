"""How many people live in the area, by age, sex and more: answers are set beside it to see who is missing."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from portal.partnership.loading import folder
from portal.partnership.reading.ground import read_margins
from portal.partnership.reading.tables import Faults

Margins = Mapping[tuple[str, str], int]
"""Usual residents by margin and category, such as ("age", "16-24")."""


def margins(path_or_code: str | Path) -> Margins:
    """The margins of a folder or code. Raises `BadPartnership`."""
    return _margins(folder(path_or_code))


@lru_cache(maxsize=4)
def _margins(root: Path) -> Margins:
    faults = Faults(root)
    found = read_margins(root / "margins.csv", faults)
    faults.raise_any()
    return found
