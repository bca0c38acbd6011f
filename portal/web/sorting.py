"""Long lists sorted by a column that the reader chose: by links in the column heads, page by page.

An address names a column by a code of ours. What is not known means the usual order; nothing is refused.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute


@dataclass(frozen=True, slots=True)
class Order:
    """The code of a column; `falling`: the greatest, the latest or the last in the alphabet on top."""

    code: str
    falling: bool = False

    @property
    def written(self) -> str:
        """As an address holds it."""
        return f"-{self.code}" if self.falling else self.code

    @property
    def turned(self) -> "Order":
        """The same column the other way round."""
        return Order(self.code, not self.falling)


def order(codes: Collection[str], usual: Order) -> Order:
    """The order that the reader asked for in `?order=`, or the usual one."""
    asked = request.args.get("order", "")
    found = Order(asked.removeprefix("-"), asked.startswith("-"))
    return found if found.code in codes else usual


def along(
    query: Select[Any], keys: Sequence[InstrumentedAttribute[Any]], last: object, *, falling: bool
) -> Select[Any]:
    """The query in the order of these columns, none of which is ever empty and the last of which is unique.

    `last`: the row after which it goes on; None for the beginning.
    """
    if last is not None:
        here = tuple_(*keys)
        seen = tuple_(*(literal(getattr(last, key.key), key.type) for key in keys))
        query = query.where(here < seen if falling else here > seen)
    return query.order_by(*(key.desc() if falling else key.asc() for key in keys))
