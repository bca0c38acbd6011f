"""Another partnership, made as a council would make it: a folder copied, names and some facts changed."""

import csv
import gzip
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from portal.partnership import loading

CODE = "bcp"
TOWNS = ("Bournemouth", "Christchurch", "Poole", "Dorset", "BCP")
"""The names on everything; those of wards are read from the data."""

ORDINARY = frozenset({"Central", "Commons", "Grange", "Newtown", "North", "Queen's", "South", "Valley"})
"""Words of ward names that are nobody's own."""

GROUP = "RPG"
"""A group that nothing is sent to and that nobody reports to."""

HELPLINE = "Samaritans"
"""A helpline that is renamed, with another number."""

NEW_NUMBER = "0800 999 0000"


@cache
def names() -> tuple[str, ...]:
    """Every name of the original that may stand nowhere else."""
    with (loading.folder(CODE) / "wards.csv").open(encoding="utf-8") as lines:
        wards = {word for row in csv.DictReader(lines) for word in re.findall(r"[A-Z][\w']+", row["name"])}
    own = {word for word in wards if len(word) > 5 and word not in ORDINARY and not word.startswith("East")}
    return (*TOWNS, *sorted(own - set(TOWNS)))


def found_in(text: str) -> list[str]:
    """Which names of the original stand in a text."""
    return sorted(set(_any_name().findall(text)))


@cache
def _any_name() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(names())})(?![a-z])")


def another(name: str) -> str:
    """A name nobody has: the same letters, backwards."""
    return name[::-1].upper() if name.isupper() else name[::-1].capitalize()


def copied(folder: Path) -> Path:
    """A copy of the shipped partnership under other names, without one group and with changed helplines."""
    target = folder / "elsewhere"
    shutil.copytree(loading.folder(CODE), target)
    for path in (each for each in target.rglob("*") if each.is_file()):
        _rewrite(path, _renamed)
    _rewrite(target / "groups.toml", _without_group)
    _rewrite(target / "helplines.toml", _other_helplines)
    return target


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(change(gzip.decompress(path.read_bytes()).decode()).encode(), mtime=0))
    else:
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def _renamed(text: str) -> str:
    for name in names():
        text = text.replace(name, another(name)).replace(name.lower(), another(name).lower())
    return text


def _without_group(text: str) -> str:
    blocks = text.split("[[group]]")
    return "[[group]]".join(block for block in blocks if f'code = "{GROUP}"' not in block)


def _other_helplines(text: str) -> str:
    return text.replace(HELPLINE, "Listening Ear").replace("116 123", NEW_NUMBER)
