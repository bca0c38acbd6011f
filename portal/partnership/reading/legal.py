"""Reads what the law asks a partnership to tell: the section [legal] of partnership.toml.

Refuses a purpose without its law. Empty texts are allowed here: whether the public may come in with them, the
start of a real portal decides.
"""

from portal.partnership.legal import NEEDED, Basis, Legal
from portal.partnership.reading.tables import Table


def read_legal(top: Table) -> Legal:
    """The section; without it nothing is filled in."""
    table = top.table("legal", needed=False)
    if table is None:
        return Legal()
    texts = {name: _text(table, name) for name in NEEDED}
    made = Legal(**texts, bases=tuple(_basis(each) for each in table.tables("basis", needed=False)))
    table.finish()
    return made


def _text(table: Table, name: str) -> str:
    """A text that may stand there empty."""
    table.used.add(name)
    value = table.values.get(name, "")
    if not isinstance(value, str):
        table.fault(name, f"“{name}” must be a text")
        return ""
    return value.strip()


def _basis(table: Table) -> Basis:
    made = Basis(table.text("purpose"), table.text("law"))
    table.finish()
    return made
