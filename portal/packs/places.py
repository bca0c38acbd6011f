"""Where concerns gather: hotspots and themes a group needs to know of, with stage, judgement and a map."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from portal.concerns import gathering, themes
from portal.concerns.gathering import Of
from portal.core import drawing
from portal.core.sentences import several
from portal.hotspots import picture
from portal.hotspots import queries as hotspots
from portal.hotspots.picture import Figures, Reader
from portal.hotspots.queries import Hotspot
from portal.hotspots.rules import ASPECTS, LEVEL_WORDS, STAGE_WORDS, Stage
from portal.packs.comparing import BANDS, COUNTS, READER, TEST, Three, row
from portal.packs.comparing import HEAD as COMPARED
from portal.packs.content import MapMark, PackMap, PackSection, PackTable
from portal.packs.ground import Asked, Counted
from portal.web.filters import day

MOST = 60  # hotspots in one pack: nobody works on more
STAGES = {stage: words.split(":", maxsplit=1)[0] for stage, words in STAGE_WORDS.items()}
SARA = "Stages are those of SARA: scanning, analysis, response, assessment."
LEVELS = "Levels are the judgement of those who work on it (terms of reference, 2.4), not a count."
BEFORE_AFTER = (
    "Equally many whole months before the first day of a response and from it on, at most six; other things "
    "change too, so it shows whether it went with a change, not why."
)


def known(session: Session, asked: Asked) -> tuple[Hotspot, ...]:
    """Hotspots the group needs to know of that are open, or were closed since the period began."""
    kept: list[Hotspot] = []
    for each in _all(session, asked):
        still = each.stage is not Stage.CLOSED or each.changed_at.date() >= asked.period.start
        if still and len(kept) < MOST:
            kept.append(hotspots.one(session, asked.member, each.id, partnership=asked.partnership))
    return tuple(
        sorted(kept, key=lambda each: (list(Stage).index(each.stage), each.name.casefold(), each.id))
    )


def section(session: Session, asked: Asked, counted: Counted, found: tuple[Hotspot, ...]) -> PackSection:
    """Themes and hotspots as tables."""
    told = _themes(session, asked, counted)
    if not found:
        return PackSection("places", "Where it gathers", ("No hotspot of this group is open.",), told)
    kinds = hotspots.known_kinds(asked.member, asked.partnership)
    read = [
        picture.figures(session, each, Reader(READER.audience, kinds), today=asked.period.end)
        for each in found
    ]
    names = themes.names(session, {each.place.theme for each in found if each.place.theme})
    tables = (_stages(asked, found, read, names), _levels(found), *_responses(found, read), *told)
    return PackSection("places", "Where it gathers", (SARA,), tables)


def draw(asked: Asked, found: tuple[Hotspot, ...]) -> PackMap | None:
    """The map of those that are at a map area or a ward; None where none is."""
    ground = asked.geography
    plane = drawing.plane(ground.ward_shapes.values())
    marks = []
    for number, each in enumerate(found, start=1):
        place = each.place
        if place.area in ground.area_shapes:
            shape, centre = ground.area_shapes[place.area], ground.area(place.area).centre
        elif place.ward in ground.ward_shapes:
            shape, centre = ground.ward_shapes[place.ward], ground.ward_centres[place.ward]
        else:
            continue
        x, y = plane.at(centre.lon, centre.lat)
        marks.append(MapMark(number, each.stage.value, plane.path(shape), x, y))
    if not marks:
        return None
    wards = tuple(plane.path(shape) for _, shape in sorted(ground.ward_shapes.items()))
    return PackMap(drawing.WIDTH, plane.height, wards, tuple(marks))


def _all(session: Session, asked: Asked) -> Iterator[Hotspot]:
    after: str | None = None
    while True:
        page = hotspots.page(session, asked.member, partnership=asked.partnership, after=after)
        yield from page.rows
        after = page.next_key
        if after is None:
            return


def _named(found: tuple[Hotspot, ...]) -> list[tuple[str, Hotspot]]:
    return [(f"{number}. {each.name}", each) for number, each in enumerate(found, start=1)]


def _stages(
    asked: Asked, found: tuple[Hotspot, ...], read: list[Figures], names: dict[str, str]
) -> PackTable:
    owners = {group.code: group.name for group in asked.partnership.groups}
    rows = tuple(
        (
            label,
            _where(asked, each, names),
            STAGES[each.stage],
            owners.get(each.owner, ""),
            figures.said.now.words,
            figures.said.words,
        )
        for (label, each), figures in zip(_named(found), read, strict=True)
    )
    newest = read[0].stretch.words
    return PackTable(
        "hotspots",
        "Hotspots and how far the work has come",
        f"{COUNTS} Told of {newest}, against the same months a year ago. {BANDS} At a single map "
        "area no number "
        f"is shown. {TEST}",
        several(len(found), "hotspot"),
        ("Hotspot", "Where", "Stage", "Who sees to it", "Concerns", "Against a year ago"),
        rows,
        numeric=(4,),
    )


def _where(asked: Asked, each: Hotspot, names: dict[str, str]) -> str:
    place, ground = each.place, asked.geography
    parts = (
        names.get(place.theme or "", ""),
        ground.area(place.area).label if place.area in ground.area_shapes else "",
        next((ward.name for ward in asked.partnership.wards if ward.code == place.ward), ""),
        asked.partnership.subtopic(place.subtopic).name if place.subtopic else "",
    )
    return ", ".join(filter(None, parts))


def _levels(found: tuple[Hotspot, ...]) -> PackTable:
    short = {aspect: words.split(":", maxsplit=1)[0] for aspect, words in ASPECTS.items()}
    rows = tuple(
        (label, *(LEVEL_WORDS[each.levels[aspect]] for aspect in ASPECTS), each.assessment)
        for label, each in _named(found)
    )
    head = ("Hotspot", *short.values(), "What stands behind it")
    return PackTable("levels", "A deep look at each", LEVELS, several(len(found), "hotspot"), head, rows)


def _responses(found: tuple[Hotspot, ...], read: list[Figures]) -> tuple[PackTable, ...]:
    rows = tuple(
        (
            label,
            effect.response.what,
            day(effect.response.starts_on),
            day(effect.response.ends_on) if effect.response.ends_on else "goes on",
            effect.said.words if effect.said else "too early to say",
        )
        for (label, _), figures in zip(_named(found), read, strict=True)
        for effect in figures.effects
    )
    if not rows:
        return ()
    head = ("Hotspot", "What is done", "From", "Until", "Reports since, against before")
    base = several(len(rows), "response")
    return (PackTable("responses", "What is done about them", f"{BEFORE_AFTER} {TEST}", base, head, rows),)


def _themes(session: Session, asked: Asked, counted: Counted) -> tuple[PackTable, ...]:
    """What officers put together, as far as every kind in it is the group's to know."""
    periods = (asked.period, asked.period.before, asked.period.year_ago)
    now, before, year_ago = (
        gathering.by_theme(session, each.firsts, subtopics=asked.needed) for each in periods
    )
    rows = []
    for theme_id in {*now, *before, *year_ago}:
        if not gathering.kinds(session, Of(theme=theme_id)) <= set(asked.needed):
            continue
        theme = themes.of(session, theme_id)
        three = Three(now.get(theme_id, 0), before.get(theme_id, 0), year_ago.get(theme_id, 0))
        if not three.small:
            rows.append((three.now, (*row(theme.name, three, counted.opened), theme.note)))
    if not rows:
        return ()
    rows.sort(key=lambda each: each[1][0].casefold())
    return (
        PackTable(
            "themes",
            "What many reports have in common",
            f"Themes are labels that officers put on concerns; a concern has at most one. {COUNTS} "
            f"{BANDS} {TEST} "
            "Themes with fewer than 5 in each of the three are not listed.",
            several(len(rows), "theme"),
            ("Theme", *COMPARED, "What officers noted"),
            tuple(cells for _, cells in rows),
            numeric=(1, 2, 3),
        ),
    )
