"""A made-up language, as no person speaks it: every word of the English ones set in signs that stand out.

It is made by the tests, in a folder of their own. It proves the way of a translation, and translates nothing.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from jinja2 import Environment

from portal.adapters.translations import Entry, write_translations
from portal.partnership import loading
from portal.partnership.languages import words_of
from portal.web.languages import collecting, phrases
from portal.web.languages.phrases import Kind

WHO = {"Last-Translator": "Ann Example", "X-Checked-By": "Example Council", "X-Checked-On": "2026-11-20"}
SIGNS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")


def made_up(phrase: str) -> str:
    """The phrase in the made-up language: its tags and values stay."""
    return "".join(_piece(piece.kind, piece.text) for piece in phrases.read(phrase))


def _piece(kind: Kind, text: str) -> str:
    if kind is Kind.WORDS:
        return text.translate(SIGNS)
    return {Kind.OPEN: f"<{text}>", Kind.CLOSE: f"</{text}>", Kind.VALUE: f"{{{text}}}"}[kind]


def a_translation(
    words: Iterable[str],
    *,
    tag: str = "cy",
    header: Mapping[str, str] = WHO,
    says: Callable[[str], str] = made_up,
    without: Iterable[str] = (),
) -> str:
    """A file of translations of these words, but for those it is `without`."""
    kept = sorted(set(words) - set(without))
    entries = [Entry(each, says(each), False, 0) for each in kept]
    return write_translations(dict.fromkeys(kept, ()), tag=tag, header=header, entries=entries)


def words_of_page(environment: Environment, template: str, code: str = "bcp") -> frozenset[str]:
    """Everything a page says: its templates' words and those of the partnership's files."""
    return collecting.page(environment, template) | frozenset(
        phrases.tidy(each) for each in words_of(loading.load(code), loading.load_content(code))
    )


def a_partnership_with(folder: Path, files: Mapping[str, str], code: str = "bcp") -> Path:
    """A copy of a shipped partnership that offers these languages, each with its file of translations."""
    made = folder / code
    shutil.copytree(loading.folder(code), made)
    structure = made / "partnership.toml"
    tags = ", ".join(f'"{tag}"' for tag in files)
    structure.write_text(f"languages = [{tags}]\n" + structure.read_text(encoding="utf-8"), encoding="utf-8")
    for tag, text in files.items():
        (made / "languages" / tag).mkdir(parents=True)
        (made / "languages" / tag / "messages.po").write_text(text, encoding="utf-8")
    return made
