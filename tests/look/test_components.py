"""Whatever a page can be made of stands on the page that shows all pieces, for whoever changes one."""

import re

from tests.look.drawing import ROOT

PIECES = ROOT / "templates/components"
SHOWN = ROOT / "templates/front/staff"
MACRO = re.compile(r"{%-? macro (\w+)\(.*?%}(.*?){%-? endmacro -?%}", re.S)
READ = re.compile(r"{{(.*?)}}|{%-? (?:set|call|if|elif|for) (.*?)%}", re.S)


def pieces() -> dict[str, str]:
    """Every macro of the components and what is drawn in it."""
    return {
        name: body
        for path in PIECES.glob("*.html")
        for name, body in MACRO.findall(path.read_text(encoding="utf-8"))
    }


def called(text: str, known: set[str]) -> set[str]:
    """The pieces that a template draws: their names before a bracket, where Jinja reads."""
    read = " ".join(before + after for before, after in READ.findall(text))
    return set(re.findall(r"(\w+)\(", read)) & known


def test_every_piece_is_shown() -> None:
    known = pieces()
    pages = "".join(path.read_text(encoding="utf-8") for path in SHOWN.glob("components*.html"))
    shown, new = set(), called(pages, set(known))
    while new:
        shown |= new
        new = {name for each in new for name in called(known[each], set(known))} - shown
    assert set(known) - shown == {"live_map"}  # needs a script of its page; its drawing is shown
