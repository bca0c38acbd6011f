"""No list stands empty: where its rows come from a loop, the page says what there is when there are none.

A list (`tbody`, `ul`, `ol`, `dl`) all of whose rows a loop draws stands inside a condition, or its loop has
an `else`, or it is named here with the reason why it can't be empty.
"""

import re
from dataclasses import dataclass, field

from portal.settings import ROOT
from tests.house import source

TAG = r"{%-?\s*(?P<tag>for|endfor|if|elif|else|endif|macro|endmacro|call|endcall)\b[^%]*?-?%}"
PIECE = re.compile(TAG + r"|<(?P<end>/?)(?P<element>tbody|ul|ol|dl|li|tr|dt)\b")
LISTS, ROWS = ("tbody", "ul", "ol", "dl"), ("li", "tr", "dt")
OPENS = {"for": "endfor", "if": "endif", "macro": "endmacro", "call": "endcall"}

BY_CALLER = "whoever calls this piece asks first whether there is anything"
FIXED = "a fixed set of the portal's own"
FILES = "the partnership's files are refused without it"
HAPPENED = "what it is about cannot be without one"

NEVER_EMPTY = {
    "advice/help_now.html": FIXED,
    "advice/helplines.html": BY_CALLER,
    "advice/topic.html": "a page of advice is refused without a source",
    "components/choices.html": BY_CALLER,
    "components/legend.html": BY_CALLER,
    "components/page.html": BY_CALLER,
    "components/pieces.html": BY_CALLER,
    "concerns/picture_words.html": BY_CALLER,
    "consultations/hub_pieces.html": BY_CALLER,
    "consultations/kinds/paper/matrix.html": "a grid is refused without rows",
    "consultations/paper.html": BY_CALLER,
    "consultations/show.html": "nothing is published without a page of questions",
    "consultations/staff/building/bank.html": "a kind without a question is left out",
    "consultations/staff/building/kinds.html": FIXED,
    "consultations/staff/gate.html": "every check is listed, those that found nothing too",
    "consultations/staff/invitation_codes.html": "shown once, when codes were just made",
    "consultations/staff/paper_pile.html": BY_CALLER,
    "consultations/staff/waiting.html": "a draft is listed because of these findings",
    "contact/complaint.html": FILES,
    "contact/staff/opened.html": "every case has its clock",
    "front/staff/components.html": FIXED,
    "front/staff/easy_read.html": FIXED,
    "front/staff/easy_reads.html": FIXED,
    "front/staff/retention.html": FIXED,
    "layouts/languages.html": BY_CALLER,
    "layouts/navigation.html": FIXED,
    "meetings/pieces.html": BY_CALLER,
    "meetings/staff/return.html": HAPPENED,
    "moderation/staff/queue.html": FIXED,
    "moderation/staff/queue_table.html": BY_CALLER,
    "moderation/staff/together.html": "nothing ticked is refused before this page",
    "notices/accessibility.html": FIXED,
    "notices/word_list.html": BY_CALLER,
    "packs/staff/paper.html": "a pack's tables have rows, it has its sentences and notes",
    "packs/staff/summary.html": "a pack's summary has its sentences and notes",
    "partnership/group.html": FILES,
    "partnership/structure.html": FILES,
    "plan/staff/measures.html": "only priorities with measures are listed",
    "plan/staff/priorities.html": "a list without a priority is refused",
    "referrals/committee/agreement.html": "a programme without an item is refused",
    "referrals/committee/programme.html": "a programme without an item is refused",
    "referrals/committee/show.html": HAPPENED,
    "referrals/member/draft.html": FIXED,
    "referrals/member/pieces.html": BY_CALLER,
    "referrals/member/show.html": HAPPENED,
    "staff/accounts/index.html": "whoever reads it has an account",
    "staff/own/recovery_codes.html": "shown once, when codes were just made",
}


@dataclass
class Part:
    """A list, or a tag of the template around one, while it is open."""

    kind: str
    loops: list["Part"] = field(default_factory=list)
    rows: int = 0
    conditional: bool = False
    says: bool = False


def bare_lists(text: str) -> int:
    """How many lists of a template would stand empty without a word."""
    open_parts: list[Part] = []
    bare = 0
    for piece in PIECE.finditer(text):
        name = piece["tag"] or piece["element"]
        if name in ROWS:
            _row(open_parts) if not piece["end"] else None
        elif name in LISTS and piece["end"]:
            bare += _closed(open_parts, "list")
        elif name in LISTS or name in OPENS:
            _open(open_parts, "list" if name in LISTS else name)
        elif name == "else" and open_parts:
            open_parts[-1].says = True
        elif name in OPENS.values():
            _closed(open_parts, next(begin for begin, end in OPENS.items() if end == name))
    return bare


def _open(open_parts: list[Part], kind: str) -> None:
    part = Part(kind, conditional=any(each.kind == "if" for each in open_parts))
    around = next((each for each in reversed(open_parts) if each.kind in ("list", "for")), None)
    if kind == "for" and around and around.kind == "list":
        around.loops.append(part)
    open_parts.append(part)


def _row(open_parts: list[Part]) -> None:
    around = next((each for each in reversed(open_parts) if each.kind in ("list", "for", "if")), None)
    if around and around.kind == "list":
        around.rows += 1


def _closed(open_parts: list[Part], kind: str) -> bool:
    """Whether what is closed is a list that would stand empty without a word."""
    while open_parts and open_parts[-1].kind != kind:
        open_parts.pop()
    part = open_parts.pop() if open_parts else Part(kind)
    told = part.rows or part.conditional or any(loop.says for loop in part.loops)
    return kind == "list" and bool(part.loops) and not told


def _found() -> set[str]:
    folder = ROOT / "templates"
    return {
        str(path.relative_to(folder))
        for path in source.templates()
        if bare_lists(path.read_text(encoding="utf-8"))
    }


def test_a_list_says_when_there_is_nothing_in_it():
    assert _found() - NEVER_EMPTY.keys() == set()


def test_what_is_excused_is_still_there_and_still_needs_it():
    assert NEVER_EMPTY.keys() - _found() == set()


def test_the_law_sees_a_bare_list_and_only_that():
    loop = "{% for row in rows %}<li>{{ row }}</li>{% endfor %}"
    assert bare_lists(f"<ul>{loop}</ul>") == 1
    assert bare_lists(f"{{% if rows %}}<ul>{loop}</ul>{{% endif %}}") == 0
    assert bare_lists(f"<ul><li>Always</li>{loop}</ul>") == 0
    assert bare_lists("<ul>{% for row in rows %}<li>x</li>{% else %}<li>None</li>{% endfor %}</ul>") == 0
