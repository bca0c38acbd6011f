"""Where a text likely names a living person: after a title, after a cue ("called ...", "my neighbour ..."),
or with a common given name. It points, it never judges; a person looks at every mark.

Refuses to guess where a word is a place, an organisation or a shop: too many marks and nobody reads them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GIVEN_NAMES = frozenset(
    line
    for line in Path(__file__).with_name("first_names.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
)
_LETTERS = str.maketrans("łøđıæœß", "lodiaos")
LONGEST_NAME = 5  # words, particles included

_WORD = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f]|['’\-](?=[^\W\d_]))*")
_GAP = re.compile(r"[ \t\u00a0]{1,3}|\. ?|-")
_SPLIT = re.compile(r"[ \t\n]{1,4}|\. ?|[ \t]?[,:=\-–(\"'“‘]{1,2}[ \t\n]{0,2}[\"'“‘]?")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES_ANY_CASE = _set("mr mrs mx messrs")
TITLES = _set(
    "ms miss dr prof professor sir lord dame rev reverend father pastor imam rabbi pc pcso wpc sgt"
    " sergeant inspector insp constable superintendent cllr councillor uncle aunt auntie aunty nan grandad"
    " judge"
)
PEOPLE = _set(
    "neighbour neighbours neighbor neighbors son sons daughter daughters brother brothers sister sisters"
    " husband wife partner ex boyfriend girlfriend mate mates friend friends landlord landlady tenant"
    " tenants caretaker cousin nephew niece mum mother dad stepdad stepmum colleague boss manager dealer"
    " dealers ringleader lad lads kid bloke man men woman guy guys boy girl teenager youth resident owner"
    " lodger flatmate housemate someone somebody person chap fella teacher carer driver individual male"
    " female suspect"
)
NAMING = _set("called named nicknamed surnamed aka")
NAME_WORDS = _set("name names name's name’s surname nickname firstname")
SPEAKERS = _set(
    "i we you they he she and have had has i've we've i’ve we’ve then also never just who ve it's"
)
THINGS = _set(
    "pub bar club cafe café restaurant shop park road street place area school app site website group"
    " gang company game drug substance estate hotel beach bridge building block business firm charity"
    " scheme project show film dog cat breed boat brand takeaway salon gym centre playground wood field"
    " event service team number"
)
SIGN_OFFS = _set("regards sincerely faithfully thanks cheers yours thankyou signed")
PARTICLES = _set("van der den de da dos das di del della la le bin al el ibn ap von ter ten ní ni mac y e")
PLACES = _set(
    "road rd street st avenue ave close lane ln drive dr way gardens crescent court place terrace grove"
    " square hill rise mews walk parade park view green row chase heath quay wharf school primary academy"
    " college university church chapel mosque temple pub inn arms hotel house hall centre center hospital"
    " surgery clinic ward pier beach bay station bridge library cafe shop store stores supermarket"
    " roundabout estate tower towers cliff chine harbour island common recreation ground rec underpass"
    " precinct car-park gates garden fields field wood woods farm lodge club stadium theatre cross head"
    " point market bus line stadium rooms corner"
)
PLACES_AFTER = PLACES - _set("place view head point bus line") | _set("police council constabulary housing")
HONOURED = _set("st saint king queen prince duke")
NOT_NAMES = _set(
    "the a an and or but if in on at to of for from with by as is it its it's he she they we you i my our"
    " his her their your this that these those there then when where who what why how not no yes so very"
    " also please police council crimestoppers childline samaritans environmental health fire ambulance"
    " housing association shelter security nhs rspca bbc met metropolitan officer officers court"
    " hospital gp bus train tesco asda sainsbury's sainsburys lidl aldi morrisons co-op coop spar boots"
    " greggs mcdonald's mcdonalds kfc subway wetherspoons facebook google instagram snapchat tiktok"
    " whatsapp twitter youtube amazon uber royal mail monday tuesday wednesday thursday friday saturday"
    " sunday january february march april may june july august september october november december"
    " christmas easter halloween bonfire british english irish scottish welsh polish romanian asian black"
    " white european indian chinese african muslim christian jewish city united town teams out out. bin"
    " bins guides scouts guide scout youth world anti asb cctv services support line helpline trading"
    " standards street social care children's adult safeguarding probation again back here him them me us"
    " everyone nobody later twice several many some all both one two three last next drug drugs dealer"
    " dealers dealing names urgent help bullying off up down over about because while"
)
ALSO_WORDS = _set(
    "abu ali ana bob bridget carol charlie dan don felix frances gene jack jean joe ken kit lee leon"
    " max mia molly nick noor pat ralph ravi roger ron stan stella tara thanh tim tina todd vera"
    " victor"
)
"""Given names that are ordinary words, drinks or drugs when they are typed without a capital."""
FAMILY_NAMES = _set(
    "smith jones williams taylor davies evans wilson thomas roberts johnson lewis walker robinson"
    " thompson watson jackson wright harris cooper martin clarke clark james morgan hughes edwards"
    " moore harrison morris turner carter phillips mitchell patel adams campbell anderson khan singh"
    " ahmed hussain begum murphy kelly o'brien o'neill kaur shah nowak kowalski kowalska popescu"
    " ionescu okafor mensah nguyen chen wang li zhang silva"
)
NOT_BEFORE_NAMES = _set("the a an this that every each st saint king queen prince duke")
SHORTENED = _set("md mohd wm")
SHOPS = frozenset(
    {"john lewis", "jack wills", "ann summers", "william hill", "laura ashley", "fred perry", "paddy power"}
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    low: str
    start: int
    end: int


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each likely name, in order of the text; a name never starts inside another."""
    words = [_Word(m[0], m[0].casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]
    letters = sum(ch.isalpha() for ch in text)
    reader = _Reader(text, words, shouting=2 * sum(ch.isupper() for ch in text) > letters > 0)
    at = 0
    while at < len(words):
        last = reader.name_at(at)
        if last is None:
            at += 1
            continue
        yield words[at].start, _without_possessive(words[last])
        at = last + 1


def _without_possessive(word: _Word) -> int:
    return word.end - 2 if word.low.endswith(("'s", "’s")) else word.end


def _base(word: _Word) -> str:
    """The word as a name may be listed: without possessive and accents."""
    low = unicodedata.normalize("NFD", word.low.removesuffix("'s").removesuffix("’s").translate(_LETTERS))
    return "".join(ch for ch in low if not unicodedata.combining(ch))


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    words: list[_Word]
    shouting: bool

    def name_at(self, at: int) -> int | None:
        """The last word of the name that starts with this word, or None."""
        word = self.words[at]
        if word.low in NOT_NAMES:
            return None
        last = self._run(at)
        if last is None:
            return self._with_family_name(at) if self._lower_case_name(at) else None
        if self._is_place(at, last):
            return None
        return last if self._cued(at, last) or self._given(self.words[at]) else None

    def _run(self, at: int) -> int | None:
        """The last of the capitalised words that go on from here; particles may stand between."""
        if not self._looks_like_name(at) and not self._leads_to_name(at):
            return None
        last, probe = at, at + 1
        while probe < len(self.words) and probe - at < LONGEST_NAME and self._joined(probe):
            if self._looks_like_name(probe) or self._shouted_on(at, probe):
                last = probe
            elif self.words[probe].low not in PARTICLES:
                break
            probe += 1
        return last

    def _leads_to_name(self, at: int) -> bool:
        """One or two particles and then a capitalised word: "van der Berg"."""
        for probe in range(at, min(at + 3, len(self.words))):
            if probe > at and not self._joined(probe):
                return False
            if self.words[probe].low not in PARTICLES:
                return probe > at and self._looks_like_name(probe)
        return False

    def _looks_like_name(self, at: int) -> bool:
        word = self.words[at]
        if word.low in NOT_NAMES or word.low.removesuffix("'s") in NOT_NAMES or word.low in TITLES:
            return False
        if self.shouting:
            return len(word.text) > 1
        return not word.text[0].islower() and (not self._acronym(word) or self._given(word))

    def _shouted_on(self, at: int, probe: int) -> bool:
        """The family name after a given name in capitals: "JOHN SMITH"."""
        first, word = self.words[at], self.words[probe]
        return self._acronym(first) and word.text.isupper() and word.low not in NOT_NAMES

    @staticmethod
    def _acronym(word: _Word) -> bool:
        return len(word.text) > 1 and word.text.isascii() and word.text.isupper()

    def _joined(self, at: int) -> bool:
        """Whether this word follows the one before as the next word of a name does."""
        before, word = self.words[at - 1], self.words[at]
        gap = self.text[before.end : word.start]
        if gap.startswith("."):
            return (len(before.text) == 1 or before.low in SHORTENED) and _GAP.fullmatch(gap) is not None
        return before.low[-2:] not in ("'s", "’s") and _GAP.fullmatch(gap) is not None

    def _is_place(self, at: int, last: int) -> bool:
        run = self.words[at : last + 1]
        if " ".join(word.low for word in run[:2]) in SHOPS:
            return True
        if any(word.low in PLACES for word in run[1:]) or (run[0].low in PLACES and len(run) == 1):
            return True
        if at and self._joined(at) and self.words[at - 1].low in HONOURED:
            return True
        if last > at and self.words[last].low.endswith(("'s", "’s")):
            return False
        follows = last + 1 < len(self.words) and _GAP.fullmatch(
            self.text[self.words[last].end : self.words[last + 1].start]
        )
        return bool(follows) and self.words[last + 1].low in PLACES_AFTER

    def _known(self, at: int, last: int) -> bool:
        """Whether a common given name is among these words."""
        return any(self._given(word) for word in self.words[at : last + 1])

    @staticmethod
    def _given(word: _Word) -> bool:
        low = _base(word)
        return low in GIVEN_NAMES or low.partition("-")[0] in GIVEN_NAMES

    def _everyday(self, at: int) -> bool:
        """A given name typed without its capital that is no ordinary word: "it was dave again"."""
        word, low = self.words[at], _base(self.words[at])
        if not self._given(word) or low in ALSO_WORDS or len(low) < 3 or self._is_place(at, at):
            return False
        before = self._before(at, 1)
        shop = at + 1 < len(self.words) and f"{low} {self.words[at + 1].low}" in SHOPS
        return not shop and (before is None or before.low not in NOT_BEFORE_NAMES)

    def _with_family_name(self, at: int) -> int:
        """The last word of a name without capitals."""
        follows = at + 1 < len(self.words) and self._joined(at + 1)
        return at + 1 if follows and _base(self.words[at + 1]) in FAMILY_NAMES else at

    def _lower_case_name(self, at: int) -> bool:
        """A name typed without its capital: "mr smith", "my neighbour dave", "a lad called kev"."""
        if self._everyday(at):
            return True
        before = self._before(at, 1)
        if before is None:
            return False
        if before.low in TITLES_ANY_CASE:
            return True
        if before.low in PEOPLE or before.low in NAMING or before.low in NAME_WORDS:
            return self._given(self.words[at]) or self._person_called(at)
        second = self._before(at, 2)
        return before.low in {"is", "was"} and second is not None and second.low in NAME_WORDS

    def _person_called(self, at: int) -> bool:
        second = self._before(at, 2)
        return (
            self.words[at - 1].low in NAMING
            and second is not None
            and second.low in PEOPLE
            and not self.words[at].low.endswith("ing")
        )

    def _cued(self, at: int, last: int) -> bool:
        before = self._before(at, 1)
        if before is None:
            return False
        cue, second = before.low, self._before(at, 2)
        two = second.low if second else ""
        if cue in TITLES_ANY_CASE or cue in PEOPLE or cue in NAME_WORDS:
            return True
        if cue in TITLES:
            return before.text[0].isupper() or self._given(self.words[at])
        if cue in NAMING:
            return two not in THINGS and (two not in SPEAKERS or last > at or self._known(at, last))
        if cue in SIGN_OFFS or (cue == "you" and two == "thank"):
            return self._signed(last)
        if cue in {"is", "was", "are", "were", "s"}:
            return two in NAME_WORDS or two in PEOPLE
        if cue in {"as", "by", "name", "of"}:
            return (cue, two) in {("as", "known"), ("by", "goes"), ("by", "go"), ("of", "name")}
        return False

    def _signed(self, last: int) -> bool:
        """Whether the text ends with these words, as a letter does."""
        return last + 3 > len(self.words) and not self.text[self.words[last].end :].strip(" .\n\tx")

    def _before(self, at: int, steps: int) -> _Word | None:
        """The word that stands so many steps before, if nothing but a cue's punctuation lies between."""
        for back in range(steps):
            if at - back < 1:
                return None
            gap = self.text[self.words[at - back - 1].end : self.words[at - back].start]
            if _SPLIT.fullmatch(gap) is None or (gap.startswith(".") and not self._dotted(at - back - 1)):
                return None
        return self.words[at - steps]

    def _dotted(self, at: int) -> bool:
        low = self.words[at].low
        return low in TITLES | TITLES_ANY_CASE or len(low) == 1 or low in SIGN_OFFS
