"""A partnership's colours by day and by night, and which of them must stand out from which.

Refuses nothing itself: it names the pairs that nobody could read, and the files' reader refuses them.
Source: WCAG 2.2, success criteria 1.4.3 (text), 1.4.11 (lines, focus, controls) and the definition of
contrast ratio and relative luminance.
"""

from collections.abc import Iterator
from dataclasses import dataclass

TEXT, LINES = 4.5, 3.0
"""The least contrast of words, and of lines and edges that tell something."""


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours, each written #rrggbb."""

    ink: str
    muted: str
    paper: str
    sand: str
    line: str
    harbour: str
    sea: str
    sea_tint: str
    danger: str
    focus: str
    link: str

    @property
    def colours(self) -> tuple[tuple[str, str], ...]:
        """Pairs of name and colour, in the order of the file."""
        return tuple((name, getattr(self, name)) for name in NAMES)


NAMES = ("ink", "muted", "paper", "sand", "line", "harbour", "sea", "sea_tint", "danger", "focus", "link")

TEXT_PAIRS = (  # words on their ground, as the pages use them
    *(("ink", ground) for ground in ("paper", "sand", "sea_tint", "line")),
    *(("muted", ground) for ground in ("paper", "sand", "sea_tint")),
    *(("link", ground) for ground in ("paper", "sand", "sea_tint")),
    *(("harbour", ground) for ground in ("paper", "sand", "sea_tint")),
    *(("danger", ground) for ground in ("paper", "sand", "sea_tint")),
    *(("paper", ground) for ground in ("harbour", "sea")),
)
LINE_PAIRS = (("sea", "sand"), ("sea", "sea_tint"), ("line", "sea"))
"""Edges that tell late from in time, here from elsewhere, one bar from the next."""


@dataclass(frozen=True, slots=True)
class Weak:
    """Two colours too close to each other: names, colours, contrast from 1 to 21, and what is needed."""

    front: str
    front_colour: str
    ground: str
    ground_colour: str
    ratio: float
    needed: float


def weak_pairs(palette: Palette, *, day: Palette | None = None) -> Iterator[Weak]:
    """Pairs below what is needed. `day` is given for a night palette: words in focus keep their day ink."""
    colours = dict(palette.colours)
    pairs = [(TEXT, front, ground, colours[front]) for front, ground in TEXT_PAIRS]
    pairs.append((TEXT, "ink", "focus", (day or palette).ink))
    pairs.extend((LINES, front, ground, colours[front]) for front, ground in LINE_PAIRS)
    if day is not None:
        pairs.append((LINES, "focus", "paper", colours["focus"]))
    for needed, front, ground, colour in pairs:
        if colour and colours[ground] and (ratio := contrast(colour, colours[ground])) < needed:
            yield Weak(front, colour, ground, colours[ground], ratio, needed)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb), from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
