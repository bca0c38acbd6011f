"""Drawings (SVG) as pictures of pixels (PNG), where no drawing is taken: chats, home screens, old browsers.

Fetches nothing: letters come from our own files and a drawing's links to elsewhere are not followed.
"""

from functools import lru_cache
from pathlib import Path

import resvg_py

LETTERS = "Atkinson Hyperlegible"
KEPT = 32  # pictures held by one process; a portal has six


@lru_cache(maxsize=KEPT)
def png(svg: str, width: int, height: int, letters: tuple[Path, ...] = ()) -> bytes:
    """The drawing at this size in pixels; `letters` are TTF files that its words are set in."""
    painted = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        height=height,
        skip_system_fonts=True,
        font_family=LETTERS,
        font_files=[str(path) for path in letters if path.is_file()],
    )
    return bytes(painted)
