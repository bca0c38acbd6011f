"""Where a text likely names a business, so that a second person looks before the text is used.

Refuses to be sure: it finds legal forms ("Harbour Taxis Ltd") and names that end in what the place is ("the
Anchor Arms", "Rosa's Cafe"). A trade without a name ("the kebab shop", "a pub") is nobody's name.
"""

import re

_FORMS = r"(?i:ltd|limited|plc|llp|cic|inc|p\.l\.c)\b\.?"
_TRADE_SMALL = (
    r"arms|bakers|bakery|bar|barbers|bingo|bistro|bookmakers|brewery|butchers|cabs|cafe|café|carwash|"
    r"casino|catering|chemist|chippy|cinema|club|cleaners|diner|fryer|garage|grill|gym|hairdressers|hostel|"
    r"hotel|inn|kebab|kebabs|launderette|lettings|lounge|motors|nails|newsagent|newsagents|nightclub|"
    r"off-licence|parlour|pharmacy|pizza|pizzeria|pub|restaurant|salon|sauna|shop|solicitors|stores|"
    r"supermarket|takeaway|tattoo|tavern|taxis|tyres|vapes|wines"
)
_TRADE = "|".join(word.capitalize() for word in _TRADE_SMALL.split("|"))
_CAPITALISED = r"[A-Z][\w’'&.-]{0,30}"
_GAP = r"[ \t]{1,3}"
_JOINT = rf"(?:{_GAP}(?:&|and|of|the|on|by))?{_GAP}"

_WITH_FORM = re.compile(rf"\b{_CAPITALISED}(?:{_JOINT}{_CAPITALISED}){{0,4}}{_GAP}{_FORMS}")
_WITH_TRADE = re.compile(rf"\b{_CAPITALISED}(?:{_JOINT}{_CAPITALISED}){{0,3}}?{_GAP}(?:{_TRADE})\b")
_WITH_SMALL_TRADE = re.compile(rf"\b{_CAPITALISED}(?:{_GAP}{_CAPITALISED}){{1,3}}{_GAP}(?:{_TRADE_SMALL})\b")
_OWNED = re.compile(rf"\b[A-Z]\w{{1,30}}[’']s{_GAP}(?:{_TRADE_SMALL})\b")
_AND_SONS = re.compile(rf"\b{_CAPITALISED}{_GAP}(?:&|and){_GAP}(?:Sons?|Co|Partners|Brothers)\b")

_SMALL_WORDS = (
    r"a|an|and|another|any|at|behind|by|every|few|from|his|her|in|it|its|local|many|most|my|near|nearby|no|"
    r"old|on|one|opposite|our|outside|some|that|the|their|there|these|this|those|town|two|your"
)
_NO_NAME = frozenset(_SMALL_WORDS.split("|"))

PATTERNS = (_WITH_FORM, _WITH_TRADE, _WITH_SMALL_TRADE, _OWNED, _AND_SONS)


def businesses(text: str) -> tuple[str, ...]:
    """What looks like the name of a business, in the order of the text, each once."""
    found = sorted((match.start(), match[0]) for pattern in PATTERNS for match in pattern.finditer(text))
    names = [_without_article(words) for _, words in found]
    return tuple(dict.fromkeys(name for name in names if name))


def _without_article(words: str) -> str:
    """The name without the small words before it; empty where only a trade is left."""
    parts = words.split()
    while parts and parts[0].casefold() in _NO_NAME:
        parts.pop(0)
    return " ".join(parts) if len(parts) > 1 else ""
