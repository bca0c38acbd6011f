"""What came of it: outcomes the group sees to, how many led to action, and how long a decision took."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.concerns import gathering
from portal.core.disclosure import FLOOR
from portal.core.sentences import several
from portal.outcomes import queries as outcomes
from portal.outcomes.queries import Outcome
from portal.outcomes.rules import ACTED, KIND_WORDS, Kind, middle_days
from portal.packs.comparing import SAID_FROM, banded
from portal.packs.content import PackSection, PackTable
from portal.packs.ground import Asked, Counted
from portal.web.filters import day

STEP = 5  # per cent: a finer share of a band would tell what the band hides
ABOUT = (
    "Published outcomes that this group or a group below it sees to, up to the end of the period, "
    "and how far they "
    "have come now. An outcome counts as acted on when its action is under way or done."
)
SHARE = (
    "Led to action: counted concerns of the period under a theme with an outcome that is under way "
    "or done, of all "
    f"counted concerns of the period, to the nearest {STEP}%. A concern without a theme counts as "
    "not yet acted on."
)
DAYS = (
    "Days from the month in which something was first reported, or from the close of a consultation, to the "
    "decision; the middle one, so that a single slow case does not turn it."
)


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one pack, in words."""

    told: int
    acted: int
    days: str
    led: str
    of: str
    share: str


def measured(session: Session, asked: Asked, counted: Counted, told: tuple[Outcome, ...]) -> Measures:
    """How many outcomes, how many acted on, the middle number of days, the share that led to action."""
    themes = outcomes.acted_on(session, Kind.THEME)
    by_theme = gathering.by_theme(session, asked.period.firsts, subtopics=asked.needed)
    led, whole = sum(by_theme.get(theme, 0) for theme in themes), counted.total.now
    days = middle_days((each.heard_on, each.decided_on) for each in told)
    return Measures(
        told=len(told),
        acted=sum(each.progress in ACTED for each in told),
        days="not known yet" if days is None else f"{days:,} days",
        led=banded(led).words,
        of=banded(whole).words,
        share=share(led, whole),
    )


def share(led: int, whole: int) -> str:
    """A share in steps of five per cent; nothing where either number is small."""
    if whole < SAID_FROM or led < FLOOR:
        return "too few to say"
    return f"about {round(100 * led / whole / STEP) * STEP}%"


def section(told: tuple[Outcome, ...], found: Measures) -> PackSection:
    """The measures and the outcomes."""
    lines = (
        ("Outcomes told", f"{found.told:,}"),
        ("Of them acted on", f"{found.acted:,}"),
        ("Middle time from hearing to deciding", found.days),
        ("Counted concerns in this period", found.of),
        ("Of them led to action", found.led),
        ("Share that led to action", found.share),
    )
    measures = PackTable(
        "measures",
        "Heard, acted on, and how long it took",
        f"{ABOUT} {SHARE} {DAYS}",
        several(found.told, "outcome"),
        ("Measure", "Number"),
        lines,
        numeric=(1,),
    )
    if not told:
        return PackSection(
            "came", "What came of it", ("No outcome of this group is published yet.",), (measures,)
        )
    rows = tuple(
        (
            each.line,
            f"{each.subject_name} ({KIND_WORDS[each.kind].lower()})",
            each.decision,
            each.words,
            day(each.decided_on),
        )
        for each in told
    )
    head = ("Outcome", "About", "What was decided", "How far it has come", "Decided on")
    listed = PackTable("outcomes", "Outcomes so far", ABOUT, several(len(told), "outcome"), head, rows)
    return PackSection("came", "What came of it", (), (measures, listed))
