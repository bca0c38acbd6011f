"""Long lists are read page by page, by key and never by offset."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

Row = TypeVar("Row")

PAGE_ROWS = 50
"""Rows on one page."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the key after which the next page starts (`None` on the last)."""

    rows: tuple[Row, ...]
    next_key: str | None


def after() -> str | None:
    """The key the reader asked to continue after; it is checked by the query, not trusted."""
    return request.args.get("after", "").replace("\x00", " ").strip() or None


def paged(rows: list[Row], keys: list[str], size: int = PAGE_ROWS) -> Page[Row]:
    """A page of `size` rows out of up to `size + 1` fetched ones with their keys."""
    more = len(rows) > size
    return Page(tuple(rows[:size]), keys[size - 1] if more else None)
