"""Teaches templates to speak: finds the phrases of each, and makes them look-ups when it is compiled.

Only for the environment of other languages; the English pages are compiled from the templates as they stand.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer

from portal.web.languages.cutting import Cutter, Lead, Printed, Raw, Said, Segment
from portal.web.languages.phrases import has_words
from portal.web.languages.scanning import Place, Scanner

PHRASE, PRINTED, LEAD, TOGETHER, JOINED = "_phrase", "_printed", "_lead", "_together", "_joined"
"""What a compiled template calls; `speaking` says them."""

TITLES = frozenset({"title", "document_title", "quiet_title", "description"})
"""Blocks that stand inside <title>, or in what the page says of itself to machines."""

CODES = frozenset({"kind_of", "described_by", "first_control"})
"""Macros that answer with a code for another tag, not with words."""

CODE = re.compile(r"^[/.#?]|govuk|__|--|://")
"""What no sentence holds: addresses, and the names of styles."""

NOT_MARKUP = frozenset({"url_for", "dict", "page_address", "page_day"})
OWN_PLACE = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)


class Translator(CodeGenerator):
    """Compiles a template that looks its phrases up."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        """Make every phrase a look-up, then compile as always."""
        Reader(node).rewrite()
        super().visit_Template(node, frame)


def reads_as_words(text: str) -> bool:
    """Whether a text of an expression is for readers: it has a space or a capital, and is no code."""
    begins = text.lstrip()[:1]
    return has_words(text) and CODE.search(text.lstrip()) is None and (begins.isupper() or " " in text)


class Reader:
    """One template: what it says, and the same template with look-ups in it."""

    def __init__(self, template: nodes.Template) -> None:
        """Of this syntax tree, which `rewrite` changes."""
        self.template = template
        self.scanner = Scanner()
        self.cutter = Cutter(_name, _is_markup)
        self.found: list[Segment] = []
        self.raw: set[int] = set()

    def rewrite(self) -> list[Segment]:
        """Every segment of the template in its order, after each output was replaced by look-ups."""
        self._walk(self.template.body)
        joiner = _Joiner(self.raw)
        joiner.visit(self.template)
        return [*self.found, *joiner.found]

    def _walk(self, body: Sequence[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                self._output(node)
            elif isinstance(node, nodes.If):
                self._branches([node.body, *(each.body for each in node.elif_), node.else_])
            elif isinstance(node, nodes.For):
                self._branches([node.body, node.else_])
            elif isinstance(node, nodes.Block):
                self._block(node)
            elif isinstance(node, OWN_PLACE):
                self._apart(
                    node.body, None if isinstance(node, nodes.Macro) and node.name in CODES else Place()
                )
            elif isinstance(node, nodes.With | nodes.Scope | nodes.ScopedEvalContextModifier):
                self._walk(node.body)

    def _branches(self, bodies: Sequence[Sequence[nodes.Node]]) -> None:
        """Each begins where the first does; what follows begins where the first ends."""
        start = self.scanner.place
        self._walk(bodies[0])
        end = self.scanner.place
        for body in bodies[1:]:
            self.scanner.place = start
            self._walk(body)
        self.scanner.place = end

    def _block(self, node: nodes.Block) -> None:
        if node.name in TITLES:
            self._apart(node.body, Place(inside="title"))
        else:
            self._walk(node.body)

    def _apart(self, body: Sequence[nodes.Node], place: Place | None) -> None:
        """A body that stands somewhere else than what is around it; None: it holds no words."""
        before = self.scanner.place
        if place is not None:
            self.scanner.place = place
            self._walk(body)
        self.scanner.place = before

    def _output(self, node: nodes.Output) -> None:
        run = [part.data if isinstance(part, nodes.TemplateData) else part for part in node.nodes]
        segments = list(self.cutter.cut(self.scanner.read(run)))
        self.found += segments
        self.raw |= {id(part) for each in segments_of(segments) for part in _raw_parts(each)}
        node.nodes = [_node(segment) for segment in segments]
        for each in node.nodes:
            _place(each, node)


def segments_of(segments: Sequence[Segment]) -> Iterator[Segment]:
    """These segments and those inside the tags of phrases."""
    for segment in segments:
        yield segment
        if isinstance(segment, Said):
            for _name, inner in segment.tags:
                yield from segments_of(inner)


class _Joiner(NodeTransformer):
    """Makes words that an expression joins with values (`"Closes " ~ day`) one phrase."""

    def __init__(self, raw: set[int]) -> None:
        """`raw` are expressions that nobody reads as words."""
        self.raw = raw
        self.found: list[Said] = []

    def visit(self, node: nodes.Node, *given: Any, **more: Any) -> Any:
        """Leave raw expressions alone."""
        return node if id(node) in self.raw else super().visit(node, *given, **more)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """One phrase where one of the parts is words."""
        self.generic_visit(node)
        texts = [part.value if isinstance(part, nodes.Const) else None for part in node.nodes]
        if not any(isinstance(text, str) and reads_as_words(text) for text in texts):
            return node
        parts = [
            part if text is None else _escaped(text) for text, part in zip(texts, node.nodes, strict=True)
        ]
        said = Cutter(_name, _is_markup).sentence(parts)
        names = iter(name for name, _value in said.values)
        named = [nodes.Const("" if text is not None else next(names)) for text in texts]
        self.found.append(said)
        made = _call(JOINED, nodes.Const(said.phrase), nodes.List(named), nodes.List(node.nodes))
        _place(made, node)
        return made


def _node(segment: Segment) -> nodes.Expr:
    if isinstance(segment, Said):
        tags = [(name, _call(TOGETHER, *(_node(each) for each in inner))) for name, inner in segment.tags]
        return _call(PHRASE, nodes.Const(segment.phrase), _dict(tags), _dict(segment.values), segment.plain)
    if isinstance(segment, Printed):
        return _call(PRINTED, segment.value, segment.plain)
    if isinstance(segment, Lead):
        return _call(LEAD, *(_node(Raw(part)) for part in segment.parts))
    return nodes.TemplateData(segment.part) if isinstance(segment.part, str) else segment.part


def _call(name: str, *given: nodes.Expr | bool) -> nodes.Call:
    arguments = [nodes.Const(each) if isinstance(each, bool) else each for each in given]
    return nodes.Call(nodes.Name(name, "load"), arguments, [], None, None)


def _place(made: nodes.Node, instead: nodes.Node) -> None:
    """A new node stands where the one stood that it was made of."""
    made.set_lineno(instead.lineno)
    if instead.environment is not None:
        made.set_environment(instead.environment)


def _dict(pairs: Sequence[tuple[str, nodes.Expr]]) -> nodes.Dict:
    return nodes.Dict([nodes.Pair(nodes.Const(name), value) for name, value in pairs])


def _raw_parts(segment: Segment) -> Sequence[Any]:
    if isinstance(segment, Raw):
        return (segment.part,)
    return segment.parts if isinstance(segment, Lead) else ()


def _escaped(text: object) -> str:
    return html.escape(str(text), quote=False)


def _is_markup(node: nodes.Expr) -> bool:
    """Whether an expression calls a macro, or what it is called with: these answer with whole blocks."""
    calls = [node] if isinstance(node, nodes.Call) else []
    for call in (*calls, *node.find_all(nodes.Call)):
        called = call.node
        while isinstance(called, nodes.Getattr):
            called = called.node
        named = called.name if isinstance(called, nodes.Name) else ""
        if named == "self" or (called is call.node and named and named not in NOT_MARKUP):
            return True
    return False


def _name(node: nodes.Expr) -> str:
    """A word for a value, as a translator reads it: the last name in its expression."""
    found = "value"
    if isinstance(node, nodes.Name):
        found = node.name
    elif isinstance(node, nodes.Getattr):
        found = node.attr
    elif isinstance(node, nodes.Filter | nodes.Call | nodes.Getitem) and node.node is not None:
        return _name(node.node)
    word = re.sub(r"[^a-z0-9_]", "", found.lower()).lstrip("_0123456789")
    return word or "value"
