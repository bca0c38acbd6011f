"""What every portal compiles anew when it begins, compiled once for all the portals of a run.

A story has a portal of its own. Its addresses and templates are the same text as those of the portal before,
and the same text compiles to the same code: only the work is saved, nothing is shared that can change.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class Address(Rule):
    """An address whose builder is made once for each pattern."""

    made: dict[object, Builder] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        pattern = (self.rule, tuple(self._trace), tuple((self.defaults or {}).items()), append_unknown)
        if pattern not in self.made:
            self.made[pattern] = super()._compile_builder(append_unknown)
        return self.made[pattern]


class Templates(BytecodeCache):
    """The code of each template by its name and text; translated ones are cut otherwise and left alone."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code where it is known."""
        if not bucket.environment.overlayed:
            bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        if bucket.code is not None and not bucket.environment.overlayed:
            self.kept[bucket.key, bucket.checksum] = bucket.code


TEMPLATES = Templates()


def install() -> None:
    """From now on every portal of this process compiles once."""
    shared: Any = Flask
    shared.url_rule_class = Address
    shared.jinja_options = {**Flask.jinja_options, "bytecode_cache": TEMPLATES}
