"""Reads the sentences an officer chooses from instead of writing them anew: replies.toml.

Refuses a reason to decline without a sentence, a sentence for a reason nobody has, and one that is too long.
"""

from portal.core.replies import Replies, Reply
from portal.partnership.reading.tables import Table

DECLINE_CODES = ("not-ours", "unclear", "one-person", "abusive", "before-a-court", "same-again", "test")
"""The reasons for which a report is not taken up; each has the sentence that its writer reads."""

MAX_WORDS = 500  # characters: what a person reads on a phone without scrolling


def read_replies(top: Table) -> Replies:
    """The sentences in the order of the file."""
    made = Replies(decline=_replies(top, "decline"), questions=_replies(top, "question"))
    there = {reply.code for reply in made.decline}
    for code in DECLINE_CODES:
        if code not in there:
            top.fault(None, f"no [[decline]] “{code}”: whoever reported would read nothing")
    top.finish()
    return made


def _replies(top: Table, kind: str) -> tuple[Reply, ...]:
    found: list[Reply] = []
    for table in top.tables(kind):
        reply = Reply(table.code("code"), table.text("name"), table.text("words"))
        if reply.code in {other.code for other in found}:
            table.fault("code", f"a second {kind} “{reply.code}”")
        if kind == "decline" and reply.code and reply.code not in DECLINE_CODES:
            table.fault("code", f"“{reply.code}” is no reason to decline: {', '.join(DECLINE_CODES)}")
        if len(reply.words) > MAX_WORDS:
            table.fault("words", f"longer than {MAX_WORDS} characters")
        found.append(reply)
        table.finish()
    return tuple(found)
