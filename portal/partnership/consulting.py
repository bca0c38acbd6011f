"""What a partnership's consultations rest on: whom it addresses, and when elections ask for restraint."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Audience:
    """People a consultation may be meant for, such as businesses; for the filter of the public list."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Election:
    """An election and the days of restraint before it: from `begins` to polling `day`, both included."""

    name: str
    begins: date
    day: date
    source: str


@dataclass(frozen=True, slots=True)
class PaperCopies:
    """Where a filled-in paper goes, and how to have one sent by post."""

    hand_in: str
    post_to: str
    ask_for_one: str
