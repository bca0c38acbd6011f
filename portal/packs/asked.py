"""What consultations found, what people offered, and side by side: ranked, reported, recorded."""

from sqlalchemy.orm import Session

from portal.consultations import evidence
from portal.consultations import queries as consultations
from portal.consultations.after import frozen
from portal.consultations.after.frozen import NotCounted
from portal.consultations.after.offers import about_help
from portal.consultations.counting import results
from portal.consultations.counting.parties import EVERYBODY
from portal.consultations.counting.settled import Settled, SettledParty, SettledQuestion
from portal.consultations.queries import Listed
from portal.consultations.questions.base import Kind
from portal.consultations.rules import Phase
from portal.core.disclosure import Band
from portal.core.windows import london_date
from portal.hotspots import published_crime
from portal.hotspots.published_crime import PublishedCrime
from portal.hotspots.recorded import ATTRIBUTION
from portal.packs.comparing import BANDS, banded
from portal.packs.content import PackSection, PackTable
from portal.packs.ground import Asked, Counted
from portal.web.filters import day

TOP = 10  # places in the three orders
NEAR_THE_TOP = 1  # of the figures of a ranking: how many put it among the first three
VOLUNTEER = "volunteer"
"""The kind of concern by which people offer help; a partnership without it has no such line."""

APART = (
    "Three orders of different things: people put priorities in order, report what they see, and "
    "police record "
    "crimes. They stand side by side and are never added; a gap between them is a question, not a mistake."
)


def consulted(session: Session, asked: Asked) -> PackSection:
    """Every consultation that closed in the period, question by question."""
    period = asked.period
    closed = evidence.closed_between(
        session, partnership=asked.partnership, start=period.start, end=period.end, now=asked.now
    )
    tables = tuple(
        PackTable(
            f"{each.slug}-{at}",
            f"{each.title}: {table.caption}",
            table.definition,
            table.base,
            ("Answer", "Share", "People"),
            tuple((row.label, _share(row.share), row.words) for row in table.rows),
            numeric=(1, 2),
        )
        for each in closed
        for at, table in enumerate(each.tables, start=1)
    )
    words = () if closed else ("No consultation closed in this period.",)
    return PackSection("consulted", "What consultations found", words, tables)


def offered(session: Session, asked: Asked, counted: Counted) -> PackSection:
    """How often people offered help; their words stay where officers read and answer them."""
    lines = [
        (f"Written in: {each.title}", words.written.words, words.cleared.words)
        for each in _closed(session, asked)
        if asked.period.start <= london_date(each.window.closes_at)
        for words in _helpers(session, asked, each)
    ]
    if VOLUNTEER in asked.needed:
        number = counted.by(lambda each: each.subtopic)(VOLUNTEER).now
        lines.append((f"Reported as: {asked.partnership.subtopic(VOLUNTEER).name}", banded(number).words, ""))
    if not lines:
        return PackSection("offered", "Offers of help", ("Nobody was asked for help in this period.",))
    about = (
        "How many people wrote how they, or a group they know, could help, and how many of these texts an "
        "officer has read and cleared. The words themselves are not in the pack: they go when "
        "their time is over."
    )
    head = ("Where", "Offers", "Read and cleared")
    table = PackTable("offers", "Offers of help", about, "", head, tuple(lines), numeric=(1, 2))
    return PackSection("offered", "Offers of help", (), (table,))


def side_by_side(session: Session, asked: Asked, counted: Counted) -> PackSection:
    """What people ranked, what was reported, what police recorded: the first ten of each."""
    ranked, from_where = _ranked(session, asked)
    recorded = published_crime.by_type(session, asked.period.firsts)
    orders = (
        ranked,
        _reported(asked, counted),
        [f"{kind}: {number:,}" for kind, number in recorded.types[:TOP]],
    )
    rows = tuple(
        (str(place), *(order[place - 1] if place <= len(order) else "" for order in orders))
        for place in range(1, max(map(len, orders)) + 1)
    )
    words = (APART, from_where, _read_in(recorded, asked))
    table = PackTable(
        "side-by-side",
        "What people ranked, what was reported, what police recorded",
        " ".join((*words, BANDS)),
        "",
        ("Place", "People ranked", "People reported", "Police recorded"),
        rows,
    )
    return PackSection("side-by-side", "Ranked, reported, recorded", words, (table,) if rows else ())


def _ranked(session: Session, asked: Asked) -> tuple[list[str], str]:
    """The order of the newest closed consultation that asked for one, residents first; where it is from."""
    for each in _closed(session, asked):
        found = _settled(session, asked, each)
        party, question = _ranking(found) if found else (None, None)
        if party is None or question is None:
            continue
        figure = question.figures[min(NEAR_THE_TOP, len(question.figures) - 1)].figure
        order = [f"{row.label}: {row.share}%" for row in figure.rows if row.share is not None]
        if order:
            who = "" if party.code == EVERYBODY else f" ({party.name.lower()})"
            closed = day(each.window.last_day)
            return order[:TOP], (
                f"Ranked{who}: {each.title}, closed on {closed}, {figure.base.words} answers; "
                f"{figure.definition}"
            )
    return [], "Ranked: no consultation that closed by then asked for an order."


def _ranking(found: Settled) -> tuple[SettledParty | None, SettledQuestion | None]:
    for party in found.parties:
        for question in party.questions:
            if question.kind is Kind.RANKING:
                return party, question
    return None, None


def _reported(asked: Asked, counted: Counted) -> list[str]:
    """Kinds by their band, then by name: the order tells no more than the bands do."""
    kind = counted.by(lambda each: each.subtopic)
    lines = []
    for code in asked.needed:
        seen = banded(kind(code).now)
        if isinstance(seen, Band):
            lines.append((-seen.low, asked.partnership.subtopic(code).name, seen.words))
    return [f"{name}: {words}" for _, name, words in sorted(lines)[:TOP]]


def _read_in(recorded: PublishedCrime, asked: Asked) -> str:
    if not recorded.months:
        return "Recorded: no month of what police publish was read in for this period."
    return (
        f"Recorded: crimes police published for the whole area, {recorded.months} of "
        f"{asked.period.months} months "
        f"read in. {ATTRIBUTION}"
    )


def _closed(session: Session, asked: Asked) -> list[Listed]:
    """Consultations that closed by the end of the period, the newest first."""
    listed = consultations.listing(session, now=asked.now).closed
    return [
        each
        for each in listed
        if each.phase is Phase.CLOSED and london_date(each.window.closes_at) < asked.period.end
    ]


def _settled(session: Session, asked: Asked, each: Listed) -> Settled | None:
    try:
        return frozen.read(session, each.slug, now=asked.now).settled
    except NotCounted:
        return None


def _helpers(session: Session, asked: Asked, each: Listed) -> tuple[results.Words, ...]:
    document = consultations.asked(session, each.slug, now=asked.now).document
    return results.words_written(session, each.slug, about_help(document))


def _share(share: int | None) -> str:
    return "not shown" if share is None else f"{share}%"
