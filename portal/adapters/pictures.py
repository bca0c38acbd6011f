"""PNG and JPEG files without what a camera or a program wrote beside the picture.

Only the parts that make the picture are copied; time, place, device, names, previews and whatever stands
behind the end are left out. Refuses what is not put together as its format says. Nothing is unpacked, so that
a small file cannot become a huge one here.

Sources: ISO/IEC 15948 (PNG); ITU-T T.81, Annex B (JPEG); CIPA DC-008 (Exif).
"""

import re
import struct
import zlib
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
MOST_PIXELS = 60_000_000  # a camera's picture; more would stop the reader's machine
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"bKGD"}
STARTS_SCAN, ENDS, FILL = 0xDA, 0xD9, 0xFF
NEXT_PART = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.S)  # no stuffed byte, restart or filling
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
JPEG_KEPT = FRAMES | {0xC4, 0xCC, 0xDB, 0xDD}
EXIF, ADOBE = 0xE1, 0xEE
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
ORIENTATION = 0x0112  # the one fact beside the picture that it needs: which side is up


class BrokenPicture(ValueError):
    """The file is not put together as its format says, or too large to show."""


def clean_png(content: bytes) -> bytes:
    """The picture alone. Raises `BrokenPicture`."""
    chunks = list(_chunks(content))
    names = [name for name, _ in chunks]
    if not chunks or names[0] != b"IHDR" or names[-1] != b"IEND" or b"IDAT" not in names:
        raise BrokenPicture("parts are missing")
    if len(chunks[0][1]) != 13:
        raise BrokenPicture("no size")
    _check_size(*struct.unpack(">II", chunks[0][1][:8]))
    return PNG + b"".join(_chunk(name, data) for name, data in chunks if name in PNG_KEPT)


def clean_jpeg(content: bytes) -> bytes:
    """The picture alone, and which side is up. Raises `BrokenPicture`."""
    kept, turned, framed = [], 1, False
    for marker, data in _segments(content):
        if marker in FRAMES:
            if len(data) < 5:
                raise BrokenPicture("no size")
            _check_size(*struct.unpack(">HH", data[1:5]))
            framed = True
        if marker == EXIF:
            turned = _orientation(data) or turned
        elif marker == STARTS_SCAN:
            kept.append(data)
        elif marker in JPEG_KEPT or (marker == ADOBE and data.startswith(b"Adobe")):
            kept.append(_segment(marker, data))
    if not framed:
        raise BrokenPicture("no picture")
    upright = _segment(EXIF, _says(turned)) if turned != 1 else b""
    return JPEG[:2] + JFIF + upright + b"".join(kept) + bytes((FILL, ENDS))


def _check_size(one: int, other: int) -> None:
    if not 0 < one * other <= MOST_PIXELS:
        raise BrokenPicture("too many pixels, or none")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and data of each part, up to the end of the picture."""
    at = len(PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        name, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if _chunk(name, data) != content[at : at + 12 + length]:
            raise BrokenPicture("a part was changed")
        yield name, data
        if name == b"IEND":
            return
        at += 12 + length
    raise BrokenPicture("it has no end")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and data of each part; a scan comes whole, with its marker, up to the next one."""
    at, ended = 2, False
    while at + 2 <= len(content) and not ended:
        if content[at] != FILL:
            raise BrokenPicture("a part does not begin where it should")
        marker = content[at + 1]
        if marker == FILL:
            at += 1
            continue
        if marker == ENDS:
            return
        (length,) = struct.unpack(">H", content[at + 2 : at + 4].ljust(2, b"\0"))
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise BrokenPicture("a part is cut off")
        if marker == STARTS_SCAN:
            end = _end_of_scan(content, end)
            yield marker, content[at:end]
        else:
            yield marker, content[at + 4 : end]
        at = end
    raise BrokenPicture("it has no end")


def _end_of_scan(content: bytes, at: int) -> int:
    found = NEXT_PART.search(content, at)
    if found is None:
        raise BrokenPicture("it has no end")
    return found.start()


def _segment(marker: int, data: bytes) -> bytes:
    return bytes((FILL, marker)) + struct.pack(">H", len(data) + 2) + data


def _orientation(data: bytes) -> int | None:
    """Which side is up (2 to 8), out of what the camera wrote; None where it does not say."""
    if not data.startswith(b"Exif\0\0"):
        return None
    body = data[6:]
    order = {b"II": "<", b"MM": ">"}.get(body[:2])
    try:
        if order is None:
            return None
        (first,) = struct.unpack_from(f"{order}I", body, 4)
        (count,) = struct.unpack_from(f"{order}H", body, first)
        for number in range(min(count, 200)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", body, first + 2 + 12 * number)
            if tag == ORIENTATION and kind == 3:
                return value if 1 < value <= 8 else None
    except struct.error:
        return None
    return None


def _says(turned: int) -> bytes:
    """An Exif part that holds the orientation and nothing else."""
    return b"Exif\0\0MM\0\x2a" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
