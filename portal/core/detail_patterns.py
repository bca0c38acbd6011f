"""The shapes of personal details as patterns, one name for each sort.

Refuses slow patterns: repeats are bounded and possessive where they meet, so each reads a text once. Formats:
Ofcom's national numbering plan (phones), DVLA INF104 (number plates), BS 7666 (postcodes), HMRC NIM39110
(National Insurance numbers).
"""

import re


def _compile(pattern: str, *, any_case: bool = True) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | (re.IGNORECASE if any_case else re.NOFLAG))


_MAIL_HOSTS = (
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|btinternet|sky|aol|proton(?:mail)?"
    r"|talktalk|virginmedia|gmx|mail)"
)
EMAIL_HOST_ONLY = _compile(r"(?<![\w.+'-])[\w.+'-]{2,64}@[a-z][\w-]{2,63}")
EMAIL_WORDED = _compile(
    r"(?<![\w.+-])(?=[a-z+-]{0,40}[._\d])[\w.+-]{2,64}\sat\s[a-z][\w-]{1,62}\.(?:com|org|net|uk|co\.uk|org\.uk)\b"
)
EMAIL = _compile(r"(?<![\w.+'-])[\w.+'-]{1,64}(?:@|\s@\s)[\w-]{1,63}(?:\s?\.\s?[\w-]{2,63}){1,4}")
EMAIL_SPELT = _compile(
    rf"""(?<![\w.+-])(?:[\w+-]{{1,40}}\s+dot\s+){{0,3}}+[\w.+-]{{1,64}}\s*+
    (?:[(\[{{]\s?at\s?[)\]}}]|\bat\b)\s*+
    (?:[\w-]{{1,40}}\s*+(?:[(\[{{]\s?dot\s?[)\]}}]|\bdot\b)\s*+[a-z]{{2,12}}
       (?:\s*+(?:[(\[{{]\s?dot\s?[)\]}}]|\bdot\b|\.)\s*+[a-z]{{2,12}})?
      |{_MAIL_HOSTS}\.(?:com|co\.uk|net|org|me)\b)"""
)
_SEP = r"[\s().\-–]{0,3}+"
PHONE = _compile(
    rf"(?<![\w£$€:])(?:\(?\+|\b00\s?)\(?\d{{1,3}}\)?{_SEP}(?:\d{_SEP}){{6,11}}\d(?!\d)"
    rf"|(?<![\w£$€.,:])\(?0{_SEP}(?:\d{_SEP}){{8,9}}\d(?![\s.\-]?\d)"
    rf"|(?<![\w£$€.,:/])0\d{{4}}\s?/\s?\d{{3}}\s?\d{{2,3}}(?!\d)"
    rf"|(?<![\w£$€.,:])7\d{{3}}[\s.\-]?\d{{3}}[\s.\-]?\d{{3}}(?![\s.\-]?\d)"
)
PHONE_CUED = _compile(
    r"""\b(?:ring|phone|phoned|text|call|whats\s?app|tel|telephone|mobile|mob|landline|number)\b
    (?:\s{0,3}(?:me|us|him|her|them|on|number|no|is|at|was|:|=|-|\.)){0,5}+\s{0,3}
    (?P<hit>\d(?:[\s\-.]?\d){5,11})(?!\d)"""
)
_SPOKEN = (
    "zero|nought|naught|oh|one|two|three|four|five|six|seven|eight|nine|double|treble|triple|hundred|plus"
)
TOKEN = rf"(?:(?:{_SPOKEN})(?![a-z])|o(?![a-np-z])|\d)"
PHONE_SPELT = _compile(rf"\b(?>(?:{TOKEN}[\s,.\-–]{{0,3}}){{6,40}})")
DIGITS = {
    word: str(n)
    for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
} | {"oh": "0", "o": "0", "nought": "0", "naught": "0", "hundred": "00"}
DATE_HEAD = re.compile(r"\d{1,2}[.\-– ]\d{1,2}[.\-– ](?:19|20)\d\d(?!\d)")

PLATE = _compile(
    r"\b[A-Z]{2}\d{2}[ .\-]?[A-Z]{3}\b|\b[C-LN-Y]\d{1,3}[ .\-]?[A-Z]{3}\b|\b[A-Z]{3}[ .\-]?\d{1,3}[A-Z]\b"
    r"|\b[A-Z][ ]?[A-Z][ \-]?\d[ ]?\d[ \-]?[A-Z][ ]?[A-Z][ ]?[A-Z]\b",
    any_case=False,
)
PLATE_LOWER = _compile(r"\b[a-z]{2}\d{2}\s?[a-z]{3}\b")
PLATE_CUED = _compile(
    r"""\b(?:reg|registration|plates?|number\s?plate|numberplate|vrm|index)\b
    (?:\s{0,3}(?:no|number|mark|is|was|of|the|on|ends?|ending|reads?|says?|said|:|=|-|\.|")){0,5}+\s{0,3}
    (?P<hit>(?=[a-z]{0,3}\s?\d)[a-z]{1,3}\s?\d{1,4}\s?[a-z]{0,3}|\d{1,4}\s?[a-z]{1,3})\b"""
)
PLATE_END = re.compile(
    r"\b(?:reg|registration|plates?|number\s?plate)\s(?:that\s)?(?:ends?|ended|ending)(?:\s(?:in|with|on))?"
    r"[\s:]{1,3}(?P<hit>[A-Z]{3}|\d{2}\s?[A-Z]{3})\b"
)
_ORDINARY_TRIPLES = (
    "THE AND ARE WAS BUT FOR YOU HAS CAR NOT OUT OFF ALL CAN HAD HIS HER ITS ONE TWO WHO WHY HOW MEN BUS BMW"
    " HGV AMG SUV VAN PER MAX MIN"
)
NOT_PLATES = frozenset(_ORDINARY_TRIPLES.split())
_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK"
    "|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG"
    "|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR"
    "|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
POSTCODE = _compile(rf"\b(?:{_AREAS})\d[A-Z\d]?[\s.\-]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}\b")
POSTCODE_CUED = _compile(
    r"\bpost\s?code\b(?:\s(?:is|was))?[\s:]{1,3}"
    r"(?P<hit>[A-Z](?:\s?[A-Z])?\s?\d(?:\s?[A-Z\d])?\s?\d\s?[A-Z]\s?[A-Z])\b"
)
ORDINAL = re.compile(r"[a-z]\d{1,2}\s(?:1st|2nd|3rd|\dth|\dft|\dhr)")

_ROAD = (
    "Road|Rd|Street|St|Avenue|Ave?|Close|Cl|Lane|Ln|Drive|Dr|Way|Gardens?|Gdns|Crescent|Cres|Court|Ct|Place|Pl"
    "|Terrace|Grove|Square|Sq|Hill|Rise|Mews|Walk|Parade|Park|View|Green|Row|Chase|Heath|Quay|Wharf|Mount|Vale"
)
_ROAD_LOWER = "road|rd|street|avenue|ave|lane|drive|gardens|gdns|crescent|grove|terrace|court|mews"
_HOUSE = r"(?<![\w£$€.:/])\d{1,4}[a-zA-Z]?(?:\s?[\-–/&]\s?\d{1,4}[a-zA-Z]?)?,?\s{1,2}"
STREET_CAPS = _compile(
    rf"{_HOUSE}(?:(?!(?:{_ROAD})\b)[^\W\d_a-z][\w'’.\-]{{0,30}}\s{{1,2}}){{1,4}}(?:{_ROAD}|{_ROAD.upper()})\b",
    any_case=False,
)
_ORDINARY = (
    "on in the a an of at to down up and or by from with for into along near off over my our his her"
    " their this that mph kph mile miles min mins minute minutes hour hours hr hrs day days week weeks"
    " month months year years yard yards metre metres meter meters m ft feet car cars van vans bus buses"
    " bike bikes kids lads men women people youths boys girls teenagers times way lane wheel bed bedroom"
    " new old main side other busy different local more or so dead retail business skate play lorry coach"
    " caravan trailer foot person people's am pm per cent st nd rd th is was are were it we they who which"
    " out outside inside around across behind been being bags bins"
)
_NOT_ORDINARY = rf"(?!(?:{'|'.join(_ORDINARY.split())})\b)"
STREET_LOWER = _compile(
    rf"""{_HOUSE}(?:{_NOT_ORDINARY}[^\W\d_][\w'’\-]{{0,30}}\s{{1,2}}){{1,3}}?(?:{_ROAD_LOWER})\b
    (?!\s(?:light|lamp|drink|clean|sign|work|furniture|part|food|vendor|preach|rac|corner|closure|rage|side))"""
)
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
FLAT = _compile(
    rf"""\b(?:flat|apartment|apt|maisonette|bedsit)\s{{0,2}}(?:(?:no\.?|number|\#)\s{{0,2}})?
    (?:\d{{1,4}}[a-z]?|{_NUMBERS}|(?-i:[A-H]))\b
    |\b(?:house|door)\s(?:no\.?|number|\#)\s{{0,2}}\d{{1,4}}[a-z]?\b
    |\b(?:liv(?:es?|ed|ing)|stay(?:s|ed|ing)?|residents?)\s(?:at\s)?(?:(?<=at\s)|(?=n|\#))
    (?:(?:no\.?|number|\#)\s{{0,2}})?\d{{1,4}}[a-z]?\b(?!\s?(?:year|month|week|mile|min|day|star|m\b|%))
    |\b(?:number|no\.?)\s{{0,2}}\d{{1,4}}[a-z]?\b
      (?=\s(?:is|has|plays?|keeps?|always|who|lives?|opposite|again)\b)
    |\b(?:house|bungalow|caravan)\s\d{{1,4}}[a-z]?\b
    |\bliv(?:es?|ed|ing)\s(?:at|in)\s(?:number|no\.?)\s(?:{_NUMBERS})\b
    |{_HOUSE}the\s(?:crescent|avenue|grove|mews|terrace|gardens|drive)\b
    |\b(?:at|from|in|of|outside|opposite|behind|into|next\sto|near|by|beside|past|above|below|towards)\s(?:no\.?|number|\#|nr\.?)\s{{0,2}}
      \d{{1,4}}[a-z]?\b(?!\s?bus)"""
)

_SITES = (
    "snap(?:chat)?|sc|insta(?:gram)?|ig|tik\\s?tok|facebook|fb|twitter|telegram|whats\\s?app|discord|kik|wickr|signal"
    "|youtube|onlyfans|psn|xbox|gamer\\s?tag|steam|linkedin|messenger"
)
_NOT_HANDLES = (
    "post posts posted posting story stories page pages account accounts live video videos photo photos"
    " feed and or to for on in about where with group groups reel reels message messages dm dms chat chats"
    " was is are were has had have been that this which who they he she it we i you the a an of at by from"
    " as called user name names but so because when while again still down up out not being getting got"
    " going full useless very really full marketplace community app website site link links profile"
    " profiles people friends also then every all status"
)
_HANDLE_WORD = rf"(?!(?:t|wa)\.me/)(?!(?:{'|'.join(_NOT_HANDLES.split())})\b)\w[\w.]{{1,28}}\w"
_LINK = r"(?:is|was|at|its|it's|hes|he's|shes|she's|theyre|they're|goes|by|now|he|she)"
_LABEL = r"(?:user\s?name|user|name|handle|account|tag|id|profile|called|under|as)"
HANDLE = _compile(
    rf"""(?<![\w@.])@(?:\s(?!(?:the|an?|my|our|his|her|their|this|that|night|about|around|least|home|work)\b))?
      \w[\w.]{{1,28}}\w
    |(?<![\w/.])u/\w[\w\-]{{2,20}}\b
    |\b(?:facebook|instagram|tiktok|twitter|x|snapchat|youtube|linkedin|t|wa)\.(?:com|me)/[\w.@/?=%\-]{{2,60}}
    |\b(?:{_SITES})\b(?:\s{{0,2}}{_LABEL}\b){{0,3}}+\s{{0,2}}(?:is\s{{0,2}})?[:=@]\s{{0,2}}@?{_HANDLE_WORD}
    |\b(?:{_SITES})\b(?:\s{{1,2}}{_LABEL}\b){{1,3}}+\s{{1,2}}(?:is\s{{1,2}})?["'“‘]?{_HANDLE_WORD}
    |\b(?:{_SITES})\b(?:\s{{1,2}}(?:{_LINK}|{_LABEL})\b){{1,4}}+\s{{1,2}}["'“‘]?(?=[^\W\d])(?P<linked>{_HANDLE_WORD})
    |\b(?:{_SITES})\b\s{{1,2}}(?:is\s{{1,2}}|[\-–]\s{{0,2}})?["'“‘]?(?P<weak>{_HANDLE_WORD})"""
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = (
    rf"(?:\d{{1,2}}\s?[./\-–\s]\s?\d{{1,2}}\s?[./\-–\s]\s?\d{{2,4}}|\d{{4}}[./\-]\d{{1,2}}[./\-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\.?,?(?:\s\d{{2,4}})?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s\d{{2,4}})?|{_MONTH}\s\d{{4}}|(?:19|20)\d\d)"
)
BIRTH = _compile(
    rf"""\b(?:d\.?\s?o\.?\s?b\.?|date\sof\sbirth|birth\s?date|born|birthday)
    (?:\s{{0,2}}(?:on|in|is|was|the|:|=|-|–|\()){{0,4}}+\s{{0,2}}(?P<hit>{_DATE})\b"""
)
ACCOUNT = _compile(
    r"""\b(?:sort\s?code|s/c)(?:\s{0,2}(?:no|number|is|was|:|=|-|\.|\#)){0,3}+
      \s{0,2}(?P<sort>\d{2}[\s\-.]?\d{2}[\s\-.]?\d{2})(?!\d)
    |\b(?:account|acct|acc|a/c)(?:\s{0,2}(?:no|number|num|is|was|:|=|-|\.|\#)){0,4}+
      \s{0,2}(?P<hit>\d(?:[\s\-]?\d){5,9})(?!\d)
    |(?<!\d)\d{2}-\d{2}-\d{2}[\s,/]{1,3}\d{8}(?!\d)
    |(?<![\d+])\d{4}(?P<gap>[\s\-]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?!\d)
    |\bGB\d{2}\s?[A-Z]{4}(?:\s?\d){14}(?!\d)"""
)
PERSONAL_NUMBER = _compile(
    r"""\b[A-Z9]{5}\d{6}[A-Z9]{2}\d[A-Z]{2}\b
    |\b[A-Z]{2}[\s\-.]?\d{2}[\s\-.]?\d{2}[\s\-.]?\d{2}[\s\-.]?[A-D]\b
    |\b(?:NHS|passport|driving\slicen[cs]e|licen[cs]e|national\sinsurance|NINO|NI)
      (?:\s{0,2}(?:no|number|is|was|:|=|-|\.|\#)){1,4}+
      \s{0,2}(?P<hit>(?=[A-Z]{0,5}\s?\d)[A-Z\d](?:[\s\-]?[A-Z\d]){7,17})\b"""
)
