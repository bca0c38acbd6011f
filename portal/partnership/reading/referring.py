"""Reads referrals.toml: what each clock rests on, and the bodies that co-operate.

Refuses a clock nobody knows, a missing one and a second one, and a body with the code of another.
"""

from portal.partnership.reading.tables import Table
from portal.partnership.referring import BASES, CLOCKS, Body, ClockTerm, Referring


def read_referring(file: Table, *, authorities: frozenset[str]) -> Referring:
    """Everything the file says. `authorities`: codes that are taken."""
    terms: dict[str, ClockTerm] = {}
    for table in file.tables("clock"):
        code = table.one_of("code", CLOCKS)
        if code in terms:
            table.fault("code", f"a second clock “{code}”")
        basis = table.one_of("basis", BASES)
        terms[code] = ClockTerm(code, table.text("name"), basis, table.text("source"), table.text("after"))
        table.finish()
    for code in CLOCKS:
        if terms and code not in terms:
            file.fault("clock", f"the clock “{code}” is missing")
    made = Referring(tuple(terms.values()), _bodies(file, authorities))
    file.finish()
    return made


def _bodies(file: Table, authorities: frozenset[str]) -> tuple[Body, ...]:
    bodies: dict[str, Body] = {}
    for table in file.tables("body", needed=False):
        body = Body(table.code("code"), table.text("name"), table.text("role"))
        if body.code in bodies or body.code in authorities:
            table.fault("code", f"a second body “{body.code}”")
        bodies[body.code] = body
        table.finish()
    return tuple(bodies.values())
