"""How a report of a concern is put in words for whoever decides on it."""

from datetime import datetime

from portal.concerns.conversation.rules import ANSWERED, ASKED
from portal.concerns.opened import Opened, PastDecision, Waiting, Words
from portal.concerns.rules import CORRECTED, SURGE, DeclineCode, Purpose, State, Verb
from portal.concerns.safeguarding import Handover, Told
from portal.concerns.same_event import Candidate
from portal.core.leads import open_to_officers
from portal.moderation.concern_ticks import tick_facts
from portal.moderation.desks import Past, Text, text_of
from portal.moderation.rules import Sign
from portal.moderation.words import PURPOSES, SECOND_PERSON, UNOPENED, agencies
from portal.partnership.rules import Partnership
from portal.web.filters import day, month

VERBS = {
    Verb.COUNT: "Count it: the figures take it in, your copy is kept for analysts",
    Verb.DECLINE: "Decline it: it is left out of the figures, for one of the listed reasons",
    Verb.ESCALATE: "Escalate it: only safeguarding leads see it from now on",
    Verb.RETURN: "Return it to the officers’ queue",
    Verb.COUNT_AS_ESCALATED: "Dealt with: count it as escalated, and nothing more",
    Verb.REOPEN: "Take the last decision back",
}
CODES = {
    DeclineCode.NOT_OURS: "It belongs to somebody else, who was named to the writer",
    DeclineCode.UNCLEAR: "It cannot be understood",
    DeclineCode.ONE_PERSON: "It is about one person and nothing else",
    DeclineCode.ABUSIVE: "It is abusive",
    DeclineCode.BEFORE_A_COURT: "It is before a court",
    DeclineCode.SAME_AGAIN: "The same writer sent it before",
    DeclineCode.TEST: "It was a test",
}
TOGETHER = (DeclineCode.SAME_AGAIN, DeclineCode.TEST, DeclineCode.ABUSIVE, DeclineCode.NOT_OURS)
"""Reasons that many reports of one topic may share."""

BANDS = {
    "right-now": "Right now",
    "today": "Today",
    "this-week": "This week",
    "this-month": "This month",
    "longer": "Longer ago",
    "once": "Once",
    "a-few-times": "A few times",
    "most-weeks": "Most weeks",
    "most-days": "Most days",
    "morning": "Mornings",
    "afternoon": "Afternoons",
    "evening": "Evenings",
    "night": "At night",
    "any-time": "Any time",
    "first-time": "For the first time",
    "to-me": "Before, to the writer",
    "to-others": "Before, to others",
    "to-me-and-others": "Before, to the writer and to others",
    "not-sure": "Not sure",
}

STANDS = {State.HELD: "waits", State.COUNTED: "counted"}
SHORT = 8  # characters of an id that are enough to know it again


def signs(row: Waiting, now: datetime) -> tuple[Sign, ...]:
    """What to know before opening."""
    signs = []
    if row.second_for:
        signs.append(Sign("late", "waits for a second person"))
    if open_to_officers(row.lead_by, now):
        signs.append(Sign("late", "no lead opened it"))
    if any(flag.startswith("danger:") for flag in row.flags):
        signs.append(Sign("danger", "danger words"))
    details = sum(flag.startswith("detail:") for flag in row.flags)
    if details:
        signs.append(Sign("", f"{details} kind{'s' if details > 1 else ''} of personal detail"))
    if ANSWERED in row.flags:
        signs.append(Sign("", "the writer answered"))
    elif ASKED in row.flags and not row.message_waiting:
        signs.append(Sign("quiet", "asked, no answer yet"))
    if CORRECTED in row.flags or (row.message_waiting and ANSWERED not in row.flags):
        signs.append(Sign("", "the writer added something"))
    if SURGE in row.flags:
        signs.append(Sign("quiet", "part of a surge"))
    return tuple(signs)


def facts(found: Opened, partnership: Partnership) -> tuple[tuple[str, str], ...]:
    """What was ticked, and what only whoever opens it sees."""
    line = found.line
    held = line.state in (State.HELD, State.ESCALATED)
    return (
        ("Topic", f"{partnership.topic(line.topic).name}: {partnership.subtopic(line.subtopic).name}"),
        ("Ward", partnership.ward(line.ward).name),
        ("Happened", BANDS[found.happened]),
        ("How often", BANDS[found.how_often]),
        ("Time of day", BANDS[found.time_of_day]),
        ("Before", BANDS[found.happened_before]),
        *tick_facts(found.ticks),
        ("Received", day(line.received_on) if held else month(line.received_on)),
        *_point(found.original),
    )


def texts(found: Opened) -> tuple[Text, ...]:
    """The original and what was added later."""
    first = (text_of("What was written", found.original.text),) if found.original else ()
    return (*first, *(text_of(_when(each), _with_detail(each)) for each in found.corrections))


def _with_detail(words: Words) -> str:
    return f"{words.text}\n\nTo find it: {words.detail}" if words.detail else words.text


def _when(words: Words) -> str:
    what = "Answered" if words.answers else "Added"
    return f"{what} on {day(words.written_on)}" if words.written_on else what


def _point(words: Words | None) -> tuple[tuple[str, str], ...]:
    """What is sealed about the place: the point, and what the writer added to find it."""
    if words is None:
        return ()
    told = (("To find it, for your eyes only", words.detail),) if words.detail else ()
    if words.lat is None or words.lon is None:
        return told
    return (*told, ("Exact point, for your eyes only", f"{words.lat:.5f}, {words.lon:.5f}"))


def past(row: PastDecision) -> Past:
    """An earlier decision."""
    words = VERBS[row.verb].split(":")[0]
    return Past(f"{words}, once a second person agrees" if row.waited else words, row.reason, row.taken_out)


def candidate(row: Candidate) -> tuple[str, str]:
    """A report that may tell of the same event: its id, and how to know it."""
    place = ", same map area" if row.same_area else ""
    return row.id, f"{row.id[:SHORT]}, {month(row.received_on)}, {STANDS[row.state]}{place}"


def told(row: Told, partnership: Partnership) -> str:
    """Who was told, when and why."""
    agency = dict(agencies(partnership)).get(row.agency, row.agency)
    purpose = next(words for code, words in PURPOSES if code is Purpose(row.purpose))
    return f"{agency}, {day(row.told_on)}: {purpose[0].lower()}{purpose[1:]}"


def handover(row: Handover) -> tuple[str, str]:
    """A note of an earlier lead: heading and words."""
    return f"Note of {day(row.written_on)}", row.words


def told_apart(found: Opened, *, room: bool, actor_id: str, now: datetime) -> tuple[str, ...]:
    """What to know before deciding."""
    said = []
    if found.line.second_for:
        said.append(SECOND_PERSON[found.line.second_for == actor_id])
    if not room and open_to_officers(found.line.lead_by, now):
        said.append(UNOPENED)
    if found.duplicate_of:
        said.append(f"It tells of the same event as {found.duplicate_of[:SHORT]}, which is counted instead.")
    if found.put_with:
        many = f"{len(found.put_with)} other report{'s' if len(found.put_with) > 1 else ''}"
        said.append(f"It is counted for {many} of the same event as well.")
    return tuple(said)
