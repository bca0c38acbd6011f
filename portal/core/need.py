"""Words that speak of somebody who sleeps rough or is in need: they bring up who goes out to help.

Refuses to decide anything: the report goes on as it was written. People in need are helped, not mapped.
"""

import re

_SHELTER = (
    r"(?:door\s?ways?|shop\s?fronts?|tents?|bus\s(?:stop|shelter)s?|underpass(?:es)?|subways?|stairwells?"
    r"|woods?|vans?)"
)
_PLACES = (
    rf"(?:{_SHELTER}|shelters?|car\s?parks?|parks?|streets?|pavements?|bench(?:es)?|beach(?:\shuts?)?"
    r"|alley(?:way)?s?|porch(?:es)?|bushes|cars?|toilets?|bin\sstores?|entrances?|cemetery|graveyard"
    r"|church\s?yard|pier|cold|rain|bin)"
)
_IN = (
    r"\s(?:\w{1,9}\s){0,3}?(?:in|on|under|behind|by|at|outside)\s"
    r"(?:(?:a|an|the|his|her|their|some|shop|old)\s){0,2}"
)
_NEED = re.compile(
    r"\b(?:"
    r"rough[\s-]?sleep\w*|sleep(?:s|ing)?\srough|slept\srough|homeless\w*"
    rf"|(?:sleep(?:s|ing)?|slept|bedd(?:ed|ing)\sdown){_IN}{_PLACES}(?=\W|\Z)"
    rf"|(?:lives|living){_IN}{_SHELTER}(?=\W|\Z)"
    rf"|(?:man|woman|person|somebody|someone|guy|lady|boy|girl)\s(?:is\s|was\s)?lying{_IN}{_PLACES}(?=\W|\Z)"
    r"|sleep(?:s|ing)?\soutside|slept\soutside|sleeping\sbags?"
    r"|beg(?:gars?|ging|s)\b(?!\s(?:the\squestion|to\sdiffer))"
    r"|(?:ask(?:s|ed|ing)?|beg(?:ged)?)\s(?:\w{1,9}\s){0,2}for\s(?:spare\s|some\s|any\s)?(?:change|money|food)\b"
    r"|spare\schange|nowhere\sto\s(?:sleep|live|stay)|no\s(?:roof|bed)\b"
    r"|(?:lost|without|has\sno|have\sno|got\sno)\s(?:(?:his|her|their|a)\s)?home\b"
    r")"
)


def speaks_of_need(text: str) -> bool:
    """Whether the words speak of rough sleeping, begging or somebody without a home."""
    plain = " ".join(text.casefold().replace("\u2019", "'").split())
    return _NEED.search(plain) is not None
