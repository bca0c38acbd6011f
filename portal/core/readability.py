"""How hard a text is to read, as the age at which most people read it with ease.

The Flesch-Kincaid grade (Kincaid and others, 1975) is 0.39 x words a sentence + 11.8 x syllables a word
- 15.59. A grade is a school year in the United States, so five more is an age. It counts lengths and
understands nothing: good enough to warn an officer, never to refuse a text.

Syllables are counted by rule: each run of vowels (a e i o u y) is one. A silent e at the end is none
("fire"), unless it follows an l after a consonant ("table"); a silent "ed" is none unless after t or d
("asked", but "wanted"), a plural "es" only after s, x, z, ch, sh, c or g ("crimes", but "places"). No word
has fewer than one. A number is one word of one syllable. A semicolon, a colon and a line's end end a
sentence too: entries of a list are read one by one.
"""

import re

SCHOOL_STARTS = 5  # years of age at grade 0
YOUNGEST, OLDEST = 5, 25  # outside them the formula says nothing
FEWEST_WORDS = 20  # of fewer, one long word decides everything

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDS = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouyà-öø-ü]+")
_LOUD_E = re.compile(r"[^aeiouy]le$")
_LOUD_ED = re.compile(r"[td]ed$")
_LOUD_ES = re.compile(r"(?:[sxzcg]|ch|sh)es$")


def syllables(word: str) -> int:
    """How many syllables a word has, by the rule above; at least one."""
    said = re.split(r"['’]", word.casefold())[0]
    count = len(_VOWELS.findall(said))
    silent = (
        (said.endswith("e") and not _LOUD_E.search(said) and not said.endswith("ee"))
        or (said.endswith("ed") and not _LOUD_ED.search(said) and not said.endswith("eed"))
        or (said.endswith("es") and not _LOUD_ES.search(said) and not said.endswith("ees"))
    )
    ends_alone = len(said) > 2 and said[-2:-1] not in "aeiouy" if said.endswith("e") else True
    return max(1, count - (silent and ends_alone))


def reading_age(text: str) -> int | None:
    """The age in years (5 to 25) at which most people read this with ease; None for under 20 words."""
    sentences = [found for part in _ENDS.split(text) if (found := _WORDS.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < FEWEST_WORDS:
        return None
    spoken = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
    return min(OLDEST, max(YOUNGEST, round(grade) + SCHOOL_STARTS))
