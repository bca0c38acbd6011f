"""What each page of the report shows besides its form, as frozen values; keeps nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forms.fields import choices_of
from portal.concerns import service
from portal.concerns.equality import QUESTIONS
from portal.concerns.reporting import place_pages, standing
from portal.concerns.reporting.journey import Journey
from portal.concerns.reporting.questions import Step
from portal.concerns.rules import Risk
from portal.partnership import loading
from portal.partnership import queries as partnership_queries
from portal.partnership.current import current
from portal.partnership.helplines import HelplineView, view_of
from portal.partnership.rules import Topic
from portal.web.context import now, reading, settings

ALWAYS = ("999", "101")

OUTREACH = "outreach"
"""The topic that leads to help for people in need."""


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Topics under one heading."""

    name: str
    codes: tuple[str, ...]


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


def _topic(journey: Journey, form: Any) -> dict[str, Any]:
    topics = current().topics
    form.topic.choices = choices_of([(topic.code, topic.name) for topic in topics])
    return {"groups": topic_groups(topics), "hints": {topic.code: topic.hint for topic in topics}}


def _advice(journey: Journey, form: Any) -> dict[str, Any]:
    topic = journey.topic
    assert topic is not None and topic.diversion is not None
    goes_on = topic.diversion.may_continue and topic.takes_reports
    if not (goes_on and topic.diversion.acknowledge):
        form.without_tick()
    return {
        "diversion": topic.diversion,
        "helplines": lines_of(topic.diversion.helplines),
        "goes_on": goes_on,
    }


def _subtopic(journey: Journey, form: Any) -> dict[str, Any]:
    subtopics = journey.topic.subtopics if journey.topic else ()
    form.subtopic.choices = choices_of([(each.code, each.name) for each in subtopics])
    return {}


def _what(journey: Journey, form: Any) -> dict[str, Any]:
    clocks = standing.promised().clocks
    return {
        "read_by": service.read_by(clocks, Risk.NORMAL, now=now()),
        "hours": service.staffed_hours(clocks),
    }


def _about(journey: Journey, form: Any) -> dict[str, Any]:
    return {"questions": QUESTIONS}


TEMPLATES: dict[Step, str] = {
    Step.DANGER: "concerns/report_danger.html",
    Step.TOPIC: "concerns/report_topic.html",
    Step.ADVICE: "concerns/report_advice.html",
    Step.SUBTOPIC: "concerns/report_subtopic.html",
    Step.PLACE: "concerns/report_place.html",
    Step.MATCHES: "concerns/report_matches.html",
    Step.CONFIRM: "concerns/report_confirm.html",
    Step.WHEN: "concerns/report_when.html",
    Step.WHAT: "concerns/report_what.html",
    Step.BEFORE: "concerns/report_before.html",
    Step.UNSAFE: "concerns/report_unsafe.html",
    Step.IMPACT: "concerns/report_impact.html",
    Step.CONNECTION: "concerns/report_connection.html",
    Step.ABOUT: "concerns/report_about.html",
    Step.CHECK: "concerns/report_check.html",
}

PREPARE: dict[Step, Callable[[Journey, Any], dict[str, Any]]] = {
    Step.TOPIC: _topic,
    Step.ADVICE: _advice,
    Step.SUBTOPIC: _subtopic,
    Step.PLACE: place_pages.place,
    Step.MATCHES: place_pages.matches,
    Step.CONFIRM: place_pages.confirm,
    Step.WHAT: _what,
    Step.ABOUT: _about,
}
"""What gives a form its choices and its page the rest."""
