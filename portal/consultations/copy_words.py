"""The words by which officers' copies of written answers are found; never a word of an original."""

from sqlalchemy import ColumnElement, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters import word_index
from portal.adapters.db import WITHOUT_ROWID, Base
from portal.adapters.word_index import BY_CODE_POINT
from portal.consultations.models import WrittenAnswer


class CopyWord(Base):
    """One word of an officer's copy of a written answer."""

    __tablename__ = "consultation_copy_words"
    __table_args__ = (Index("ix_consultation_copy_words_word", "word", "text_id"), WITHOUT_ROWID)

    text_id: Mapped[str] = mapped_column(
        ForeignKey("consultation_texts.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the written answer it belongs to",
    )
    word: Mapped[str] = mapped_column(
        BY_CODE_POINT, primary_key=True, comment="a word of the officer's copy, to find it again"
    )


word_index.keep_in_step(WrittenAnswer, "sanitised", CopyWord)


def holds(asked: str) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a row: its copy has each word that is asked for, or one that begins like it."""
    return word_index.holds(WrittenAnswer.id, CopyWord, asked)
