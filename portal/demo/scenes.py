"""What happens in the demonstration: invented scenes at real kinds of public places, with their seasons.

No scene is about anybody; every text is an illustration. A partnership whose topics have other codes simply
gets fewer scenes.
"""

from dataclasses import dataclass

from portal.concerns.report import Before, HowOften, TimeOfDay

ALL_YEAR = tuple(range(1, 13))
SUMMER = (5, 6, 7, 8, 9)
TERM = (1, 2, 3, 5, 6, 9, 10, 11, 12)
DARK = (10, 11, 12, 1, 2)


@dataclass(frozen=True, slots=True)
class Scene:
    """One kind of report: where it comes from, when in the year, how often in all, and what people write.

    `places` are kinds of place; `{place}` in a text becomes the place's name. `share` is its weight.
    """

    subtopic: str
    places: tuple[str, ...]
    months: tuple[int, ...]
    time_of_day: TimeOfDay
    often: HowOften
    before: Before
    share: int
    texts: tuple[str, ...]


_T, _H, _B = TimeOfDay, HowOften, Before
SEA = ("beach", "pier", "quay", "park")
CENTRE = ("shopping", "station", "landmark")
ROADS = ("street", "neighbourhood")
GREEN = ("park", "nature")

SCENES: tuple[Scene, ...] = (
    Scene(
        "open-space",
        SEA,
        SUMMER,
        _T.EVENING,
        _H.WEEKLY,
        _B.TO_BOTH,
        30,
        (
            "Large groups drinking at {place} on warm evenings, glass left in the sand. Families move away.",
            "Music until two in the morning near {place} most weekends this summer.",
            "People climbing on the railings by {place} after dark and shouting at walkers.",
        ),
    ),
    Scene(
        "barbecues",
        SEA,
        SUMMER,
        _T.EVENING,
        _H.WEEKLY,
        _B.TO_OTHERS,
        16,
        (
            "Hot coals buried near {place}. A dog burnt its paw last week.",
            "Disposable barbecues on the dry grass at {place}. It only needs some wind.",
        ),
    ),
    Scene(
        "litter",
        SEA,
        SUMMER,
        _T.MORNING,
        _H.DAILY,
        _B.TO_BOTH,
        10,
        ("Bins at {place} overflow by nine in the morning and gulls spread it everywhere.",),
    ),
    Scene(
        "intimidating-groups",
        CENTRE,
        ALL_YEAR,
        _T.NIGHT,
        _H.WEEKLY,
        _B.TO_ME,
        26,
        (
            "Groups stand across the whole pavement at {place} after the last train and make comments.",
            "I cross the road at {place} because of the groups outside at night.",
            "Young people at {place} follow passers-by and film them. It is worst on Fridays.",
        ),
    ),
    Scene(
        "street-drinking",
        CENTRE,
        ALL_YEAR,
        _T.AFTERNOON,
        _H.DAILY,
        _B.TO_OTHERS,
        18,
        (
            "Drinking from early afternoon on the benches at {place}, arguments by five o’clock.",
            "The benches at {place} cannot be used any more because of drinking and shouting.",
        ),
    ),
    Scene(
        "unlit-route",
        (*CENTRE, *GREEN),
        DARK,
        _T.NIGHT,
        _H.DAILY,
        _B.TO_ME,
        24,
        (
            "The lamps on the path at {place} have been out for weeks. I take a taxi instead of walking.",
            "The underpass near {place} is dark and there is no way to see who is in it.",
            "Bushes at {place} have grown so high that nobody can see the path from the road.",
        ),
    ),
    Scene(
        "school-parking",
        ROADS,
        TERM,
        _T.MORNING,
        _H.DAILY,
        _B.TO_BOTH,
        24,
        (
            "Cars stop on the zigzag lines near {place} at drop-off. A child was nearly hit.",
            "Double parking near {place} every school morning, buses cannot pass.",
        ),
    ),
    Scene(
        "speeding",
        ROADS,
        ALL_YEAR,
        _T.AFTERNOON,
        _H.DAILY,
        _B.TO_BOTH,
        30,
        (
            "Drivers use {place} as a short cut and go far over the limit at school time.",
            "Motorbikes race along {place} in the late afternoon.",
            "Nobody keeps to twenty on {place}. Crossing with a pushchair is frightening.",
        ),
    ),
    Scene(
        "racing",
        ("leisure", "shopping"),
        ALL_YEAR,
        _T.NIGHT,
        _H.WEEKLY,
        _B.TO_OTHERS,
        12,
        ("Car meets in the car park at {place} on Sunday nights, wheel spins until midnight.",),
    ),
    Scene(
        "e-scooters",
        CENTRE,
        ALL_YEAR,
        _T.AFTERNOON,
        _H.DAILY,
        _B.TO_ME,
        14,
        ("E-scooters on the pavement at {place}, much too fast, some with two riders.",),
    ),
    Scene(
        "fly-tipping",
        (*ROADS, "nature"),
        ALL_YEAR,
        _T.NIGHT,
        _H.FEW,
        _B.TO_OTHERS,
        18,
        (
            "Mattresses and building waste dumped by {place} again, third time this autumn.",
            "Somebody leaves trade waste in the lay-by near {place} at night.",
        ),
    ),
    Scene(
        "graffiti",
        ("station", "landmark", "library"),
        ALL_YEAR,
        _T.NIGHT,
        _H.FEW,
        _B.FIRST,
        8,
        ("New paint on the walls at {place} every week.",),
    ),
    Scene(
        "vandalism",
        ("park", "library", "leisure"),
        ALL_YEAR,
        _T.NIGHT,
        _H.FEW,
        _B.TO_OTHERS,
        12,
        ("Windows broken at {place} again and the swings cut down.",),
    ),
    Scene(
        "open-ground-fires",
        GREEN,
        SUMMER,
        _T.EVENING,
        _H.FEW,
        _B.TO_OTHERS,
        8,
        ("Small fires lit in the bushes at {place} two evenings running.",),
    ),
    Scene(
        "drug-litter",
        (*GREEN, "station"),
        ALL_YEAR,
        _T.MORNING,
        _H.FEW,
        _B.TO_OTHERS,
        8,
        ("Needles under the hedge at {place}, next to where children play.",),
    ),
    Scene(
        "scam",
        ROADS,
        ALL_YEAR,
        _T.MORNING,
        _H.FEW,
        _B.TO_OTHERS,
        6,
        ("Texts about a missed parcel went round everybody near {place}; one of my neighbours paid.",),
    ),
    Scene(
        "hate-race",
        ("station", "shopping"),
        ALL_YEAR,
        _T.EVENING,
        _H.FEW,
        _B.TO_ME,
        6,
        ("Shouted at because of my accent at {place}. Nobody said anything.",),
    ),
    Scene(
        "feels-safe",
        (*GREEN, "library"),
        ALL_YEAR,
        _T.ANY,
        _H.ONCE,
        _B.FIRST,
        12,
        (
            "The wardens at {place} make a real difference. Please keep them on through the winter.",
            "Since the new lights came to {place} I walk there again.",
        ),
    ),
)

EMERGING = Scene(
    "vehicle-nuisance",
    ("nature", "park", "beach"),
    DARK,
    _T.NIGHT,
    _H.WEEKLY,
    _B.TO_BOTH,
    1,
    (
        "Off-road bikes at {place} after dark, engines screaming for hours.",
        "Bikes without lights tear across the grass at {place}. Dog walkers jump out of the way.",
        "More bikes at {place} every week. There were eight of them on Saturday night.",
    ),
)
"""What grows at one open place in the last weeks: not there before, and not where anybody lives."""

DANGER = Scene(
    "intimidating-groups",
    CENTRE,
    ALL_YEAR,
    _T.NIGHT,
    _H.FEW,
    _B.TO_OTHERS,
    1,
    (
        "Somebody said he will kill her if she comes to {place} again. She is afraid for her life.",
        "A man with a knife near {place} last night, threatening people who walked past.",
    ),
)
"""What has to be read within hours."""
