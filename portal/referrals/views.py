"""A referral as pages read it: frozen, as it stands today by the calendar, with every clock and notice."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.referrals.clocks import Due
from portal.referrals.matter import Evidence, Matter
from portal.referrals.owing import NoticeRow
from portal.referrals.rules import AnswerKind, State, Verb
from portal.referrals.sitting import Day, SittingState


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral in a list; `state` and `sitting` are reckoned for today, `next_due` is the first due."""

    id: str
    reference: str
    title: str
    ward: str
    subtopic: str
    member_id: str
    state: State
    sensitive: bool
    insisted: bool
    on_committee: bool
    begun_on: date
    submitted_on: date | None
    sitting: Day | None
    ended_on: date | None
    version: int
    next_due: Due | None = None

    def is_late(self, today: date) -> bool:
        """Whether something that was due has not happened."""
        return self.next_due is not None and self.next_due.is_over(today)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One step that was taken; `by_clock`: nobody took it but the calendar."""

    version: int
    verb: Verb
    state: State
    actor_id: str
    by_clock: bool
    bodies: tuple[str, ...]
    sitting_id: str | None
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InformationLine:
    """What a body was asked, and what came."""

    id: str
    body: str
    asked: str
    asked_on: date
    due_on: date
    answer: str
    depersonalised: bool
    personal_reason: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """A body's answer to one recommendation, and how far it has come."""

    body: str
    recommendation_id: str
    answer: AnswerKind
    action: str
    by_on: date | None
    given_on: date
    progress: str
    progress_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """One recommendation with the answers that came."""

    id: str
    number: int
    words: str
    responses: tuple[ResponseLine, ...]


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """A body that has to answer; `waits_for` are the ids of recommendations it has not answered."""

    body: str
    report_on: date
    due_on: date
    later_reason: str
    expected_on: date | None
    answered_on: date | None
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A look of the committee at what became of its report."""

    on: date
    sitting_id: str | None
    found: str


@dataclass(frozen=True, slots=True)
class ReferralView:
    """One referral, whole. `verbs` are what the reader can do with it now."""

    line: ReferralLine
    matter: Matter
    evidence: Evidence | None
    considered_on: date | None
    decided_on: date | None
    body: str
    events: tuple[EventLine, ...]
    notices: tuple[NoticeRow, ...]
    dues: tuple[Due, ...]
    information: tuple[InformationLine, ...]
    recommendations: tuple[RecommendationLine, ...]
    recipients: tuple[RecipientLine, ...]
    reviews: tuple[ReviewLine, ...]
    verbs: tuple[Verb, ...]

    def note_of(self, *verbs: Verb) -> str:
        """The note of the newest step of one of these kinds; empty where there is none."""
        return next((each.note for each in reversed(self.events) if each.verb in verbs and each.note), "")

    @property
    def representations(self) -> tuple[EventLine, ...]:
        """What the member told the committee."""
        return tuple(each for each in self.events if each.verb is Verb.REPRESENT)


@dataclass(frozen=True, slots=True)
class SittingLine:
    """A sitting; `agenda_by` is the last day on which its agenda can be published."""

    id: str
    on: date
    begins: str
    place: str
    for_crime: bool
    state: SittingState
    moved_from: date | None
    note: str
    agenda_by: date
    listed: int
    discussed: int
    version: int


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A year's work programme, and who agreed to it on which day."""

    id: str
    year: str
    items: tuple[str, ...]
    consulted_on: date | None
    agreed_on: date | None
    agreed_with: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class OverdueNotice:
    """A notice that should be out by now, and whose referral it is."""

    id: str
    referral_id: str
    reference: str
    title: str
    kind: str
    told: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Tracked:
    """One recommendation and one body's answer to it, across all referrals; `answer` None while it waits."""

    referral_id: str
    reference: str
    number: int
    words: str
    body: str
    due_on: date
    response: ResponseLine | None
