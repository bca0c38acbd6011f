"""Square codes that a camera reads, as pictures for the `src` of an image."""

import segno


def picture(text: str, *, scale: int = 5) -> str:
    """The code as an SVG in a `data:` address."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=scale, border=4, light="#ffffff")
