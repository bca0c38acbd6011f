"""Reads a partnership's colours and drawings.

Refuses a colour that is none, a pair that could not be read, and a drawing that is not one.
"""

import re
from pathlib import Path

from portal.adapters import painting
from portal.partnership.colours import NAMES, TEXT, Palette, weak_pairs
from portal.partnership.reading.tables import Table, read_text
from portal.partnership.rules import Brand

STANDING = ("paper", "ink")
"""Right for most pages: where a pair with one of them is weak, the other is named as the one to change."""


def read_brand(table: Table, root: Path) -> Brand:
    """The colours by day, those by night where the partnership has them, and its drawings."""
    day = _palette(table)
    _refuse_weak(table, day)
    dark = table.table("dark", needed=False)
    table.used.add("dark")
    night = _palette(dark) if dark is not None else None
    if dark is not None and night is not None:
        _refuse_weak(dark, night, day=day)
        dark.finish()
    mark = _drawing(table, root, table.text("mark"), "mark")
    icon = _drawing(table, root, table.text("icon", default=""), "icon")
    table.finish()
    return Brand(day=day, night=night, mark_svg=mark, icon_svg=icon or mark)


def _palette(table: Table) -> Palette:
    colours = {name: table.text(name) for name in NAMES}
    for name, colour in colours.items():
        if colour and not re.fullmatch("#[0-9a-f]{6}", colour):
            table.fault(name, f"“{colour}” is no colour: write it as #12262e, in small letters")
            colours[name] = ""
    return Palette(**colours)


def _refuse_weak(table: Table, palette: Palette, *, day: Palette | None = None) -> None:
    for weak in weak_pairs(palette, day=day):
        what = "words need" if weak.needed == TEXT else "lines and edges need"
        words = (
            f"{weak.front} {weak.front_colour} on {weak.ground} {weak.ground_colour} has a contrast of"
            f" {weak.ratio:.1f}:1; {what} at least {weak.needed}:1"
        )
        table.fault(weak.ground if weak.front in STANDING else weak.front, words)


def _drawing(table: Table, root: Path, name: str, key: str) -> str:
    drawing = read_text(root / name, table.file.faults) if name else None
    if drawing is None:
        return ""
    if "<svg" not in drawing:
        table.fault(key, f"“{name}” is no SVG drawing")
        return ""
    try:
        painting.check(drawing)
    except painting.NoDrawing as slip:
        table.file.faults.add(root / name, slip.line, slip.words)
    return drawing
