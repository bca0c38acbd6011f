"""What the public page shows of a published picture: the tables a filter chooses, as words. Computes nothing.

Every number on it is a cell of the published tables, or the band of the next level beside one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.concerns.releases import periods
from portal.concerns.releases.periods import Period
from portal.concerns.releases.published import Published, ReleaseLine
from portal.concerns.releases.release_map import NAME, step_of
from portal.concerns.releases.released import Cell, Level, Picture
from portal.core.scale import CONCERNS


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader asked for; empty means all."""

    family: str = ""
    ward: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: `beside` is the next level in words, or empty; `code` names it on the map."""

    code: str
    name: str
    words: str
    beside: str = ""
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars for `components/charts.html`: label, the least of the band (None: held back), words."""

    title: str
    rows: tuple[tuple[str, int | None, str], ...]


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One published picture as a page shows it. A table the choice leaves out is empty."""

    published: Published
    choice: Choice
    family_name: str
    ward_name: str
    headline: Row
    whole: str
    families: tuple[Row, ...]
    chart: Chart | None
    wards: tuple[Row, ...]
    areas: tuple[Row, ...]
    other_areas: int
    topics: tuple[Row, ...]
    map_id: str
    classes: tuple[str, ...]

    @property
    def has_map(self) -> bool:
        """The map shows all kinds together, so it stands where no family was chosen."""
        return not self.choice.family


@dataclass(frozen=True, slots=True)
class Coming:
    """The next picture: its period, and whether that is over, so that it may come any day."""

    period: Period
    over: bool

    @property
    def month(self) -> date:
        """The month in which it comes, as its first day."""
        return self.period.after


def coming(lines: Iterable[ReleaseLine], *, months: int, today: date) -> Coming:
    """The picture that comes next."""
    last = next(iter(lines), None)
    if last is None:
        over = periods.newest_over(today, months)
        return Coming(periods.next_after(over, months), over=False)
    period = periods.next_after(last.period, months)
    return Coming(period, over=today > period.ends_on)


def page_of(published: Published, choice: Choice) -> PicturePage:
    """The page for a choice that the picture knows."""
    picture, family, ward = published.picture, choice.family, choice.ward
    families = _families(picture, ward) if not family else ()
    found = [area for area in picture.areas if ward in ("", picture.areas[area].ward)] if not family else []
    return PicturePage(
        published=published,
        choice=choice,
        family_name=picture.families.get(family, ""),
        ward_name=picture.wards.get(ward, ""),
        headline=_headline(picture, choice),
        whole=picture.whole.words,
        families=families,
        chart=_chart(picture, ward) if families else None,
        wards=_wards(picture, family) if not ward else (),
        areas=tuple(_area(picture, area) for area in found),
        other_areas=picture.mapped - len(found),
        topics=_topics(picture) if not (family or ward) else (),
        map_id=f"map_{NAME}",
        classes=CONCERNS.words,
    )


def _headline(picture: Picture, choice: Choice) -> Row:
    if choice.ward and choice.family:
        return _row(picture, "", "", picture.ward_family(choice.ward, choice.family), ward=choice.ward)
    if choice.ward:
        return _row(picture, choice.ward, picture.wards[choice.ward], picture.ward(choice.ward))
    if choice.family:
        return _row(picture, "", picture.families[choice.family], picture.family(choice.family))
    return _row(picture, "", "", picture.whole)


def _families(picture: Picture, ward: str) -> tuple[Row, ...]:
    return tuple(
        _row(
            picture,
            code,
            name,
            picture.ward_family(ward, code) if ward else picture.family(code),
            ward=ward,
        )
        for code, name in picture.families.items()
    )


def _wards(picture: Picture, family: str) -> tuple[Row, ...]:
    return tuple(
        _row(
            picture,
            code,
            name,
            picture.ward_family(code, family) if family else picture.ward(code),
            ward=code,
        )
        for code, name in picture.wards.items()
    )


def _area(picture: Picture, area: str) -> Row:
    named = picture.areas[area]
    return _row(picture, area, named.label, picture.area(area, named.ward), ward=named.ward)


def _topics(picture: Picture) -> tuple[Row, ...]:
    return tuple(
        _row(picture, code, line.name, picture.topic(code), family=line.family or "")
        for code, line in picture.topics.items()
    )


def _chart(picture: Picture, ward: str) -> Chart:
    cells = (
        (name, picture.ward_family(ward, code) if ward else picture.family(code))
        for code, name in picture.families.items()
    )
    bars = tuple(
        (name, cell.band.low if cell.band and cell.says_something else None, cell.words)
        for name, cell in cells
    )
    place = picture.wards[ward] if ward else "the whole area"
    return Chart(f"Concerns by kind in {place}, {picture.period.words}", bars)


def _row(picture: Picture, code: str, name: str, cell: Cell, *, ward: str = "", family: str = "") -> Row:
    """A line; `ward` and `family` name the levels its number belongs to."""
    if cell.above is None:
        return Row(code, name, cell.words, "", step_of(cell))
    of = {
        Level.WARD: picture.wards.get(ward, ""),
        Level.FAMILY: picture.families.get(family, ""),
        Level.ALL: "all",
    }
    return Row(code, name, cell.words, f"of {cell.above.band.words} in {of[cell.above.level]}", step_of(cell))


@dataclass(frozen=True, slots=True)
class Grid:
    """Every ward by every kind, as words."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def grid_of(picture: Picture) -> Grid:
    """The table of wards by kinds that the public filters show one line of at a time."""
    return Grid(
        ("Ward", *picture.families.values()),
        tuple(
            (name, *(picture.ward_family(code, family).words for family in picture.families))
            for code, name in picture.wards.items()
        ),
    )
