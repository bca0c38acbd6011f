"""Which passwords are good enough: long, and not among the first that anybody would guess.

Refuses nothing for its letters, digits or signs; asks for length and for something of one's own.
"""

import re

from portal.core.errors import DomainError

SHORTEST = 12
"""Characters; length does more than odd signs."""

LONGEST = 200
"""Characters; room for a whole sentence, and an end to what has to be hashed."""

OWN_SIGNS = 5
"""Different signs that must be left when everything guessable is taken away."""

YEAR = re.compile(r"(?:19|20)\d\d")

SUBSTITUTES = str.maketrans("013457@$!", "oieastasi")

_TOP = """
    qwertyuiop asdfghjkl zxcvbnm qwertzuiop azertyuiop 1qaz2wsx qazwsx abcdefghij 1234567890 0987654321
    password passwort passphrase letmein welcome iloveyou administrator admin changeme secret default
    monkey dragon sunshine princess football liverpool arsenal chelsea everton superman batman pokemon
    starwars trustno master login access council councillor community safety safer partnership police
    portal staff officer england london britain january february march april june july august september
    october november december spring summer autumn winter monday tuesday wednesday thursday friday
    saturday sunday qwerty abc 123 test temp guest
"""

GUESSABLE = tuple(_TOP.split())
"""Words and keyboard rows that stand at the top of every published list of stolen passwords."""


class WeakPassword(DomainError):
    """`.why` is `short`, `long`, `common` or `yours`."""

    code = "weak-password"

    why: str


def check(password: str, *, email: str) -> None:
    """Raise `WeakPassword` for one that is too short or long, easily guessed, or made of the address."""
    if len(password) < SHORTEST:
        raise WeakPassword(why="short")
    if len(password) > LONGEST:
        raise WeakPassword(why="long")
    if _own(password.lower()) < OWN_SIGNS:
        raise WeakPassword(why="common")
    left = password.lower()
    for part in re.split(r"[^a-z0-9]+", email.lower()):
        left = left.replace(part, " ") if len(part) > 3 else left
    if _own(left) < OWN_SIGNS:
        raise WeakPassword(why="yours")


def _own(password: str) -> int:
    """How many different signs either spelling keeps when guessable words and years are taken away."""
    return min(_rest(password), _rest(password.translate(SUBSTITUTES)))


def _rest(text: str) -> int:
    for word in GUESSABLE:
        text = text.replace(word, " ")
    return len(set(YEAR.sub(" ", text)) - {" "})


WORDS = {
    "short": f"Use at least {SHORTEST} characters. A short sentence is good",
    "long": f"Use at most {LONGEST} characters",
    "common": "Choose something harder to guess: three or four words nobody would put together",
    "yours": "Choose something that is not made of your e-mail address",
}


def refusal(password: str, *, email: str) -> str | None:
    """What to do instead, as a sentence; None for a password that is good enough."""
    try:
        check(password, email=email)
    except WeakPassword as weak:
        return WORDS[weak.why]
    return None
