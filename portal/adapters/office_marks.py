"""What an element of an office file may not be, and what it forgets: who did it, and on which machine.

Refuses tracked changes, comments, fields outside a list, parts of other programs and all that is fetched when
the file is opened; a link that somebody presses stays, where it leads to the web, mail or a telephone.
"""

import re
from dataclasses import dataclass

from lxml import etree

CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "tracked-changes"})
COMMENTS = frozenset({"comment", "annotation"})
ACTIVE = {
    "docx": frozenset(["altChunk", "subDoc", "object", "OLEObject", "control"]),
    "odt": frozenset(
        [
            "object",
            "object-ole",
            "plugin",
            "applet",
            "script",
            "event-listener",
            "execute-macro",
            "dde-connection",
            "dde-connection-decl",
        ]
    ),
}
FETCHED = {
    "docx": frozenset(),
    "odt": frozenset(
        ["floating-frame", "section-source", "dde-source", "connection-resource", "table-source"]
    ),
}
PICTURES = frozenset({"blip", "imagedata", "fill", "stroke"})
FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "PAGEREF",
        "REF",
        "NOTEREF",
        "STYLEREF",
        "SEQ",
        "TOC",
        "TC",
        "XE",
        "INDEX",
        "HYPERLINK",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "TITLE",
        "SUBJECT",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "LISTNUM",
        "SYMBOL",
        "EQ",
        "CITATION",
        "BIBLIOGRAPHY",
    ]
)
"""Codes in a text that Word works out from the text itself."""

PRESSED = re.compile(r"(?:https?|mailto|tel):|#", re.I)
INSIDE = re.compile(r"(?:\./)?(?:pictures|media)/[^/\\:]+", re.I)
SIGNED = frozenset({"author", "initials", "userId"})
HABITS = frozenset(
    [
        "attachedTemplate",
        "mailMerge",
        "docVars",
        "embedRegular",
        "embedBold",
        "embedItalic",
        "embedBoldItalic",
        "printerSettings",
    ]
)
PRINTER = frozenset({"PrinterName", "PrinterSetup", "PrinterPaperFromSetup"})


@dataclass
class NotClean(ValueError):
    """Its author has to do something first: `what` is the value of a trouble with attachments."""

    what: str


def local(tag: str | bytes) -> str:
    """A name without its namespace."""
    return str(tag).rpartition("}")[2]


def judge(kind: str, root: etree._Element) -> None:
    """Refuse what only the author can put right. Raises `NotClean`."""
    for element in root.iter(etree.Element):
        tag = local(element.tag)
        if tag in CHANGES:
            raise NotClean("changes")
        if tag in COMMENTS:
            raise NotClean("comments")
        if tag in ACTIVE[kind]:
            raise NotClean("active")
        if tag in FETCHED[kind] or _fetches(kind, tag, element):
            raise NotClean("fetched")
    if kind == "docx":
        _judge_fields(root)


def forget(element: etree._Element) -> None:
    """Take off who did it, and a link that leads to somebody's own machine."""
    tag = local(element.tag)
    for name in [each for each in element.attrib if local(each) in SIGNED]:
        del element.attrib[name]
    if tag == "Relationship" and element.get("TargetMode") == "External":
        if not PRESSED.match(str(element.get("Target", ""))):
            element.set("Target", "#")
    elif tag == "a":
        for name, value in element.attrib.items():
            if local(name) == "href" and not PRESSED.match(str(value)):
                element.set(name, "#")


def is_habit(element: etree._Element) -> bool:
    """Whether it tells of its author's machine, or of a part that is left out."""
    tag = local(element.tag)
    if tag == "config-item":
        return any(value in PRINTER for value in element.attrib.values())
    return tag in HABITS


def _fetches(kind: str, tag: str, element: etree._Element) -> bool:
    if tag == "Relationship":
        linked = str(element.get("Type", "")).endswith(("/hyperlink", "/attachedTemplate"))
        return element.get("TargetMode") == "External" and not linked
    if kind == "docx":
        return tag in PICTURES and any(
            v and local(k) in ("link", "href", "src") for k, v in element.attrib.items()
        )
    return tag != "a" and any(
        v and local(k) == "href" and not str(v).startswith("#") and not INSIDE.fullmatch(str(v))
        for k, v in element.attrib.items()
    )


def _judge_fields(root: etree._Element) -> None:
    """Every code by its first word, put together as Word does: it may come in pieces, or in another."""
    codes = [""]
    for element in root.iter(etree.Element):
        tag = local(element.tag)
        if tag == "fldSimple":
            _judge_code(next((str(v) for k, v in element.attrib.items() if local(k) == "instr"), ""))
        elif tag in ("instrText", "delInstrText"):
            codes[-1] += element.text or ""
        elif tag == "fldChar":
            step = next((v for k, v in element.attrib.items() if local(k) == "fldCharType"), "")
            if step == "begin":
                codes.append("")
            elif step == "separate" or (step == "end" and codes[-1]):
                _judge_code(codes[-1])
                codes[-1] = ""
            if step == "end" and len(codes) > 1:
                codes.pop()
    for code in codes:
        if code:
            _judge_code(code)


def _judge_code(code: str) -> None:
    named = re.match(r'\s*([^\s"\\]*)', code)
    if named is None or named[1].upper() not in FIELDS:
        raise NotClean("fields")
