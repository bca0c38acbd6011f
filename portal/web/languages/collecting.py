"""What there is to translate: every word that templates and modules give to readers. Runs none of them.

Whatever is found here is looked up again when a page is drawn, by the same functions.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

from portal.web.languages import formatted
from portal.web.languages.cutting import Said
from portal.web.languages.phrases import SIGNS, has_words, tidy
from portal.web.languages.templates import Reader, reads_as_words, segments_of

NAMES_OF_THINGS = (nodes.Compare, nodes.Test)
OTHER_TEMPLATES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
ONE_WORD = re.compile(r"[A-Z][a-z’]+[.:?]?")
NO_SENTENCE = re.compile(r"[\\|=_%\[\]]|://|--|^[/.#?]|\n\s*\n|\bIN \(|\s/\w")
LOGS = frozenset({"log", "logger"})
TOLD_NOBODY = frozenset(
    (
        *("Blueprint", "TypeVar", "compile", "fullmatch", "getLogger", "join", "match", "replace", "search"),
        *("split", "startswith", "strftime", "sub", "text"),
    )
)
"""Calls whose words are for the machine."""


@dataclass(frozen=True, slots=True)
class Template:
    """What a template says, and the other templates it draws on."""

    phrases: frozenset[str]
    others: frozenset[str]


def template(environment: Environment, name: str) -> Template:
    """The words of one template and the names of those it is made of."""
    assert environment.loader is not None
    tree = environment.parse(environment.loader.get_source(environment, name)[0], name)
    others = {
        each.value
        for node in tree.find_all(OTHER_TEMPLATES)
        for each in node.find_all(nodes.Const)
        if isinstance(each.value, str) and each.value.endswith(".html")
    }
    words = set(_constants(tree))
    for segment in segments_of(Reader(tree).rewrite()):
        if isinstance(segment, Said):
            words.add(segment.phrase)
    return Template(frozenset(words), frozenset(others))


def page(environment: Environment, name: str) -> frozenset[str]:
    """Every word of a page: of its template and of all it is made of."""
    found: frozenset[str] = frozenset()
    waiting, seen = [name], {name}
    while waiting:
        read = template(environment, waiting.pop())
        found |= read.phrases
        waiting += sorted(read.others - seen)
        seen |= read.others
    return found


def module(path: Path) -> frozenset[str]:
    """The sentences and titles that a module holds: not its documentation, nor what only programs read.

    A sentence that it puts together is a phrase with values; a piece of one is taken as it stands.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = {id(each) for node in ast.walk(tree) for each in _not_read(node)}
    return frozenset(
        phrase for node in ast.walk(tree) if id(node) not in passed for phrase in _phrases_of(node)
    )


def imports(path: Path) -> frozenset[str]:
    """The modules that a module draws on, by their dotted names, and what it takes from each."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return frozenset(found)


def _constants(node: nodes.Node) -> Iterator[str]:
    """Words in expressions: given to a macro, kept in a list. Joined ones are a phrase of their own."""
    for child in node.iter_child_nodes():
        if isinstance(child, (*NAMES_OF_THINGS, *OTHER_TEMPLATES)):
            continue
        if isinstance(child, nodes.Const):
            if isinstance(child.value, str) and reads_as_words(child.value) and not SIGNS & set(child.value):
                yield tidy(child.value)
        elif not (isinstance(child, nodes.Concat) and any(map(_is_words, child.nodes))):
            yield from _constants(child)
        else:
            yield from (
                word for part in child.nodes if not isinstance(part, nodes.Const) for word in _constants(part)
            )


def _is_words(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str) and reads_as_words(node.value)


def _is_sentence(text: str) -> bool:
    words = text.strip()
    if NO_SENTENCE.search(words) or SIGNS & set(words) or not has_words(words):
        return False
    return " " in words if " " in text else ONE_WORD.fullmatch(words) is not None


def _phrases_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        if _is_sentence(formatted.judged(node)) and formatted.has_own_words(node):
            yield formatted.phrase_of(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_sentence(node.value):
        yield tidy(node.value)


def _not_read(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from formatted.own_parts(node)
    elif isinstance(node, ast.Raise | ast.Assert | ast.Compare) or _is_told_nobody(node):
        yield from ast.walk(node)
    elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
        yield from ast.walk(node.annotation)
    elif isinstance(node, ast.Assign) and any(getattr(each, "id", "") == "__all__" for each in node.targets):
        yield from ast.walk(node.value)


def _is_told_nobody(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in TOLD_NOBODY or getattr(node.func.value, "id", "") in LOGS
    return getattr(node.func, "id", "") in TOLD_NOBODY
