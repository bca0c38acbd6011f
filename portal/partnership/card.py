"""Draws a partnership's pictures from its mark, name and colours: card of a shared link, home screen's icon.

Holds no words of its own; every word is escaped, and the drawings hold no link but the mark itself.
"""

from base64 import b64encode
from html import escape
from textwrap import wrap

from portal.partnership.rules import Brand

CARD = (1200, 630)
"""Width and height in pixels that chats and networks show whole (the Open Graph convention)."""

NAME_LETTERS = 25  # in a line of the card's largest words
LONG_LETTERS = 40  # in a line of the card's smaller words


def card(brand: Brand, *, short_name: str, name: str) -> str:
    """The card of a shared link, as SVG: the mark, the short name, the whole name beneath."""
    day = brand.day
    width, height = CARD
    large, small = wrap(short_name, NAME_LETTERS), wrap(name, LONG_LETTERS)
    top = (height - len(large) * 72 - len(small) * 46) // 2 + 40
    words = [_words(line, top + 72 * at, 62, 700) for at, line in enumerate(large)]
    below = top + 72 * len(large) + 4
    words += [_words(line, below + 46 * at, 36, 400) for at, line in enumerate(small)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<path d="M0 0h{width}v{height}H0z" fill="{day.harbour}"/>'
        f'<path d="M0 {height - 18}h{width}v18H0z" fill="{day.focus}"/>'
        f'<circle cx="230" cy="306" r="158" fill="{day.paper}"/>{_placed(brand.mark_svg, 80, 156, 300)}'
        f'<g font-family="Atkinson Hyperlegible" fill="{day.paper}">{"".join(words)}</g></svg>'
    )


def square(brand: Brand) -> str:
    """The icon on a whole square of the partnership's colour, as SVG: home screens cut its corners."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<path d="M0 0h100v100H0z" fill="{brand.day.harbour}"/>{_placed(brand.icon_svg, 10, 10, 80)}</svg>'
    )


def _placed(drawing: str, x: int, y: int, side: int) -> str:
    inside = b64encode(drawing.encode()).decode()
    return (
        f'<image x="{x}" y="{y}" width="{side}" height="{side}" href="data:image/svg+xml;base64,{inside}"/>'
    )


def _words(line: str, y: int, size: int, weight: int) -> str:
    return f'<text x="450" y="{y}" font-size="{size}" font-weight="{weight}">{escape(line)}</text>'
