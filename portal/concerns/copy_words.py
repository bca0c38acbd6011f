"""The words by which officers' copies are found; never a word of an original.

They are written and deleted in the transaction that changes the copy. A table like every other, rather than a
full-text index: a deleted word is gone from the file at once, on both databases and on every SQLite.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, ForeignKey, Index, String, delete, event, insert, select
from sqlalchemy.orm import Mapped, Mapper, Session, attributes, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base
from portal.concerns.models import Concern
from portal.core.search import LONGEST, beginnings, last_with, words_of

BY_CODE_POINT = String(LONGEST).with_variant(String(LONGEST, collation="C"), "postgresql")
"""So that all words with one beginning stand together, whatever the database's language."""


class CopyWord(Base):
    """One word of an officer's copy."""

    __tablename__ = "concern_copy_words"
    __table_args__ = (Index("ix_concern_copy_words_word", "word", "concern_id"), WITHOUT_ROWID)

    concern_id: Mapped[str] = mapped_column(
        ForeignKey("concerns.id", ondelete="CASCADE"), primary_key=True, comment="the report it belongs to"
    )
    word: Mapped[str] = mapped_column(
        BY_CODE_POINT, primary_key=True, comment="a word of the officer's copy, to find it again"
    )


def holds(asked: str) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a report: its copy has each word that is asked for, or one that begins like it."""
    return tuple(
        Concern.id.in_(
            select(CopyWord.concern_id).where(
                CopyWord.word >= beginning, CopyWord.word < last_with(beginning)
            )
        )
        for beginning in beginnings(asked)
    )


def forget(session: Session, ids: Sequence[str]) -> None:
    """The words of these reports' copies go; for whoever deletes many copies at once."""
    session.execute(delete(CopyWord).where(CopyWord.concern_id.in_(ids)))


@event.listens_for(Concern, "after_insert")
@event.listens_for(Concern, "after_update")
def _keep_in_step(_mapper: Mapper[Any], connection: Connection, concern: Concern) -> None:
    """A copy that was written, changed or deleted takes its words along."""
    if not attributes.get_history(concern, "sanitised").has_changes():
        return
    connection.execute(delete(CopyWord).where(CopyWord.concern_id == concern.id))
    words = sorted(words_of(concern.sanitised or ""))
    if words:
        connection.execute(insert(CopyWord), [{"concern_id": concern.id, "word": word} for word in words])
