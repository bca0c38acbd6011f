"""One scale of classes for every map, its key and the tables beside it: the same limits under the same words.

Refuses limits that do not rise. Three classes above "fewer than": more cannot be told apart on a phone or on
grey paper.
"""

from dataclasses import dataclass

from portal.core.disclosure import FLOOR


@dataclass(frozen=True, slots=True)
class Scale:
    """Classes of a count: `starts` are the numbers from which classes 1, 2, 3 begin; below is class 0."""

    starts: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.starts or list(self.starts) != sorted(set(self.starts)) or self.starts[0] < 1:
            raise ValueError("limits of classes rise from one")

    def step_of(self, count: int) -> int:
        """The class of a count, 0 to 3."""
        return sum(count >= start for start in self.starts)

    @property
    def words(self) -> tuple[str, ...]:
        """What each class holds, the lowest first: "fewer than 5", "5 to 9" ... "20 or more"."""
        between = zip(self.starts, self.starts[1:], strict=False)
        return (
            f"fewer than {self.starts[0]:,}",
            *(f"{start:,} to {end - 1:,}" for start, end in between),
            f"{self.starts[-1]:,} or more",
        )


CONCERNS = Scale((FLOOR, 2 * FLOOR, 4 * FLOOR))
"""Concerns at one place in one period; the limits are edges of the published bands of five."""
