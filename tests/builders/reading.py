"""How a database would read what it is asked: along an index, or everything there is."""

from typing import Any

from sqlalchemy import Select, text
from sqlalchemy.orm import Session

IN_ORDER = ("enable_seqscan", "enable_bitmapscan", "enable_sort")
"""What PostgreSQL does without where rows have to come in the order of an index."""


def plan(session: Session, query: Select[Any], *, without: tuple[str, ...] = IN_ORDER) -> str:
    """The steps it would take, in its own words; PostgreSQL takes none of those that are left out."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    if not sqlite:
        for setting in without:
            session.execute(text(f"SET LOCAL {setting} = off"))
    compiled = str(query.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
    asked = f"EXPLAIN QUERY PLAN {compiled}" if sqlite else f"EXPLAIN {compiled}".replace("%", "%%")
    explained = session.connection().exec_driver_sql(asked)
    return " | ".join(str(row[-1]) for row in explained)
