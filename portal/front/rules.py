"""What a search finds, and in which order: the words of the question against titles, summaries and texts.

Pure and repeatable: same question, same documents, same answer. A long word that stands nowhere is taken for
the word of ours that is one slip of the finger away, and whoever asked is told so. Refuses nothing but
questions too short to mean anything.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from portal.core.words import danger

MAX_QUESTION = 100  # characters looked at; nobody searches for longer
SHORTEST = 2  # letters a question needs
TYPO_FROM = 5  # letters; in shorter words one slip makes another word
PREFIX_FROM = 3  # letters; shorter beginnings fit everything
MOST_WORDS = 10  # words looked at; more make no question clearer
MOST = 30  # results shown; beyond that a better question helps more

IDLE = frozenset(
    re.findall(
        r"\w+",
        "a about am an and are as at be by can do does for from get have how i if in is it me my of on or our"
        " that the there to was we what when where which who why with you your",
    )
)
"""Words that stand in every text and find nothing."""

ALSO = {
    "asb": "antisocial",
    "theft": "burglary",
    "noise": "neighbour",
    "scammer": "scam",
    "phishing": "fraud",
}
"""What people type, and the word that stands in our texts."""

ALARM = frozenset(
    re.findall(
        r"\w+",
        "999 112 emergency urgent danger attack attacked attacking stabbed stabbing bleeding dying overdose"
        " suicide suicidal rape raped kill killed strangled hostage kidnapped unconscious drowning",
    )
)
"""Single words that bring the emergency number up before any result."""

CALM = frozenset(
    re.findall(
        r"\w+",
        "attach attached attaching banger bleeping blending breeding browning crowning dancer doing"
        " droning drying dyeing emergence filled billed milled skilled tilled frowning gaped hanger lying"
        " manger overdone postage raced raged raked ranger rapid rated raved roped straggled strangler"
        " stubbed stubbing swabbed swabbing taped tying vaped",
    )
)
"""Ordinary words one slip away from a word of alarm."""


class Kind(StrEnum):
    """What a result is."""

    ADVICE = "Safety advice"
    HELPLINE = "Helpline"
    PLAN = "Our plan"
    CONSULTATION = "Consultation"
    OUTCOME = "You said, we did"
    NEWS = "News"
    GROUP = "Who we are"
    NOTICE = "About this site"
    WORD = "What a word means"


class Asked(StrEnum):
    """What came of a question."""

    NOTHING_YET = "nothing-yet"
    TOO_SHORT = "too-short"
    NOT_FOUND = "not-found"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Document:
    """One page, or a part of one, that a search can find."""

    kind: Kind
    title: str
    summary: str
    words: str
    href: str


TITLE, SUMMARY, TEXT = 12, 5, 2
"""What a word counts where it stands."""

EXACT, STEM, BEGINNING = 4, 3, 2
"""What a match counts, from the same word to its first letters."""


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text: lower case, no accents, "anti-social" as one word."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode("ascii")
    return tuple(re.findall(r"[a-z0-9]+", plain.replace("anti-social", "antisocial").replace("'", "")))


def question(text: str) -> tuple[str, ...]:
    """The words of a question that can find something; all of them when none is left."""
    asked = tuple(dict.fromkeys(tokens(text[:MAX_QUESTION])))
    return (tuple(word for word in asked if word not in IDLE) or asked)[:MOST_WORDS]


def asked(text: str, found: int) -> Asked:
    """What to tell whoever asked."""
    words = tokens(text[:MAX_QUESTION])
    if not text.strip():
        return Asked.NOTHING_YET
    if sum(map(len, words)) < SHORTEST:
        return Asked.TOO_SHORT
    return Asked.FOUND if found else Asked.NOT_FOUND


def alarms(text: str, documents: Iterable[Document] = ()) -> bool:
    """Whether the question sounds as if somebody needed help now, also with a slip of the finger."""
    text, shelf = text[:MAX_QUESTION], tuple(documents)
    words = tokens(text)
    slips = dict(mended(text, shelf)) | _alarm_slips(words, shelf)
    meant = tuple(slips.get(word, word) for word in words)
    return bool(ALARM & {*words, *meant} or danger(text) or (slips and danger(" ".join(meant))))


def _alarm_slips(words: Iterable[str], shelf: tuple[Document, ...]) -> dict[str, str]:
    """Each word one slip away from a word of alarm, unless it is ordinary or stands in our texts as it is."""
    near = {word: other for word in words for other in ALARM if one_slip(word, other)}
    texts = [_there(part) for each in shelf for part in _parts(each)] if near else []
    return {word: near[word] for word in near.keys() - CALM if not any(word in there for there in texts)}


def ranked(text: str, documents: Iterable[Document]) -> tuple[Document, ...]:
    """What fits, the best first: more of the question's words before fewer, then where and how they stand.

    At least half of the words must be found. Ties keep the order of the documents.
    """
    if asked(text, 0) is not Asked.NOT_FOUND:
        return ()
    documents = tuple(documents)
    slips = dict(mended(text, documents))
    words = tuple(slips.get(word, word) for word in question(text))
    scored: list[tuple[int, int, int, Document]] = []
    for place, document in enumerate(documents):
        each = [score(word, document) for word in words]
        hits = sum(1 for value in each if value)
        if hits and 2 * hits >= len(words):
            scored.append((-hits, -sum(each), place, document))
    return tuple(entry[3] for entry in sorted(scored, key=lambda entry: entry[:3]))[:MOST]


def mended(text: str, documents: Iterable[Document]) -> tuple[tuple[str, str], ...]:
    """Each word of the question that stands nowhere, and what we look for instead: one slip away, if any.

    Of several the one in most documents, then the first of the alphabet.
    """
    shelf = tuple(documents)
    unknown = [w for w in question(text) if len(w) >= TYPO_FROM and not any(score(w, each) for each in shelf)]
    if not unknown:
        return ()
    known = Counter(other for each in shelf for part in _parts(each) for other in _there(part))
    known.update(tuple(ALSO))
    near = {word: [other for other in known if one_slip(word, other)] for word in unknown}
    return tuple(
        (word, min(found, key=lambda other: (-known[other], other))) for word, found in near.items() if found
    )


def score(word: str, document: Document) -> int:
    """How well one word fits one document; 0 when it does not stand there."""
    forms = (word, ALSO[word]) if word in ALSO else (word,)
    weighed = zip((TITLE, SUMMARY, TEXT), _parts(document), strict=True)
    return sum(weight * _best(forms, _there(part)) for weight, part in weighed)


def _parts(document: Document) -> tuple[str, str, str]:
    return document.title, document.summary, document.words


@lru_cache(maxsize=2000)
def _there(text: str) -> Mapping[str, str]:
    """The words of a text of ours and their stems; kept, because every question reads every text."""
    return {word: _stem(word) for word in tokens(text)}


def _best(forms: tuple[str, ...], there: Mapping[str, str]) -> int:
    if any(form in there for form in forms):
        return EXACT
    return max((_near(form, _stem(form), there) for form in forms), default=0)


def _near(word: str, stem: str, there: Mapping[str, str]) -> int:
    if stem in there.values():
        return STEM
    begins = len(word) >= PREFIX_FROM and any(other.startswith(word) for other in there)
    return BEGINNING if begins else 0


def one_slip(word: str, other: str) -> bool:
    """Whether two long words differ by one letter too many, too few, wrong, or by two swapped neighbours."""
    if min(len(word), len(other)) < TYPO_FROM or abs(len(word) - len(other)) > 1 or word == other:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other))
    )
    left, right = word[start:], other[start:]
    swapped = len(left) > 1 and left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left == right[1:] or left[1:] == right


def _stem(word: str) -> str:
    if len(word) > PREFIX_FROM + 1 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > PREFIX_FROM + 1 and word.endswith("ves"):
        return word[:-3] + "f"
    if len(word) > PREFIX_FROM and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word[:-1] if word.endswith("fe") else word
