"""Whose portal it is, at first sight: colours by day and by night, and drawings in every size asked for."""

import json
import shutil
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from portal.adapters import painting
from portal.partnership import loading
from portal.partnership.brand import LETTERS, ON_LIGHT, sheet
from portal.partnership.card import CARD, card, square
from portal.partnership.colours import LINE_PAIRS, TEXT_PAIRS, contrast, weak_pairs
from portal.partnership.reading.brand import read_brand
from portal.partnership.reading.tables import Faults, read_toml
from portal.partnership.rules import Brand


@pytest.fixture
def brand(either_partnership: str) -> Brand:
    return loading.load(either_partnership).brand


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its head."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", picture[16:24])


def test_every_pair_of_colours_can_be_read_by_day_and_by_night(brand: Brand):
    assert brand.night is not None
    for palette in (brand.day, brand.night):
        colours = dict(palette.colours)
        assert all(contrast(colours[text], colours[ground]) >= 4.5 for text, ground in TEXT_PAIRS)
        assert all(contrast(colours[line], colours[ground]) >= 3 for line, ground in LINE_PAIRS)
    assert list(weak_pairs(brand.night, day=brand.day)) == []


def test_white_on_black_is_the_strongest_contrast():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


SLIPS = {
    "night": ('link = "#8fd3e0"', 'link = "#0f5c6e"', "#0f5c6e on paper #10191d has a contrast of 2.4:1"),
    "edge": ('line = "#d9d2c3"', 'line = "#7d8e94"', "1.9:1; lines and edges need at least 3.0:1"),
    "drawing": ('icon = "icon.svg"', 'icon = "wards.csv"', "“wards.csv” is no SVG drawing"),
    "word": ("[brand.dark]", '[brand.dark]\npurple = "#123456"', "“purple” is not known here"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_who_keeps_the_colours_is_told_file_and_line(slip, tmp_path):
    old, new, words = SLIPS[slip]
    root = Path(shutil.copytree(loading.folder("bcp"), tmp_path / "elsewhere"))
    file = root / "partnership.toml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    lines = file.read_text("utf-8").splitlines()
    (line, *_) = (n for n in range(len(lines), 0, -1) if lines[n - 1] == new.splitlines()[-1])
    faults = Faults(root)
    table = read_toml(file, faults).table("brand")
    assert table is not None
    read_brand(table, root)
    told = [str(fault) for fault in faults.found]
    assert any(each.startswith(f"partnership.toml:{line}: ") and words in each for each in told), told


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
BROKEN = {
    "unclosed": (f"{SVG}\n<path></svg>", "icon.svg:2: not valid XML"),
    "unnamed": (f"{SVG}\n<use xlink:href='#a'/></svg>", "icon.svg:2: not valid XML"),
    "entity": (f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}</svg>', "icon.svg:1: has a DOCTYPE"),
    "elsewhere": ("\n<svg></svg>", "icon.svg:2: must begin with <svg xmlns"),
    "size": (f'{SVG[:-1]} width="-1" height="2"></svg>', "icon.svg:1: cannot be painted"),
    "picture": (f'{SVG}\n<image href="/etc/card.png"/></svg>', "icon.svg:2: reaches beyond itself: <image>"),
    "link": (f'{SVG}\n<use href="other.svg#a"/></svg>', "icon.svg:2: reaches beyond itself: href=other"),
    "fill": (f'{SVG}\n<path fill="url(other.svg#a)"/></svg>', "icon.svg:2: reaches beyond itself: url("),
    "style": (f"{SVG}\n<style>@import 'a.css';</style></svg>", "icon.svg:2: reaches beyond itself: a style"),
    "empty": ("", "partnership.toml"),
}  # fmt: skip


@pytest.mark.parametrize("slip", BROKEN)
def test_a_drawing_that_could_not_be_painted_is_told_by_file_and_line(slip, tmp_path):
    drawing, words = BROKEN[slip]
    root = Path(shutil.copytree(loading.folder("bcp"), tmp_path / "elsewhere"))
    (root / "icon.svg").write_text(drawing, "utf-8")
    faults = Faults(root)
    table = read_toml(root / "partnership.toml", faults).table("brand")
    assert table is not None
    read_brand(table, root)
    (told,) = map(str, faults.found)
    assert told.startswith(words)


def test_words_in_focus_keep_their_ink_by_night(brand: Brand):
    assert brand.night is not None
    pale = replace(brand.night, focus=brand.day.ink)
    assert {(weak.front, weak.ground) for weak in weak_pairs(pale, day=brand.day)} == {
        ("ink", "focus"),
        ("focus", "paper"),
    }


def test_a_sheet_has_a_night_only_where_the_partnership_has_one(brand: Brand):
    both, day = sheet(brand), sheet(replace(brand, night=None))
    assert both.startswith(day) and "prefers-color-scheme: dark" in both and "color-scheme" not in day
    assert f"--mast: {brand.day.harbour};" in day and f"--sea-tint: {brand.day.sea_tint};" in day


def test_a_map_keeps_the_colours_of_the_day(brand: Brand):
    night = sheet(brand).split("@media", 1)[1]
    assert night.startswith(" screen and")  # paper has no night
    maps = night.split(f"{ON_LIGHT} {{")[1].split("}")[0]
    assert f"--paper: {brand.day.paper};" in maps and "color-scheme: light;" in maps


PICTURES = {f"icon-{side}": (side, side) for side in (32, 180, 192, 512)} | {"card": CARD}


def test_pictures_are_as_large_as_they_say_and_the_manifest_names_some(page, partnership):
    for name, size in PICTURES.items():
        answer = page.http.get(f"/brand/{name}.png")
        assert answer.mimetype == "image/png" and "max-age" in answer.headers["Cache-Control"]
        assert size_of(answer.data) == size and len(answer.data) < 100_000
    told = page.http.get("/brand/site.webmanifest")
    assert told.mimetype == "application/manifest+json"
    assert json.loads(told.data)["short_name"] == partnership.short_name
    assert {page.http.get(icon["src"]).status_code for icon in json.loads(told.data)["icons"]} == {200}
    assert size_of(page.http.get("/favicon.ico").data) == (32, 32)


def test_a_name_with_signs_of_markup_is_drawn_as_words(brand: Brand):
    drawing = card(brand, short_name="Safer <b>R&D</b>", name='A & B "C"')
    assert "<b>" not in drawing and "R&amp;D" in drawing


def test_the_card_shows_words_and_the_mark(brand: Brand):
    bare = card(brand, short_name="", name="")
    worded = card(brand, short_name="Safer Haven", name="Haven Community Safety Partnership")
    assert painting.png(bare, 300, 158, LETTERS) != painting.png(worded, 300, 158, LETTERS)
    unmarked = replace(brand, mark_svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>')
    assert painting.png(bare, 300, 158) != painting.png(card(unmarked, short_name="", name=""), 300, 158)


def test_without_an_icon_of_its_own_the_mark_stands_in(brand: Brand, tmp_path):
    assert brand.icon_svg != brand.mark_svg
    same = replace(brand, icon_svg=brand.mark_svg)
    assert painting.png(square(brand), 32, 32) != painting.png(square(same), 32, 32)
