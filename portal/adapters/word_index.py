"""The words by which a text is found, kept in a table beside it: the only full-text search of the portal.

A table like every other rather than a full-text index of the database: a deleted word is gone from the file
at once, on both databases and on every version of SQLite, and nothing tells the order in which texts came.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, String, delete, event, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Mapper, attributes

from portal.adapters.db import Base
from portal.core.search import LONGEST, beginnings, last_with, words_of

BY_CODE_POINT = String(LONGEST).with_variant(String(LONGEST, collation="C"), "postgresql")
"""So that all words with one beginning stand together, whatever the database's language."""


def keep_in_step(model: type[Base], text: str, words: type[Any]) -> None:
    """From now on a `text` of `model` that is written, changed or deleted takes its rows of `words` along.

    `words` is a table of `text_id` and `word`.

    Statements that change many rows at once pass this by: whoever writes one deletes the words too.
    """

    def follow(_mapper: Mapper[Any], connection: Connection, row: Any) -> None:
        if not attributes.get_history(row, text).has_changes():
            return
        connection.execute(delete(words).where(words.text_id == row.id))
        found = sorted(words_of(getattr(row, text) or ""))
        if found:
            connection.execute(insert(words), [{"text_id": row.id, "word": word} for word in found])

    event.listen(model, "after_insert", follow)
    event.listen(model, "after_update", follow)


def holds(
    row_id: InstrumentedAttribute[str], words: type[Any], asked: str
) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a row: it has each word that is asked for, or one that begins like it."""
    return tuple(
        row_id.in_(select(words.text_id).where(words.word >= beginning, words.word < last_with(beginning)))
        for beginning in beginnings(asked)
    )
