"""What somebody would read who stole the database, made from the tables themselves: it cannot fall behind."""

from dataclasses import dataclass

from sqlalchemy.orm import Mapper

from portal.adapters.db import Base
from portal.notices.rules import kept_for
from portal.partnership.rules import Partnership


@dataclass(frozen=True, slots=True)
class Yield:
    """One kind of record, and what stands in each: words for people, from the tables' own comments."""

    record: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """How long one kind of record is kept."""

    words: str
    time: str


def stolen() -> tuple[Yield, ...]:
    """Every kind of record and everything it holds, in the order of the tables' names."""
    mappers = sorted(Base.registry.mappers, key=lambda mapper: str(mapper.local_table))
    return tuple(Yield(_sentence(mapper), _columns(mapper)) for mapper in mappers)


def retention(partnership: Partnership) -> tuple[Kept, ...]:
    """The partnership's table of how long records are kept, in words."""
    return tuple(Kept(rule.words, kept_for(rule.days)) for rule in partnership.retention)


def _sentence(mapper: Mapper[object]) -> str:
    told = (mapper.class_.__doc__ or mapper.class_.__name__).strip()
    return told.split("\n", 1)[0].rstrip(".")


def _columns(mapper: Mapper[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column.comment or column.name for column in mapper.local_table.columns))
