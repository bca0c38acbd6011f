"""The last page of a report: every answer to look through, what looks personal, and who can help.

Points and advises; turns nothing away and keeps nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from portal.concerns import service
from portal.concerns.equality import QUESTIONS
from portal.concerns.report import Before, HowOften, Report, TimeOfDay, Unsafe, When
from portal.concerns.reporting import questions, standing
from portal.concerns.reporting.journey import Journey
from portal.concerns.reporting.pages import ALWAYS, OUTREACH, lines_of
from portal.concerns.reporting.questions import Step
from portal.concerns.rules import Risk
from portal.core.need import speaks_of_need
from portal.core.words import DangerKind, Piece, details, helplines, mask, pieces
from portal.partnership.current import current
from portal.partnership.helplines import HelplineView
from portal.web.context import now

MOST_OUTREACH = 3  # lines; the page of the topic has them all

DETAIL_WORDS = {
    "name": "name",
    "phone": "phone number",
    "email": "e-mail address",
    "plate": "number plate",
    "postcode": "postcode",
    "address": "address",
    "handle": "online name",
    "birth": "date of birth",
    "account": "bank details",
    "personal-number": "personal number",
}


@dataclass(frozen=True, slots=True)
class Outreach:
    """Who goes out to people that sleep rough or are in need."""

    heading: str
    words: str
    helplines: tuple[HelplineView, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Everything on the last page; `rows` are (question, answer, step that changes it)."""

    rows: tuple[tuple[str, str, str], ...]
    pieces: tuple[Piece, ...]
    finding: tuple[Piece, ...]
    kinds: tuple[str, ...]
    masked: str
    finding_masked: str
    helplines: tuple[HelplineView, ...]
    outreach: Outreach | None
    read_by: datetime


def masked(text: str) -> str:
    """The text with everything that looks like a personal detail hidden."""
    return mask(text, details(text))


def danger_lines(text: str) -> tuple[HelplineView, ...]:
    """The helplines that fit what the words suggest; none where they suggest nothing."""
    kinds = frozenset(DangerKind(kind) for kind in service.signs_of(text).dangers)
    return lines_of(helplines(kinds)) if kinds else ()


def outreach_for(text: str, shown: tuple[HelplineView, ...]) -> Outreach | None:
    """Who helps people in need, where the words speak of such; without the lines already `shown`."""
    diversion = next((topic.diversion for topic in current().topics if topic.code == OUTREACH), None)
    if diversion is None or not speaks_of_need(text):
        return None
    seen = {*ALWAYS, *(line.code for line in shown)}
    codes = tuple(code for code in diversion.helplines if code not in seen)[:MOST_OUTREACH]
    return Outreach(diversion.heading, diversion.words, lines_of(codes))


def check_of(journey: Journey) -> Check:
    """The last page of a finished report. Raises `NotFinished`."""
    report = journey.report()
    topic = current().topic(report.topic)
    kind = current().subtopic(report.subtopic).name
    rows = [
        ("What it is about", topic.name, Step.TOPIC),
        ("Which kind", kind, Step.SUBTOPIC),
        ("Where", journey.values["spot"]["words"], Step.PLACE),
        ("When it happened last", questions.WHEN_WORDS[When(report.when)], Step.WHEN),
        ("How often", questions.OFTEN_WORDS[HowOften(report.often)], Step.WHEN),
        ("Time of day", questions.TIME_WORDS[TimeOfDay(report.time_of_day)], Step.WHEN),
        ("Before, or to others", questions.BEFORE_WORDS[Before(report.before)], Step.BEFORE),
        ("What makes the place feel unsafe", _listed(report.unsafe), Step.UNSAFE),
        ("How much it affects others", _impact(report), Step.IMPACT),
        ("What ties you to the place", _connection(report), Step.CONNECTION),
        ("About you, counted apart from your report", _about(journey), Step.ABOUT),
    ]
    cut, finding = pieces(report.text), pieces(report.where.detail)
    dangers = danger_lines(service.typed(report))
    return Check(
        rows=tuple((name, words, step.value) for name, words, step in rows if step in journey.steps),
        pieces=cut,
        finding=finding,
        kinds=tuple(sorted({DETAIL_WORDS[piece.kind] for piece in (*cut, *finding) if piece.kind})),
        masked=masked(report.text),
        finding_masked=masked(report.where.detail),
        helplines=dangers,
        outreach=outreach_for(service.typed(report), dangers),
        read_by=service.read_by(standing.promised().clocks, Risk.HIGH if dangers else Risk.NORMAL, now=now()),
    )


NOT_ANSWERED = "Left out"


def _listed(reasons: tuple[Unsafe, ...]) -> str:
    return "\n".join(questions.UNSAFE_WORDS[reason] for reason in reasons) or NOT_ANSWERED


def _impact(report: Report) -> str:
    named = zip(questions.IMPACT_WORDS.values(), report.impact.bands, strict=True)
    return "\n".join(f"{name}: {questions.HOW_MUCH_WORDS[band].lower()}" for name, band in named if band)


def _connection(report: Report) -> str:
    return questions.CONNECTION_WORDS[report.connection] if report.connection else NOT_ANSWERED


def _about(journey: Journey) -> str:
    """How many questions were answered, not how: somebody else may be looking at this page too."""
    given = len(journey.about())
    return f"{given} of {len(QUESTIONS)} questions answered" if given else NOT_ANSWERED
