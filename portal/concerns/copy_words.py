"""The words by which officers' copies of concerns are found; never a word of an original."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, ForeignKey, Index, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.adapters import word_index
from portal.adapters.db import WITHOUT_ROWID, Base
from portal.adapters.word_index import BY_CODE_POINT
from portal.concerns.models import Concern


class CopyWord(Base):
    """One word of an officer's copy."""

    __tablename__ = "concern_copy_words"
    __table_args__ = (Index("ix_concern_copy_words_word", "word", "text_id"), WITHOUT_ROWID)

    text_id: Mapped[str] = mapped_column(
        ForeignKey("concerns.id", ondelete="CASCADE"), primary_key=True, comment="the report it belongs to"
    )
    word: Mapped[str] = mapped_column(
        BY_CODE_POINT, primary_key=True, comment="a word of the officer's copy, to find it again"
    )


word_index.keep_in_step(Concern, "sanitised", CopyWord)


def holds(asked: str) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a row: its copy has each word that is asked for, or one that begins like it."""
    return word_index.holds(Concern.id, CopyWord, asked)


def forget(session: Session, ids: Sequence[str]) -> None:
    """The words of these copies go; for whoever deletes many copies at once."""
    session.execute(delete(CopyWord).where(CopyWord.text_id.in_(ids)))
