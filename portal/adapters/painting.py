"""Drawings (SVG) as pictures of pixels (PNG), where no drawing is taken: chats, home screens, old browsers.

Fetches nothing: letters come from our own files, and `check` refuses a drawing that reaches beyond itself (a
picture, a script, a link elsewhere), since the painter would read such a file of the machine.
"""

import re
from functools import lru_cache
from pathlib import Path

import resvg_py
from lxml import etree

LETTERS = "Atkinson Hyperlegible"
KEPT = 32  # pictures held by one process; a portal has six
SVG_ROOT = "{http://www.w3.org/2000/svg}svg"
NOT_DRAWN = frozenset({"image", "feImage", "script", "foreignObject"})
"""Elements that bring something in from elsewhere."""
ELSEWHERE = re.compile(r"@import|url\(\s*[\"']?(?!#)", re.IGNORECASE)


class NoDrawing(ValueError):
    """The text cannot be painted: `.line` counts from 1, `.words` say why."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(f"line {line}: {words}")
        self.line, self.words = line, words


def check(svg: str) -> None:
    """Raises `NoDrawing` unless browsers and our own painting can both show the text."""
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as fault:
        raise NoDrawing(fault.lineno or 1, f"not valid XML: {fault.msg}") from None
    if root.getroottree().docinfo.doctype:
        raise NoDrawing(1, "has a DOCTYPE; take it away, a drawing needs none")
    if root.tag != SVG_ROOT:
        raise NoDrawing(root.sourceline or 1, 'must begin with <svg xmlns="http://www.w3.org/2000/svg">')
    for element in root.iter(etree.Element):
        if beyond := _beyond(element):
            raise NoDrawing(element.sourceline or 1, f"reaches beyond itself: {beyond}")
    try:
        png(svg, 32, 32)
    except ValueError as fault:
        raise NoDrawing(root.sourceline or 1, f"cannot be painted: {fault}") from None


def _beyond(element: etree._Element) -> str | None:
    """What of this element leads out of the drawing."""
    if (name := etree.QName(element).localname) in NOT_DRAWN:
        return f"<{name}>"
    for key, value in element.attrib.items():
        attribute = etree.QName(key).localname
        if attribute == "href" and not value.startswith("#"):
            return f"{attribute}={value}"
        if ELSEWHERE.search(value):
            return value
    return "a style sheet elsewhere" if name == "style" and ELSEWHERE.search(element.text or "") else None


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
