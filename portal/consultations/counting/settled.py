"""All figures of a closed consultation at once: party by party, question by question, with their splits.

Residents are never counted together with people who work here or visit. Refuses nothing: whether it may be
counted yet is asked before (`results`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from portal.consultations.channels import published
from portal.consultations.channels.published import Invited
from portal.consultations.channels.rules import NOTHING_TYPED, ErrorRate
from portal.consultations.channels.totals import WORDS
from portal.consultations.counting import campaigns, heard, membership, splits
from portal.consultations.counting.audiences import Groups
from portal.consultations.counting.campaigns import Campaigned
from portal.consultations.counting.figures import Figure, FigureRow
from portal.consultations.counting.heard import Heard
from portal.consultations.counting.parties import Party, Person, parties
from portal.consultations.counting.plain import COUNT_FOR
from portal.consultations.counting.splits import Columns
from portal.consultations.questions.base import Kind, Question
from portal.consultations.questions.registry import Document
from portal.consultations.rules import Channel
from portal.core.disclosure import FLOOR, Grain, Published, band, gate, safe_table
from portal.core.disclosure import Audience as Reader
from portal.core.safe_grid import SafeGrid


@dataclass(frozen=True, slots=True)
class SplitFigure:
    """A figure by ward or by channel."""

    title: str
    grid: SafeGrid


@dataclass(frozen=True, slots=True)
class SettledFigure:
    """One figure of one party, with its splits."""

    figure: Figure
    splits: tuple[SplitFigure, ...]


@dataclass(frozen=True, slots=True)
class SettledQuestion:
    """What one party said to one question."""

    code: str
    title: str
    kind: Kind
    figures: tuple[SettledFigure, ...]


@dataclass(frozen=True, slots=True)
class SettledParty:
    """Everything one party said; `base` says of how many."""

    code: str
    name: str
    base: Published
    questions: tuple[SettledQuestion, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """All figures. `left_out`: some people belong to no party, because they are too few to be shown."""

    responses: Published
    channels: tuple[FigureRow, ...]
    parties: tuple[SettledParty, ...]
    equality: tuple[Figure, ...]
    left_out: bool
    format: int = 1
    campaigned: Campaigned | None = None
    typed: ErrorRate = NOTHING_TYPED
    invited: tuple[Invited, ...] = ()


def settle(
    session: Session, consultation_id: str, document: Document, equality: tuple[Figure, ...]
) -> Settled:
    """Count every answer that was sent. `equality` is counted elsewhere, from its own table."""
    told = heard.read(session, consultation_id, [each.code for each in _counted(document)])
    people = told.people
    asked = any(each.kind is Kind.RELATION for each in document.questions)
    found = parties(people, asked=asked)
    by_channel: dict[str, int] = {}
    for one in people:
        by_channel[one.channel] = by_channel.get(one.channel, 0) + 1
    missing = len(people) - sum(len(party.people) for party in found)
    give_away = 0 < missing < FLOOR  # the whole less the parties would say how few they are
    return Settled(
        responses=band(len(people))
        if give_away
        else gate(len(people), Reader.GROUP, grain=Grain.PARTNERSHIP),
        channels=() if give_away else channel_rows(by_channel),
        parties=tuple(_party(each, document, told) for each in found),
        equality=equality,
        left_out=missing > 0,
        campaigned=None
        if give_away
        else campaigns.counted(campaigns.of_consultation(session, consultation_id), len(people)),
        typed=published.error_rate(session, consultation_id),
        invited=published.invited(session, consultation_id),
    )


def channel_rows(counts: Mapping[str, int]) -> tuple[FigureRow, ...]:
    """How many answers came which way, so that small numbers do not show; together they are the whole."""
    table = safe_table([(channel_words(code), counts[code]) for code in Channel if code in counts])
    return tuple(FigureRow(row.label, row.count, row.share) for row in table.rows)


def channel_words(code: str) -> str:
    """A channel as it is printed."""
    return WORDS[Channel(code)]


def _party(party: Party, document: Document, told: Heard) -> SettledParty:
    columns = tuple(found for found in (_by_ward(party, document), _by_channel(party)) if found)
    return SettledParty(
        party.code,
        party.name,
        gate(len(party.people), Reader.GROUP, grain=Grain.PARTNERSHIP),
        tuple(_question(each, told.of(party, each.code), columns) for each in _counted(document)),
    )


def _counted(document: Document) -> list[Question]:
    """The questions whose answers are counted; words are read, and the optional ones stand apart."""
    return [each for each in document.questions if each.asks and not each.is_text and not each.apart]


def _question(
    question: Question, people: tuple[Person, ...], columns: tuple[Columns, ...]
) -> SettledQuestion:
    groups = Groups([one.answers for one in people], None)
    figures = COUNT_FOR[question.kind](question, groups)
    ways = membership.ways(question, figures)
    settled = []
    for figure, way in zip(figures, ways, strict=True):
        found = ((each.title, splits.split(question.code, figure, way, each, people)) for each in columns)
        drawn = tuple(SplitFigure(title, grid) for title, grid in found if grid)
        settled.append(SettledFigure(replace(figure, split=None), drawn))
    return SettledQuestion(question.code, question.title, question.kind, tuple(settled))


def _by_ward(party: Party, document: Document) -> Columns | None:
    words = {
        option.code: option.words
        for question in document.questions
        if question.kind in (Kind.WARD, Kind.PLACE)
        for option in question.options  # type: ignore[attr-defined]
    }
    rest = "All other wards, or none given"
    return splits.settle("By ward", rest, words, party.people, lambda one: one.ward or "")


def _by_channel(party: Party) -> Columns | None:
    words = {
        str(code): channel_words(code) for code in Channel if code in {one.channel for one in party.people}
    }
    return splits.settle("By how it came", "All other ways", words, party.people, lambda one: one.channel)
