"""Words that suggest somebody is in danger: they bring up the right number at once, and put the item on top.

Refuses to decide anything: a worried person is never turned away and nothing is dropped because of a word.
Tuned against ordinary reports of nuisance, so that the warning keeps its weight.
"""

import re
from enum import StrEnum


class DangerKind(StrEnum):
    """What kind of danger the words suggest."""

    IMMEDIATE = "immediate"
    CHILD = "child"
    SUICIDE = "suicide"
    DOMESTIC = "domestic"
    WEAPON = "weapon"
    SLAVERY = "slavery"
    TERRORISM = "terrorism"
    SEXUAL = "sexual"


HELPLINES: dict[DangerKind, tuple[str, ...]] = {
    DangerKind.IMMEDIATE: ("999",),
    DangerKind.CHILD: ("999", "childline"),
    DangerKind.SUICIDE: ("999", "samaritans"),
    DangerKind.DOMESTIC: ("999", "national-domestic-abuse"),
    DangerKind.WEAPON: ("999",),
    DangerKind.SLAVERY: ("999", "modern-slavery"),
    DangerKind.TERRORISM: ("999", "anti-terrorist"),
    DangerKind.SEXUAL: ("999", "rape-crisis"),
}

_CHILD = (
    r"(?:child|children|kids?|bab(?:y|ies)|toddlers?|infant|boys?|girls?|sons?|daughters?|pupils?|teens?|teenagers?"
    r"|minors?|schoolgirls?|schoolboys?|\d{1,2}\s?(?:yo|yr|year)s?(?:\s|-)?olds?)"
)
_KIN = (
    r"(?:husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|ex|bf|gf|missus|hubby|ex-?(?:husband|wife|partner"
    r"|boyfriend|girlfriend)|(?:step)?(?:dad|father|mum|mother|son|brother)|in-?laws?|family)"
)
_HURTS = (
    r"(?:hit(?:s|ting)?|beat(?:s|ing|en)?|punch(?:es|ed|ing)?|kick(?:s|ed|ing)|slap(?:s|ped|ping)?|strangl(?:es|ed|ing)"
    r"|chok(?:es|ed|ing)|hurt(?:s|ing)?|abus(?:es|ed|ing)|attack(?:s|ed|ing)?|batter(?:s|ed|ing)?|rap(?:es|ed|ing)"
    r"|threaten(?:s|ed|ing)?|terroris(?:es|ed|ing)|controls|burn(?:s|ed|ing|t))"
)
_SELF = r"(?:my|him|her|them|your|our|one)sel(?:f|ves)|themself"
_BLADE = (
    r"(?:knife|knives|machete|zombie\s(?:knife|blade)|blade|sword|axe|hammer|gun|handgun|firearm|shotgun|pistol|rifle"
    r"|revolver|weapon|crossbow|acid|samurai\ssword|baseball\sbat)s?"
)

_WORDS: dict[DangerKind, tuple[str, ...]] = {
    DangerKind.IMMEDIATE: (
        r"\b(?:is|are|being|getting)\s(?:being\s)?(?:attacked|beaten\sup|stabbed|strangled|mugged)\b",
        r"\b(?:not|isn'?t|stopped)\sbreathing\b|\bunconscious\b|\bbleeding\s(?:badly|heavily|out|to\sdeath)\b",
        r"\b(?:going|threaten(?:s|ed|ing)?|gonna|wants?|tried|trying|said\s\w{2,5}(?:\swill|'?ll|\swould))\s(?:to\s)?kill"
        r"\s(?:me|us|him|her|them|someone|somebody|my|the|his)\b",
        r"\bkill\s(?:me|us|him|her|them)\b(?!\soff)|\bfear(?:ing)?\sfor\s(?:my|his|her|our|their)\s(?:life|lives)\b",
        r"\b(?:trying|try|tries)\sto\sbreak\s(?:in|down\s\w{2,5}\s(?:front\s)?door)\b(?=.{0,30}\b(?:now|please|help)\b)",
        r"\bhappening\s(?:right\s)?now\b|\bhelp\sme\b|\bplease\s(?:help|send\s\w{2,8})\b.{0,20}\b(?:now|quick|urgent)",
        r"\b(?:house|flat|home|building|car|van)\sis\son\sfire\b|\boverdos(?:e|ed|ing)\b",
        r"\b(?:am|is|are|in|im|i'm)\s(?:immediate|serious|grave|real)\sdanger\b|\b(?:i\sam|i'm|she\sis|he\sis)\sin\sdanger\b",
    ),
    DangerKind.CHILD: (
        rf"\b{_HURTS}\s(?:up\s)?(?:on\s)?(?:his|her|their|the|a|my|that|this|those|these|two|small|young|little)"
        rf"(?:\s\w{{1,9}})?\s{_CHILD}\b(?!\s(?:bike|scooter|football|party))",
        rf"\b{_CHILD}\b(?:\s\w{{1,12}}){{0,3}}\s(?:is|are|was|were|be|been|being|gets?|getting)\s(?!nearly|almost)(?:\w{{2,12}}\s)?"
        r"(?:hit|beaten|abused|hurt|neglected|groomed|exploited|starved|molested|locked|harmed|raped|forced|touched)\b",
        r"\bchild\s(?:abuse|neglect|exploitation|porn\w*|grooming|sex\w*)\b|\bpa?edo(?:phile)?s?\b",
        rf"\bgroom(?:s|ed|ing)\s(?:\w{{1,9}}\s){{0,2}}{_CHILD}\b|\bgroom(?:s|ed|ing)\b.{{0,30}}\bunder\s?age",
        rf"\b(?:us(?:es|ing|ed)|gets?|getting|mak(?:es|ing)|forc(?:es|ed|ing))\s(?:\w{{1,9}}\s){{0,2}}{_CHILD}"
        r"\s(?:as\srunners|to\s(?:sell|run|carry|deliver|hold|deal|steal|beg))\b",
        r"\bunder\s?-?age\s(?:girl|boy|sex)|\b(?:baby|toddler|small\schild|young\schild)\s(?:left\salone|is\salone|on\sits\sown)\b",
        r"\b(?:bruises?|bruising|marks|burns)\son\s(?:the|her|his|a|their)\s(?:\w{2,8}\s)?"
        rf"{_CHILD}\b|\b(?:dad|mum|father|mother|stepdad|uncle|teacher)\s(?:hits|beats|hurts|touches|abuses)\sme\b",
    ),
    DangerKind.SUICIDE: (
        r"\bsuicid(?:e|al)\b|\bself[\s-]?harm\w*|\bend(?:ing)?\s(?:it\sall|(?:my|his|her|their)\s(?:own\s)?(?:life|lives))\b",
        rf"\b(?:kill|hang|cut|harm|hurt|top|shoot)(?:s|ed|ing|ting|ping)?\s(?:{_SELF})\b",
        r"\b(?:want|wants|wanted|wish|wishes|rather|going|ready)\sto\sdie\b|\bbetter\soff\sdead\b",
        r"\b(?:do\snot|don'?t|doesn'?t|no\slonger)\swant\sto\s(?:live|be\shere|be\salive|wake\sup)\b",
        r"\b(?:no|nothing)\s(?:reason\s|left\s)?to\slive\s(?:for)?\b|\bcan(?:no|')?t\sgo\son\s(?:living|any\s?more|like\sthis)\b",
        r"\b(?:threaten\w*|going|about|wants?|tried|trying)\sto\sjump\b|\btook\san\soverdose\b",
        r"\btak(?:e|ing)\s(?:my|his|her|their)\sown\s(?:life|lives)\b",
    ),
    DangerKind.DOMESTIC: (
        r"\bdomestic\s(?:abuse|violence|incident|assault)\b|\bcoercive|\bhonou?r[\s-]based\b|\bforced\s(?:into\s)?(?:a\s)?marriage\b",
        rf"\bmy\s{_KIN}\s(?:\w{{1,9}}\s){{0,2}}{_HURTS}\b|\bmy\s{_KIN}\sis\s(?:violent|abusive|controlling|stalking)\b",
        rf"\b{_HURTS}\s(?:up\s)?(?:his|her|their)\s(?:\w{{1,9}}\s)?(?:wife|husband|partner|girlfriend|boyfriend|missus|ex)\b",
        rf"\b(?:he|she)\s{_HURTS}\sme\b|\b(?:scared|afraid|frightened|terrified)\sof\smy\s{_KIN}\b",
        r"\b(?:won'?t|doesn'?t|does\snot|will\snot)\slet\sme\s(?:leave|see|go\sout|out|have\smy|use\smy)\b|\bcontrols\smy\b",
        rf"\b{_HURTS}\sby\s(?:my|her|his|their)\s{_KIN}\b",
    ),
    DangerKind.WEAPON: (
        rf"\b(?:has|have|had|got|carry|carries|carried|carrying|wav(?:es|ed|ing)|pull(?:s|ed)(?:\sout)?|with|holding|held"
        rf"|armed\swith|brandish(?:es|ed|ing)|pointed|pointing|threw|swinging|produced)\s(?:\w{{1,12}}\s){{0,2}}"
        rf"(?<!water\s)(?<!nerf\s)(?<!toy\s)(?<!spray\s)(?<!glue\s)(?<!nail\s)(?<!cap\s){_BLADE}\b"
        r"(?!\s(?:crime|bins?|surrender|arch|amnesty|shop|laws?|awareness|action))",
        r"\b(?:shots?|guns?)\s(?:were\s|was\s|being\s)?(?:fired|going\soff)\b|\bgunshots?\b|\bfir(?:ed|ing)\s(?:a|an|his|the)\s(?:air\s)?"
        r"(?:gun|shot|pistol|rifle)\b|\bshooting\sat\b",
        r"\bstabb(?:ed|ing)\s(?:me|him|her|us|someone|somebody|people|my|in|a|the|by)\b|\b(?:was|were|been|got)\s(?:stabbed|shot)\b",
    ),
    DangerKind.SLAVERY: (
        r"\bmodern\sslave\w*|\bslave(?:s|ry)?\b|\b(?:human|people|sex|child)\straffick\w*|\btrafficked\b|\bdomestic\sservitude\b",
        r"\bforc(?:es?|ed|ing)\s(?:\w{2,12}\s){0,2}to\s(?:work|beg|do\ssex|have\ssex|sell\ssex)\b|\bforced\slabour\b",
        r"\b(?:took|taken|takes?|keeps?|kept|holds?|holding|hides?)\s(?:away\s)?(?:my|his|her|their|our|the\s?workers'?)\s(?:passports?|papers)\b",
        r"\bwork(?:s|ing)?\s(?:\w{2,9}\s){0,3}(?:without|for\sno|no)\s(?:pay|wages|money)\b|\b(?:are|is|were|being)\snot\sallowed\sto\sleave\b",
        r"\b(?:workers?|women|men|girls|people|they)\s(?:\w{2,9}\s){0,3}(?:locked\sin|kept\slocked|sleep(?:ing)?\s(?:in|on)\sthe\s"
        r"(?:floor|shop|workshop|factory|car\swash|nail\sbar))\b",
    ),
    DangerKind.TERRORISM: (
        r"\bterroris(?:m|ts?)\b(?!\sthe)|\bisis\b|\bal[\s-]?qaeda\b|\bextremis[mt]s?\b|\bradicali[sz]\w+",
        r"\b(?:mak(?:e|es|ing)|build(?:s|ing)?|plant(?:s|ed|ing)?|has|got|with|about)\s(?:a\s|an\s)?(?:pipe\s|nail\s|petrol\s)?bombs?\b"
        r"(?!\s(?:disposal|shelter))|\bexplosives?\b(?!\s(?:temper|row))",
        r"\bplann(?:ed|ing)\s(?:\w{1,9}\s){0,2}(?:terror\w*\s)?attacks?\son\b|\bmass\s(?:shooting|murder|killing)\b",
        r"\bblow(?:s|ing)?\sup\s(?:the|a|that)\s(?:\w{2,12}\s)?(?:building|station|school|mosque|church|synagogue|temple|pier|train)\b",
    ),
    DangerKind.SEXUAL: (
        r"\braped?\b|\braping\b|\brapists?\b|\bsexual(?:ly)?\s(?:\w{2,9}\s)?(?:assault\w*|abus\w*|attack\w*|harass\w*|exploit\w*|violen\w*)",
        r"\bgrop(?:ed|ing|es)\b|\bmolest\w*|\bindecent\s(?:exposure|assault)|\bindecently\b|\bup-?skirt\w*|\bmasturbat\w*|\bflasher\b",
        r"\bexpos(?:ed|es|ing)\s(?:himself|herself|his|themselves)\b|\bflash(?:ed|ing)\s(?:himself|his\s(?:penis|privates|genitals))",
        r"\btouch(?:ed|es|ing)\s(?:me|her|him|them|us|my\s\w+|girls|women)\s(?:\w{2,9}\s)?(?:sexually|inappropriately|up\b|between)",
        r"\bgrabb(?:ed|ing)\s(?:my|her|his)\s(?:bum|bottom|breasts?|boobs?|crotch|arse|chest)\b|\b(?:drinks?|was|been|got|were)\sspiked\b",
    ),
}
_PATTERNS = {
    kind: re.compile("|".join(f"(?:{words})" for words in alternatives))
    for kind, alternatives in _WORDS.items()
}


def danger(text: str) -> frozenset[DangerKind]:
    """The kinds of danger that the words suggest; advice for people, never a decision."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(plain))


def helplines(kinds: frozenset[DangerKind]) -> tuple[str, ...]:
    """The codes of the helplines to show for these kinds, the emergency line first, each once."""
    codes = [code for kind in DangerKind if kind in kinds for code in HELPLINES[kind]]
    return tuple(dict.fromkeys(codes))
