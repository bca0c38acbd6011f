"""The closed sets of a group's room, and the words pages show for them; holds nothing else."""

from collections.abc import Mapping
from enum import StrEnum


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Presence(StrEnum):
    """Who came for a service."""

    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class Visibility(StrEnum):
    """Whether an item may leave the room."""

    OPEN = "open"
    CLOSED = "closed"


class Source(StrEnum):
    """Where an item of the agenda came from."""

    OWN = "own"
    WORK_PLAN = "work-plan"
    THEME = "theme"
    CONSULTATION = "consultation"
    REFERRAL = "referral"
    QUESTION = "question"
    RETURN = "return"


class Channel(StrEnum):
    """How papers went out."""

    MAIL = "mail"
    PRINT = "print"


class Agreement(StrEnum):
    """What a service said to a decision that binds it."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ReturnKind(StrEnum):
    """What a tactical group passes on."""

    LESSONS = "lessons"
    RISKS = "risks"
    SHORTFALLS = "shortfalls"
    TRAINING = "training"
    SUCCESSES = "successes"


class ReturnStep(StrEnum):
    """What happened to a return."""

    RAISED = "raised"
    APPROVED = "approved"
    ESCALATED = "escalated"
    ANSWERED = "answered"


class Mark(StrEnum):
    """What a group does from time to time, and shows that it did."""

    UPDATE = "update"
    REVIEW = "review"


PRESENCE_WORDS: Mapping[Presence, str] = {
    Presence.PRESENT: "Present",
    Presence.DEPUTY: "Deputy present",
    Presence.APOLOGIES: "Sent apologies",
    Presence.ABSENT: "Not there",
}

SOURCE_WORDS: Mapping[Source, str] = {
    Source.OWN: "Put on by the chair",
    Source.WORK_PLAN: "Work plan",
    Source.THEME: "Emerging theme",
    Source.CONSULTATION: "Consultation",
    Source.REFERRAL: "Sent by scrutiny",
    Source.QUESTION: "Question from the public",
    Source.RETURN: "Passed on by another group",
}

KIND_WORDS: Mapping[ReturnKind, str] = {
    ReturnKind.LESSONS: "What we learnt",
    ReturnKind.RISKS: "A risk, or people who need protection",
    ReturnKind.SHORTFALLS: "A problem, a shortage, or policies that pull apart",
    ReturnKind.TRAINING: "Training that is missing",
    ReturnKind.SUCCESSES: "Something new that worked",
}

REPRESENTED = frozenset({Presence.PRESENT, Presence.DEPUTY})
"""A deputy decides for the service like its representative."""

SETTLED = frozenset({ActionState.DONE, ActionState.DROPPED})
