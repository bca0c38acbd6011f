"""What a reporter has answered so far. It travels with the pages and is kept nowhere until it is sent.

An answer is either complete, or a draft that the page shows again; changing the topic or the place forgets
what followed from it. Refuses to become a report while an answer is missing.
"""

from datetime import datetime
from typing import Any

from portal.concerns.equality import QUESTIONS
from portal.concerns.report import (
    MAX_TEXT,
    Before,
    Connection,
    HowMuch,
    HowOften,
    Impact,
    Report,
    TimeOfDay,
    When,
    Where,
    unsafe_of,
)
from portal.concerns.reporting.questions import IMPACT_WORDS, OPTIONAL, Step, after, before, first_open, path
from portal.core.errors import DomainError
from portal.partnership.rules import Partnership, Topic

FOLLOWS: dict[Step, tuple[Step, ...]] = {
    Step.TOPIC: (Step.ADVICE, Step.SUBTOPIC),
    Step.PLACE: (Step.MATCHES,),
}

Answers = dict[str, str]

SKIPPED: Answers = {"seen": "yes"}
"""What stands for a page that was left out."""

MAX_DRAFT = 4 * MAX_TEXT
"""Characters of an answer that travel while it does not fit: the next page has to be small enough to send."""


class NotFinished(DomainError):
    """An answer is missing; `.step` asks for it."""

    code = "not-finished"
    step: Step


class Journey:
    """The answers of one report, read from and written to the hidden state."""

    def __init__(self, values: dict[str, Any], partnership: Partnership, *, now: datetime) -> None:
        """Go on from `values`, or begin with empty ones."""
        self.values: dict[str, Any] = {
            "began": now.isoformat(),
            "answers": {},
            "drafts": {},
            "matches": [],
            "spot": None,
            "receipt": "",
            "checked": False,
            **values,
        }
        self._partnership = partnership

    @property
    def began(self) -> datetime:
        """When the first page was asked for."""
        return datetime.fromisoformat(self.values["began"])

    @property
    def topic(self) -> Topic | None:
        """The topic that was chosen."""
        code = self._answer(Step.TOPIC, "topic")
        return self._partnership.topic(code) if code else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The pages of this journey, as far as the answers tell."""
        topic = self.topic
        return path(
            advice=topic is None or topic.diversion is not None,
            subtopics=len(topic.subtopics) if topic else 0,
            matches=bool(self.values["matches"]),
            unsafe=self._asks_unsafe(),
        )

    def stands(self, step: Step) -> bool:
        """Whether what a page speaks of is there: a topic, a place, or places to choose from."""
        if step in (Step.ADVICE, Step.SUBTOPIC):
            return self.topic is not None
        if step is Step.CONFIRM:
            return self.values["spot"] is not None
        return step is not Step.MATCHES or bool(self.values["matches"])

    def shown(self, step: Step) -> Answers:
        """What a page is filled with: what was typed last, complete or not."""
        drafts: dict[str, Answers] = self.values["drafts"]
        answers: dict[str, Answers] = self.values["answers"]
        return drafts.get(step) or answers.get(step) or {}

    def keep(self, step: Step, answers: Answers) -> None:
        """Take a complete answer; what followed from another one is forgotten."""
        known = self.values["answers"].get(step)
        self.values["answers"][step] = answers
        self.values["drafts"].pop(step, None)
        if known != answers:
            self._forget(step)

    def draft(self, step: Step, answers: Answers) -> None:
        """Take what was typed on a page that is left incomplete; what was skipped stays skipped."""
        if not answers and step in OPTIONAL and self.values["answers"].get(step) == SKIPPED:
            return
        if answers != self.values["answers"].get(step):
            self.values["answers"].pop(step, None)
            self.values["drafts"][step] = {name: words[:MAX_DRAFT] for name, words in answers.items()}

    def put(self, spot: dict[str, Any] | None, matches: tuple[str, ...] = ()) -> None:
        """Where the place turned out to be; or the codes of the places it may be."""
        self.values["spot"] = spot
        self._confirm_again()
        if spot is None:
            self.values["matches"] = list(matches)
            for later in FOLLOWS[Step.PLACE]:
                self.values["answers"].pop(later, None)

    def next_of(self, step: Step) -> Step:
        """The page after this one; once everything was checked, the first that is still open."""
        return first_open(self._answered(), self.steps) if self.values["checked"] else after(step, self.steps)

    def back_of(self, step: Step) -> Step:
        """The page before this one."""
        return before(step, self.steps)

    def first_open(self) -> Step:
        """The first page without an answer; the check page when there is none."""
        return first_open(self._answered(), self.steps)

    def report(self) -> Report:
        """The finished report. Raises `NotFinished`."""
        step, topic, spot = self.first_open(), self.topic, self.values["spot"]
        if step is not Step.CHECK or topic is None or spot is None:
            raise NotFinished(step=step)
        only = topic.subtopics[0].code if len(topic.subtopics) == 1 else ""
        return Report(
            topic=topic.code,
            subtopic=self._answer(Step.SUBTOPIC, "subtopic") or only,
            where=Where(spot["area"], spot["ward"], spot["lat"], spot["lon"], self._detail),
            when=When(self._answer(Step.WHEN, "happened")),
            often=HowOften(self._answer(Step.WHEN, "how_often")),
            time_of_day=TimeOfDay(self._answer(Step.WHEN, "time_of_day")),
            before=Before(self._answer(Step.BEFORE, "happened_before")),
            text=self._answer(Step.WHAT, "text"),
            unsafe=unsafe_of(self._answer(Step.UNSAFE, "unsafe") if Step.UNSAFE in self.steps else ""),
            impact=Impact(*(self._how_much(each) for each in IMPACT_WORDS)),
            connection=Connection(tie) if (tie := self._answer(Step.CONNECTION, "connection")) else None,
        )

    def about(self) -> Answers:
        """What the writer said about themselves, by question; it never becomes a part of the report."""
        answers: Answers = self.values["answers"].get(Step.ABOUT, {})
        return {question.code: answers[question.code] for question in QUESTIONS if question.code in answers}

    @property
    def _detail(self) -> str:
        return self._answer(Step.CONFIRM, "detail")

    def _confirm_again(self) -> None:
        """Another place has to be confirmed anew; what was written to find it stays in its box."""
        detail = self._detail
        self.values["answers"].pop(Step.CONFIRM, None)
        if detail:
            self.values["drafts"][Step.CONFIRM] = {"detail": detail}

    def _answer(self, step: Step, name: str) -> str:
        found: Answers = self.values["answers"].get(step, {})
        return found.get(name, "")

    def _how_much(self, name: str) -> HowMuch | None:
        answer = self._answer(Step.IMPACT, name)
        return HowMuch(answer) if answer else None

    def _asks_unsafe(self) -> bool:
        """Whether reasons are asked for; until the kind is known, whether one of the topic's kinds does."""
        kinds = self.topic.subtopics if self.topic else ()
        chosen = self._answer(Step.SUBTOPIC, "subtopic")
        return any(kind.asks_unsafe for kind in kinds if chosen in ("", kind.code))

    def _answered(self) -> set[str]:
        return set(self.values["answers"])

    def _forget(self, step: Step) -> None:
        for other in FOLLOWS.get(step, ()):
            self.values["answers"].pop(other, None)
            self.values["drafts"].pop(other, None)
        if step is Step.PLACE:
            self.put(None)
