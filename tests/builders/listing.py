"""Lists as somebody reads them, for stories: from the first page to the last."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from portal.web.listing import Page
from portal.web.sorting import Order
from tests.page_client import Fetched, PageClient

Row = TypeVar("Row")


def every_order(codes: Iterable[str]) -> list[Order]:
    """Each column both ways."""
    return [Order(code, falling) for code in codes for falling in (False, True)]


def read_through(page: Callable[..., Page[Row]], order: Order) -> list[Row]:
    """Every row of a list in this order, page by page; `page` takes `order` and `after`."""
    found = page(order=order, after=None)
    rows = [*found.rows]
    while found.next_key is not None:
        found = page(order=order, after=found.next_key)
        rows += found.rows
    return rows


def in_order(rows: list[Row], value: Callable[[Row], object], order: Order) -> bool:
    """Whether the rows stand in this order by what `value` reads from each; rows alike may stand anyhow."""
    values = [value(row) for row in rows]
    return values == sorted(values, reverse=order.falling)  # type: ignore[type-var]


def pressed(reader: PageClient, path: str, shown: Fetched, words: str) -> Fetched:
    """The page behind the one link of these words: the head of a column, or the pager's."""
    (link,) = [each for each in shown.all("a") if "".join(each.itertext()).strip() == words]
    return reader.get(path + link.get("href"))


def sorted_by(shown: Fetched) -> list[tuple[str, str]]:
    """Which column says that the list is sorted by it, and which way."""
    heads = [head for head in shown.all("th") if head.get("aria-sort")]
    return [("".join(head.itertext()).strip(), head.get("aria-sort")) for head in heads]
