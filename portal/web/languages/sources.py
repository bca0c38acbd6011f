"""Where the words of public pages stand: which templates draw them, and which modules those pages draw on.

Staff pages are in English: officers, councillors and groups work in it, and so is the law they apply.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment

from portal.web.languages import collecting, fitting
from portal.web.languages.collecting import Template

PUBLIC, STAFF = "layouts/public.html", "layouts/staff.html"
STAFF_FOLDER = "/staff/"
PACKAGES = ("portal", "forms")
SILENT = frozenset(
    (
        *(
            "adapters",
            "bootstrap",
            "building",
            "demo",
            "hotspots",
            "ledger",
            "moderation",
            "opening",
            "outbox",
        ),
        *("packs", "reading", "staff", "web"),
    )
)
"""Packages that say nothing to the public."""

NO_WORDS = ("models", "staff_routes", "desk", "commands", "settings", "tables", "names", "detail_patterns")
"""How the names of modules end that draw no public page."""


def words(drawn: Mapping[str, Template], root: Path) -> dict[str, set[str]]:
    """Every word of the public pages, which these templates draw, with the files it stands in.

    Sentences that differ in the names of their values only are one: the first stands for all of them.
    """
    found: dict[str, set[str]] = {}
    for name, each in drawn.items():
        for phrase in each.phrases:
            found.setdefault(phrase, set()).add(f"templates/{name}")
    same = {fitting.shape(phrase): phrase for phrase in sorted(found, reverse=True)}
    for path in modules(root):
        for phrase in sorted(collecting.module(path)):
            kept = same.setdefault(fitting.shape(phrase), phrase)
            found.setdefault(kept, set()).add(path.relative_to(root).as_posix())
    return found


def templates(environment: Environment) -> dict[str, Template]:
    """The templates of public pages, and what they are made of."""
    names = [
        each for each in environment.list_templates(extensions=["html"]) if STAFF_FOLDER not in f"/{each}"
    ]
    every = {name: collecting.template(environment, name) for name in names}
    drawn = {name: _below(name, every) for name in names}
    staff = {name for name in names if STAFF in drawn[name]}
    public = {part for name in names if PUBLIC in drawn[name] and name not in staff for part in drawn[name]}
    inside = {part for name in staff for part in drawn[name]}
    return {name: every[name] for name in names if name in public or name not in inside}


def modules(root: Path) -> tuple[Path, ...]:
    """The modules that public pages draw on, from their routes down."""
    paths = {_dotted(path, root): path for package in PACKAGES for path in (root / package).rglob("*.py")}
    waiting = [name for name, path in paths.items() if path.name.endswith("routes.py") and _may_speak(name)]
    seen = set(waiting)
    while waiting:
        for name in _drawn_on(paths[waiting.pop()], paths):
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return tuple(sorted(paths[name] for name in seen))


def _drawn_on(path: Path, paths: Mapping[str, Path]) -> Iterable[str]:
    return (name for name in collecting.imports(path) if name in paths and _may_speak(name))


def _may_speak(name: str) -> bool:
    parts = name.split(".")
    return not SILENT.intersection(parts) and not parts[-1].endswith(NO_WORDS)


def _below(name: str, every: Mapping[str, Template]) -> frozenset[str]:
    """A template and all it is made of."""
    waiting, seen = [name], {name}
    while waiting:
        others = every[waiting.pop()].others & every.keys()
        waiting += sorted(others - seen)
        seen |= others
    return frozenset(seen)


def _dotted(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts)
