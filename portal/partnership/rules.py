"""What a partnership is made of, as frozen values, so that no page or rule ever names one partnership.

Refuses an unknown code by a named error; holds no words of its own and reads no file (loading.py does).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from portal.core.errors import NotFound
from portal.core.replies import Replies
from portal.partnership.case_review import CaseReview as CaseReview
from portal.partnership.clocks import Clocks as Clocks
from portal.partnership.colours import Palette
from portal.partnership.consulting import Audience as Audience
from portal.partnership.consulting import Election as Election
from portal.partnership.consulting import PaperCopies as PaperCopies
from portal.partnership.legal import Legal as Legal
from portal.partnership.meeting import MeetingRules, Rhythm
from portal.partnership.referring import Referring as Referring
from portal.partnership.scrutiny import Scrutiny as Scrutiny


class UnknownCode(NotFound):
    """No group, topic, subtopic, family, ward or record has this code."""

    code = "unknown-code"

    def __init__(self, kind: str, value: str) -> None:
        super().__init__(kind=kind, value=value)


class Tier(StrEnum):
    """The levels at which a partnership works, highest first; the word shown is `Group.tier_name`."""

    SCRUTINY = "scrutiny"
    BOARD = "board"
    EXECUTIVE = "executive"
    STRATEGIC = "strategic"
    TACTICAL = "tactical"
    TASK_AND_FINISH = "task_and_finish"


@dataclass(frozen=True, slots=True)
class Authority:
    """A responsible authority under section 5 of the Crime and Disorder Act 1998."""

    code: str
    name: str
    role: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who to turn to when a place lies outside the area."""

    name: str
    area: str
    url: str


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long a kind of record is kept: `days` counts from the event `words` names; 0 means at once."""

    record: str
    days: int
    words: str


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours and drawings of a partnership; `night` is for screens set to dark, `icon_svg` for 16 pixels."""

    day: Palette
    night: Palette | None
    mark_svg: str
    icon_svg: str


@dataclass(frozen=True, slots=True)
class MapFrame:
    """Where a map opens (WGS84 degrees) and how far it may be moved and zoomed."""

    lat: float
    lon: float
    zoom: int
    min_zoom: int
    max_zoom: int
    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Group:
    """A body of the partnership, or one that looks over it (`sits_outside`)."""

    code: str
    name: str
    short_name: str
    tier: Tier
    tier_name: str
    parent: str | None
    cadence: str
    chair_role: str
    remit: tuple[str, ...]
    duties: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    quorum: str = ""
    sits_outside: bool = False
    rhythm: Rhythm = Rhythm()

    @property
    def quorate_at(self) -> int | None:
        """How many of the standing members make a quorum (half, rounded up); None where no rule is kept."""
        return -(-len(self.members) // 2) if self.quorum and self.members else None


@dataclass(frozen=True, slots=True)
class Diversion:
    """What a reporter is told before a topic's form, and whom to call instead."""

    heading: str
    words: str
    helplines: tuple[str, ...]
    may_continue: bool
    acknowledge: bool = False  # nobody watches this all day: the reporter says that this was read


@dataclass(frozen=True, slots=True)
class Subtopic:
    """The leaf that is reported and routed; it has exactly one owner, inside (`owner`) or outside."""

    code: str
    name: str
    family: str
    owner: str | None
    copies: tuple[str, ...]
    sensitive: bool
    outside_owner: str = ""
    asks_unsafe: bool = False  # whether the reporter may tick why the place feels unsafe

    @property
    def kept_by(self) -> frozenset[str]:
        """The groups that follow it up: the owner, or, where that is outside, those who get a copy."""
        return frozenset((self.owner,)) if self.owner else frozenset(self.copies)


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of subtopics as a reporter meets it."""

    code: str
    name: str
    hint: str
    subtopics: tuple[Subtopic, ...]
    diversion: Diversion | None
    takes_reports: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A broad kind of concern, for figures by ward."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Ward:
    """An electoral ward; seats and population are None where they are not confirmed."""

    code: str
    name: str
    seats: int | None
    population: int | None


@dataclass(frozen=True, slots=True)
class Partnership:
    """Everything that makes one partnership, read once at start."""

    code: str
    name: str
    short_name: str
    area_name: str
    vision: str
    mission: str
    authorities: tuple[Authority, ...]
    controller: str
    dpo: str
    policing_body: str
    scrutiny_committee: str
    council_name: str
    police_name: str
    clocks: Clocks
    retention: tuple[RetentionRule, ...]
    brand: Brand
    map: MapFrame
    groups: tuple[Group, ...]
    topics: tuple[Topic, ...]
    families: tuple[Family, ...]
    wards: tuple[Ward, ...]
    attribution: str
    neighbours: tuple[Neighbour, ...]
    engagement_group: str  # the group that gathers what the public says
    replies: Replies
    facts_note: str = ""
    audiences: tuple[Audience, ...] = ()
    elections: tuple[Election, ...] = ()
    paper_copies: PaperCopies = PaperCopies("", "", "")
    meeting_rules: MeetingRules = MeetingRules()
    case_review: CaseReview = CaseReview()
    scrutiny: Scrutiny = Scrutiny()
    referring: Referring = Referring()
    legal: Legal = Legal()
    languages: tuple[str, ...] = ()  # tags of the languages beside English, in the order they are offered

    def group(self, code: str) -> Group:
        """The group with this code. Raises `UnknownCode`."""
        return _find(self.groups, "group", code)

    def topic(self, code: str) -> Topic:
        """The topic with this code. Raises `UnknownCode`."""
        return _find(self.topics, "topic", code)

    def subtopic(self, code: str) -> Subtopic:
        """The subtopic with this code, in whichever topic. Raises `UnknownCode`."""
        return _find(tuple(sub for topic in self.topics for sub in topic.subtopics), "subtopic", code)

    def topic_of(self, subtopic: str) -> Topic:
        """The topic a subtopic belongs to. Raises `UnknownCode`."""
        for topic in self.topics:
            if any(sub.code == subtopic for sub in topic.subtopics):
                return topic
        raise UnknownCode("subtopic", subtopic)

    def family(self, code: str) -> Family:
        """The family with this code. Raises `UnknownCode`."""
        return _find(self.families, "family", code)

    def ward(self, code: str) -> Ward:
        """The ward with this code. Raises `UnknownCode`."""
        return _find(self.wards, "ward", code)

    def retention_rule(self, record: str) -> RetentionRule:
        """How long `record` is kept. Raises `UnknownCode`."""
        for rule in self.retention:
            if rule.record == record:
                return rule
        raise UnknownCode("record", record)

    def groups_of(self, subtopic: str) -> tuple[Group, ...]:
        """The groups a subtopic is routed to: its owner first, then those who get a copy."""
        found = self.subtopic(subtopic)
        return tuple(self.group(code) for code in (found.owner, *found.copies) if code)

    def children_of(self, code: str) -> tuple[Group, ...]:
        """The groups that report to this one, in the order of the file."""
        return tuple(group for group in self.groups if group.parent == code)

    def below(self, code: str) -> tuple[Group, ...]:
        """This group and every group that reports to it, directly or through others."""
        below = (each for child in self.children_of(code) for each in self.below(child.code))
        return (self.group(code), *below)

    def subtopics_of(self, group: str) -> tuple[Subtopic, ...]:
        """What a group may know of: what it or a group below it follows up, and what it gets a copy of."""
        below = {each.code for each in self.below(group)}
        every = (sub for topic in self.topics for sub in topic.subtopics)
        return tuple(sub for sub in every if group in sub.copies or below & sub.kept_by)


_Coded = TypeVar("_Coded", Group, Topic, Subtopic, Family, Ward)


def _find(values: tuple[_Coded, ...], kind: str, code: str) -> _Coded:
    for value in values:
        if value.code == code:
            return value
    raise UnknownCode(kind, code)
