"""What reaches a visitor's phone: light, complete, ours to use."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
FONTS = [f"fonts/atkinson-hyperlegible-latin-{weight}-normal.woff2" for weight in (400, 700)]
MOST = 60_000  # bytes, compressed: a few seconds on a weak 3G line


def manifest() -> dict[str, str]:
    return json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))


def texts() -> list[Path]:
    return [path for path in VENDOR.rglob("*") if path.suffix in {".css", ".js"}]


def weight(name: str) -> int:
    """Bytes on the wire: fonts are compressed already."""
    content = (VENDOR / name).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content, 9))


def test_style_script_and_both_fonts_are_light():
    weights = {name: weight(name) for name in ["portal.css", "govuk.js", *FONTS]}
    assert sum(weights.values()) < MOST, weights


def test_the_sheet_left_out_nothing_that_a_page_has():
    """A class of govuk-frontend in a template has its style, if a part that we build in gives it one."""
    built, whole = (VENDOR / "portal.css").read_text(encoding="utf-8"), VENDOR.parents[1] / "node_modules"
    pages = "".join(page.read_text("utf-8") for page in (VENDOR.parents[1] / "templates").rglob("*.html"))
    theirs = (whole / "govuk-frontend/dist/govuk/govuk-frontend.min.css").read_text(encoding="utf-8")
    styled = set(re.findall(r"\.(govuk-[\w-]+)", theirs))
    sources = (VENDOR.parent / "base/portal.scss").read_text(encoding="utf-8")
    parts = tuple(f"govuk-{name}" for name in re.findall(r"dist/govuk/\w+/([\w-]+)\"", sources))
    used = {name for name in re.findall(r"govuk-[\w-]*\w", pages) if name.startswith(parts)} & styled
    assert used - set(re.findall(r"\.(govuk-[\w-]+)", built)) == set()


@pytest.mark.parametrize("mark", ["gds transport", "crown", "govuk-crest", "govuk-logotype"])
def test_nothing_that_belongs_to_gov_uk_alone(mark):
    for path in texts():
        assert mark not in path.read_text(encoding="utf-8").lower(), path.name
    assert not [path for path in VENDOR.rglob("*") if mark.split()[-1] in path.name.lower()]


def test_no_style_or_script_of_ours_calls_elsewhere():
    for name in ("portal.css", "desk.css", "govuk.js"):
        text = (VENDOR / name).read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", text), name
        assert "sourceMappingURL" not in text, name


@pytest.mark.parametrize("sheet", ["portal.css", "desk.css", "leaflet/leaflet.css"])
def test_every_file_that_a_style_asks_for_is_there(sheet):
    folder = (VENDOR / sheet).parent
    asked = re.findall(r"url\(\s*['\"]?([^)'\"]+)", (VENDOR / sheet).read_text(encoding="utf-8"))
    missing = [
        url for url in asked if not url.startswith(("data:", "#")) and not place(folder, url).is_file()
    ]
    assert not missing


def place(folder: Path, url: str) -> Path:
    """The file behind a url in a style sheet."""
    path = url.partition("?")[0].partition("#")[0]
    return VENDOR.parent / path.removeprefix("/static/") if path.startswith("/static/") else folder / path


def test_the_manifest_tells_the_truth():
    files = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert set(manifest()) == {name for name in files if not name.startswith(".")} - {"manifest.json"}
    for name, mark in manifest().items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()[:10] == mark, name


def test_the_notices_of_what_is_built_in_travel_with_it():
    notices = (VENDOR / "LICENCES.txt").read_text(encoding="utf-8")
    for part in ("govuk-frontend", "Leaflet", "Atkinson Hyperlegible", "SIL OPEN FONT LICENSE"):
        assert part.lower() in notices.lower(), part
