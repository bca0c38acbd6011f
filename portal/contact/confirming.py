"""Words that say whether somebody reported, which no letter to a person who asks about themselves may hold.

A list of turns of phrase can be got round; the letters' fixed words are what keeps the promise.
"""

import re

_CONFIRMS = re.compile(
    r"\b(report(s|ed)?|concern(s)?|complaint(s)?)\s+(was\s+|were\s+|has\s+been\s+|have\s+been\s+)?"
    r"(made\s+|received\s+|sent\s+|written\s+)?(about|against|on)\s+you\b"
    r"|\b(some(body|one)|a\s+neighbour|they)\s+(has\s+|have\s+)?(reported|named|wrote|complained)\b"
    r"|\bno(body|\s+one)\s+(has\s+)?(reported|named|complained)\b"
    r"|\bwe\s+(do\s+not\s+|don['’]t\s+)?(hold|have|got|received|keep)\s+"
    r"(an?|any|no|one|two|three|several|some|\d+)\s+(report|concern|complaint)s?\b"
    r"|\byou\s+(were|are|have\s+been)\s+(not\s+)?(reported|named)\b",
    re.I,
)


def confirms(letter: str) -> str:
    """The first words that tell of a report or of none; empty where there are none."""
    found = _CONFIRMS.search(letter)
    return found[0] if found else ""
