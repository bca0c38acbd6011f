"""Words as they are searched for: small letters, no accents; a beginning is enough.

Knows no language but the endings of English, so that "racing", "races" and "race" find each other.
"""

import re
import unicodedata

LEAST = 3  # letters: shorter words stand in every text
LONGEST = 40  # letters kept of a word
MOST_WORDS = 8  # of what is searched for
ENDINGS = ("ings", "ing", "ed", "es", "s", "e")
WORD = re.compile(r"[^\W_]+")
COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        the and for are but not you all any can had her was one our out has him his how its may new now see
        two who did get let put say she too use that with have this will your from they been were said each
        which their there what about when would them these some into then than very also only just over such
        """,
    )
)
"""Words that tell nothing about a text."""


def words_of(text: str) -> frozenset[str]:
    """The words by which a text is found."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in flat if not unicodedata.combining(letter))
    found = (word[:LONGEST] for word in WORD.findall(plain))
    return frozenset(word for word in found if len(word) >= LEAST and word not in COMMON)


def beginnings(asked: str) -> tuple[str, ...]:
    """What to look for: the beginning of every word that is asked for, the longest first."""
    roots = {_root(word) for word in words_of(asked)}
    return tuple(sorted(roots, key=lambda root: (-len(root), root))[:MOST_WORDS])


def last_with(beginning: str) -> str:
    """A text that stands after every word with this beginning, in the order of code points."""
    return beginning + "\U0010ffff"


def _root(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            return word.removesuffix(ending)
    return word
