"""How a sentence that Python puts together (an f-string) reads as a phrase: its words, its values by name.

Pure, over a syntax tree. `fitting` recognises the sentence again once its values stand in it.
"""

import ast
import re
from collections.abc import Iterator

from portal.web.languages.cutting import numbered
from portal.web.languages.phrases import tidy, written

LIMIT = re.compile(r"^max_\w+")
"""A limit of whatever form: one sentence for translators, and not one for each form."""

OF_ITS_TEXT = frozenset(
    ("capitalize", "casefold", "get", "isoformat", "lower", "rstrip", "strip", "title", "upper")
)
"""Methods that say less than the name of what they are called on."""

OF_WHAT_IT_HOLDS = frozenset({"int", "len", "round", "sorted", "str", "sum"})
"""Functions that say less than the name of what they are given."""

A_VALUE = "1"
"""Stands for any value while a sentence is judged: it has no letter, so the letters have to be its own."""

OWN_WORD = re.compile(r"\b[^\W\d_]+\b")
"""A word that no value is a part of."""


def phrase_of(node: ast.JoinedStr) -> str:
    """The f-string in the grammar of phrases. Values without a word between them are one value."""
    names: list[str] = []
    words: list[str] = []
    for part, follows in _parts(node):
        if isinstance(part, str):
            words.append(written(part))
        elif not follows:
            names.append(numbered(_name(part.value), names))
            words.append(f"{{{names[-1]}}}")
    return tidy("".join(words))


def judged(node: ast.JoinedStr) -> str:
    """The f-string as it reads with a value in each place; its share of a hundred is no code."""
    whole = "".join(part if isinstance(part, str) else A_VALUE for part, _follows in _parts(node))
    return whole.replace(f"{A_VALUE}%", A_VALUE)


def has_own_words(node: ast.JoinedStr) -> bool:
    """Whether it says more than its values do: not only “a{n} {kind}” or “{one}s”."""
    return OWN_WORD.search(judged(node)) is not None


def own_parts(node: ast.JoinedStr) -> Iterator[ast.AST]:
    """The words of an f-string and the codes for its numbers and dates, which are no texts by themselves."""
    for part in node.values:
        if isinstance(part, ast.Constant):
            yield part
        elif isinstance(part, ast.FormattedValue) and part.format_spec is not None:
            yield from ast.walk(part.format_spec)


def _parts(node: ast.JoinedStr) -> Iterator[tuple[str | ast.FormattedValue, bool]]:
    """Each part, and whether it is a value that follows a value."""
    follows = False
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            yield part, follows
            follows = True
        elif isinstance(part, ast.Constant):
            yield str(part.value), False
            follows = False


def _name(node: ast.expr) -> str:
    """A word for a value, as a translator reads it: the last name in its expression."""
    word = re.sub(r"[^a-z0-9_]", "", _last_name(node).lower()).lstrip("_0123456789")
    return LIMIT.sub("most", word) or "value"


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Call):
        return _called(node)
    if isinstance(node, ast.Subscript):
        at = node.slice
        named = isinstance(at, ast.Constant) and isinstance(at.value, str)
        return str(at.value) if named and isinstance(at, ast.Constant) else _last_name(node.value)
    if isinstance(node, ast.BinOp):
        return _last_name(node.left)
    if isinstance(node, ast.BoolOp):
        return _last_name(node.values[0])
    return _last_name(node.operand) if isinstance(node, ast.UnaryOp) else ""


def _called(node: ast.Call) -> str:
    """What a function gives is called by the function, what a method of a text gives by the text."""
    name = _last_name(node.func)
    if node.args and (name == "join" or name in OF_WHAT_IT_HOLDS):
        return _last_name(node.args[0])
    if isinstance(node.func, ast.Attribute) and node.func.attr in OF_ITS_TEXT:
        return _last_name(node.func.value)
    return name
