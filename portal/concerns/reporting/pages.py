"""What each page of the report shows besides its form, as frozen values; keeps nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.fields import choices_of
from portal.concerns import service
from portal.concerns.report import Before, HowOften, Report, TimeOfDay, When
from portal.concerns.reporting import maps, questions, standing
from portal.concerns.reporting.journey import Journey
from portal.concerns.reporting.questions import Step
from portal.concerns.rules import Risk
from portal.core.words import DangerKind, Piece, details, helplines, mask, pieces
from portal.partnership import loading
from portal.partnership import queries as partnership_queries
from portal.partnership.current import current, geography
from portal.partnership.helplines import HelplineView, view_of
from portal.partnership.rules import Topic
from portal.web.context import now, reading, settings

ALWAYS = ("999", "101")

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
class TopicGroup:
    """Topics under one heading."""

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Everything on the last page; `rows` are (question, answer, step that changes it)."""

    rows: tuple[tuple[str, str, str], ...]
    pieces: tuple[Piece, ...]
    kinds: tuple[str, ...]
    masked: str
    helplines: tuple[HelplineView, ...]
    read_by: datetime


def lines_of(codes: tuple[str, ...]) -> tuple[HelplineView, ...]:
    """These helplines; as they were shipped while the database holds none of them."""
    with reading() as session:
        stored = partnership_queries.helplines(session, codes)
    return stored or _shipped(codes)


def _shipped(codes: tuple[str, ...]) -> tuple[HelplineView, ...]:
    content = loading.load_content(loading.folder(settings().partnership))
    lines = {line.code: view_of(line) for line in content.helplines}
    return tuple(lines[code] for code in codes if code in lines)


def topic_groups(topics: tuple[Topic, ...]) -> tuple[TopicGroup, ...]:
    """Topics by the family of their first kind; one without kinds stands with the one before it."""
    groups: dict[str, list[str]] = {}
    family = ""
    for topic in topics:
        family = topic.subtopics[0].family if topic.subtopics else family
        groups.setdefault(family, []).append(topic.code)
    names = {family.code: family.name for family in current().families}
    return tuple(TopicGroup(names.get(code, ""), tuple(codes)) for code, codes in groups.items())


def danger_lines(text: str) -> tuple[HelplineView, ...]:
    """The helplines that fit what the words suggest; none where they suggest nothing."""
    kinds = frozenset(DangerKind(kind) for kind in service.signs_of(text).dangers)
    return lines_of(helplines(kinds)) if kinds else ()


def check_of(report: Report, spot: dict[str, Any], steps: tuple[Step, ...]) -> Check:
    """The last page of a finished report."""
    topic = current().topic(report.topic)
    kind = current().subtopic(report.subtopic).name
    rows = [
        ("What it is about", topic.name, Step.TOPIC),
        ("Which kind", kind, Step.SUBTOPIC),
        ("Where", spot["words"], Step.PLACE),
        ("When it happened last", questions.WHEN_WORDS[When(report.when)], Step.WHEN),
        ("How often", questions.OFTEN_WORDS[HowOften(report.often)], Step.WHEN),
        ("Time of day", questions.TIME_WORDS[TimeOfDay(report.time_of_day)], Step.WHEN),
        ("Before, or to others", questions.BEFORE_WORDS[Before(report.before)], Step.BEFORE),
    ]
    cut = pieces(report.text)
    dangers = danger_lines(report.text)
    return Check(
        rows=tuple((name, words, step.value) for name, words, step in rows if step in steps),
        pieces=cut,
        kinds=tuple(sorted({DETAIL_WORDS[piece.kind] for piece in cut if piece.kind})),
        masked=mask(report.text, details(report.text)),
        helplines=dangers,
        read_by=service.read_by(standing.promised().clocks, Risk.HIGH if dangers else Risk.NORMAL, now=now()),
    )


def _topic(journey: Journey, form: Any) -> dict[str, Any]:
    topics = current().topics
    form.topic.choices = choices_of([(topic.code, topic.name) for topic in topics])
    return {"groups": topic_groups(topics), "hints": {topic.code: topic.hint for topic in topics}}


def _advice(journey: Journey, form: Any) -> dict[str, Any]:
    topic = journey.topic
    assert topic is not None and topic.diversion is not None
    goes_on = topic.diversion.may_continue and topic.takes_reports
    return {
        "diversion": topic.diversion,
        "helplines": lines_of(topic.diversion.helplines),
        "goes_on": goes_on,
    }


def _subtopic(journey: Journey, form: Any) -> dict[str, Any]:
    subtopics = journey.topic.subtopics if journey.topic else ()
    form.subtopic.choices = choices_of([(each.code, each.name) for each in subtopics])
    return {}


def _place(journey: Journey, form: Any) -> dict[str, Any]:
    wards = sorted(current().wards, key=lambda ward: ward.name)
    choices = [("", "Choose a ward"), *((ward.code, ward.name) for ward in wards)]
    form.ward.choices = choices_of(choices)
    return {"map": maps.report_map(), "area_name": current().area_name}


def _matches(journey: Journey, form: Any) -> dict[str, Any]:
    ground = geography()
    found = [ground.place(code) for code in journey.values["matches"]]
    form.place.choices = choices_of(
        [(place.code, f"{place.name}, {ground.ward_name(place.ward)}") for place in found]
    )
    return {}


def _confirm(journey: Journey, form: Any) -> dict[str, Any]:
    return {"spot": journey.values["spot"]}


def _what(journey: Journey, form: Any) -> dict[str, Any]:
    clocks = standing.promised().clocks
    return {
        "read_by": service.read_by(clocks, Risk.NORMAL, now=now()),
        "hours": service.staffed_hours(clocks),
    }


def _check(journey: Journey, form: Any) -> dict[str, Any]:
    return {"check": check_of(journey.report(), journey.values["spot"], journey.steps)}


PREPARE: dict[Step, Callable[[Journey, Any], dict[str, Any]]] = {
    Step.TOPIC: _topic,
    Step.ADVICE: _advice,
    Step.SUBTOPIC: _subtopic,
    Step.PLACE: _place,
    Step.MATCHES: _matches,
    Step.CONFIRM: _confirm,
    Step.WHAT: _what,
    Step.CHECK: _check,
}
"""What gives a form its choices and its page the rest."""
