"""Opens a partnership's folder: `load` and friends for the process, `check` for whoever keeps the files.

Refuses to load what has a fault in it, with every fault's file and line.
"""

from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from portal.core.places import Area
from portal.partnership.content import Content
from portal.partnership.geography import Geography
from portal.partnership.map_points import as_csv, work_out
from portal.partnership.reading.ground import Ground, read_ground, read_margins
from portal.partnership.reading.rows import read_wards
from portal.partnership.reading.structure import read_structure
from portal.partnership.reading.tables import BadPartnership, Fault, Faults, read_toml
from portal.partnership.reading.topics import check_helplines
from portal.partnership.reading.words import read_content
from portal.partnership.rules import Partnership

SHIPPED = Path(__file__).parent / "data"
GROUND_FILES = frozenset({"wards.csv", "wards.geojson", "postcodes.csv.gz", "places.csv", "map_points.csv"})

__all__ = [
    "BadPartnership",
    "Fault",
    "check",
    "folder",
    "load",
    "load_content",
    "load_geography",
    "write_map_points",
]


def folder(path_or_code: str | Path) -> Path:
    """The folder of a shipped partnership's code, or of a path. Raises `BadPartnership` if there is none."""
    shipped = SHIPPED / str(path_or_code)
    chosen = shipped if str(path_or_code).isalnum() and shipped.is_dir() else Path(path_or_code).resolve()
    if not chosen.is_dir():
        known = ", ".join(sorted(each.name for each in SHIPPED.iterdir() if each.is_dir()))
        raise BadPartnership((Fault(str(path_or_code), 1, f"no such folder; shipped are: {known}"),))
    return chosen


def load(path_or_code: str | Path) -> Partnership:
    """The partnership of a folder or code. Raises `BadPartnership`."""
    root = folder(path_or_code)
    faults = Faults(root)
    partnership = read_structure(root, faults)
    faults.raise_any()
    return partnership


def load_geography(path_or_code: str | Path) -> Geography:
    """The ground of a folder or code; missing map points are worked out. Raises `BadPartnership`.

    It never changes, so a process reads the same files once.
    """
    root = folder(path_or_code)
    newest = max((each.stat().st_mtime_ns for each in root.iterdir() if each.is_file()), default=0)
    return _geography(root, newest)


@lru_cache(maxsize=2)
def _geography(root: Path, _newest: int) -> Geography:
    faults = Faults(root)
    wards = read_wards(root / "wards.csv", faults)
    ground = read_ground(root, frozenset(ward.code for ward in wards), faults)
    faults.raise_any()
    assert ground is not None  # unusable outlines are a fault
    return Geography(
        wards=wards,
        outlines=ground.outlines,
        postcodes=ground.postcodes,
        places=ground.places,
        areas=ground.areas if ground.areas is not None else _areas(ground),
    )


def load_content(path_or_code: str | Path) -> Content:
    """The shipped words: helplines, advice, plans, priorities. Raises `BadPartnership`."""
    root = folder(path_or_code)
    faults = Faults(root)
    partnership = read_structure(root, faults)
    content = _content(root, faults, partnership, strict=False)
    faults.raise_any()
    return content


def check(path_or_code: str | Path) -> list[Fault]:
    """Everything that is wrong in a folder's files, by file and line; an empty list means it can be used."""
    root = folder(path_or_code)
    faults = Faults(root)
    partnership = read_structure(root, faults)
    content = _content(root, faults, partnership, strict=True)
    if not any(fault.file == "helplines.toml" for fault in faults.found):
        topics = read_toml(root / "topics.toml", Faults(root))
        topics.file.faults = faults
        check_helplines(topics, frozenset(line.code for line in content.helplines))
    ground = read_ground(root, frozenset(ward.code for ward in partnership.wards), faults)
    read_margins(root / "margins.csv", faults)
    ground_is_sound = not {fault.file for fault in faults.found} & GROUND_FILES
    if ground is not None and ground.areas is not None and ground_is_sound:
        _compare(root / "map_points.csv", as_csv(_areas(ground)), faults)
    return sorted(faults.found)


def write_map_points(path_or_code: str | Path) -> tuple[Area, ...]:
    """Work out the map areas and write map_points.csv into the folder. Raises `BadPartnership`."""
    root = folder(path_or_code)
    target = root / "map_points.csv"
    target.unlink(missing_ok=True)
    faults = Faults(root)
    wards = read_wards(root / "wards.csv", faults)
    ground = read_ground(root, frozenset(ward.code for ward in wards), faults)
    faults.raise_any()
    assert ground is not None
    areas = _areas(ground)
    target.write_text(as_csv(areas), encoding="utf-8")
    return areas


def _areas(ground: Ground) -> tuple[Area, ...]:
    return work_out(ground.shapes, ground.outlines, ground.postcodes.values(), ground.places)


def _content(root: Path, faults: Faults, partnership: Partnership, *, strict: bool) -> Content:
    groups = [group.code for group in partnership.groups]
    topics = [topic.code for topic in partnership.topics]
    return read_content(root, faults, groups=groups, topics=topics, strict=strict)


def _compare(path: Path, ruled: str, faults: Faults) -> None:
    """Notes the first line of map_points.csv that the joining rule would write otherwise."""
    lines = zip_longest(path.read_text(encoding="utf-8").splitlines(), ruled.splitlines())
    for line, (there, wanted) in enumerate(lines, start=1):
        if there != wanted:
            words = f"by the rule this line is “{wanted or 'not there'}”; run: flask partnership map-points"
            faults.add(path, line, words)
            return
