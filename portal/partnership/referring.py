"""What a partnership says about referrals to scrutiny: what each clock rests on, which other bodies reply."""

from dataclasses import dataclass

from portal.core.errors import NotFound

CLOCKS = (
    *(
        "acknowledge",
        "advice",
        "returned",
        "lapse",
        "agenda",
        "sitting",
        "plan_sitting",
        "decision",
        "notice",
    ),
    *("reasons", "duty", "information", "response", "review", "action", "close", "yearly"),
)
"""Every clock that a referral, or the committee itself, can be under."""

LAW, PRACTICE = BASES = ("law", "practice")


@dataclass(frozen=True, slots=True)
class ClockTerm:
    """One clock: what it asks for, whether by law or practice, the source, what follows when it runs out."""

    code: str
    name: str
    basis: str
    source: str
    after: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body that co-operates with the responsible authorities (Crime and Disorder Act 1998, section 5)."""

    code: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Referring:
    """Every clock's term, in the order of the file, and the co-operating bodies."""

    terms: tuple[ClockTerm, ...] = ()
    bodies: tuple[Body, ...] = ()

    def term(self, code: str) -> ClockTerm:
        """What the partnership says about this clock. Raises `NotFound`."""
        for term in self.terms:
            if term.code == code:
                return term
        raise NotFound(kind="clock", value=code)
