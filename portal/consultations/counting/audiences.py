"""Residents, workers and visitors side by side, and none of them when it is too small to be seen.

Each respondent is in one group. A group that is too small is joined with the next; where two groups cannot be
told apart safely, there is no split at all. The groups are settled once for the whole consultation.
"""

from collections.abc import Sequence
from typing import Any

from portal.consultations.rules import Audience, audience
from portal.core.disclosure import FLOOR

Answers = dict[str, Any]
SMALLEST = 4 * FLOOR  # people: a column thinner than this would be hidden cell by cell

NAMES: dict[tuple[Audience, ...], str] = {
    (Audience.RESIDENT,): "Live here",
    (Audience.WORKER,): "Work or study here, live elsewhere",
    (Audience.VISITOR,): "Visit",
    (Audience.WORKER, Audience.VISITOR): "Work, study or visit, live elsewhere",
}


class Groups:
    """The groups that may stand side by side, with the answers of each."""

    def __init__(self, everyone: Sequence[Answers], relation: str | None) -> None:
        """`relation` is the code of the question that asks what ties people to the area."""
        self.everyone = tuple(everyone)
        told = [(answers, audience(answers.get(relation, ()))) for answers in everyone if relation]
        self._members = {each: [answers for answers, found in told if found is each] for each in Audience}
        self._columns = self._settle() if relation else ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' headings; none where there is no split."""
        return tuple(NAMES[column] for column in self._columns)

    def answers(self) -> tuple[tuple[Answers, ...], ...]:
        """The answers of each column."""
        return tuple(
            tuple(answers for each in column for answers in self._members[each]) for column in self._columns
        )

    def _settle(self) -> tuple[tuple[Audience, ...], ...]:
        apart = tuple((each,) for each in Audience)
        joined = ((Audience.RESIDENT,), (Audience.WORKER, Audience.VISITOR))
        return next((columns for columns in (apart, joined) if self._large_enough(columns)), ())

    def _large_enough(self, columns: Sequence[tuple[Audience, ...]]) -> bool:
        return all(sum(len(self._members[each]) for each in column) >= SMALLEST for column in columns)
