"""How far each number in a table could move while all printed numbers stay true: exact, in whole numbers.

A table with its totals is a circulation: counts flow along edges, and at each node what comes in goes out.
The true counts are one such flow; an attacker who sees only bounds may believe in any other. Refuses a flow
that breaks its own bounds or does not balance.

Source: shortest augmenting paths (Edmonds and Karp 1972); whole bounds give whole extremes, and each whole
number between two extremes is possible too.
"""

from collections import deque
from dataclasses import dataclass, field

from portal.core.errors import DomainError

OPEN = 1 << 62
"""Room on an edge without an upper bound: more than anything that is counted."""


class Unbalanced(DomainError):
    """The given flow breaks a bound or does not balance at a node."""

    code = "unbalanced"


@dataclass(frozen=True, slots=True)
class Room:
    """How many units an edge could still move, and the nodes reached where it stuck (else none)."""

    units: int
    reached: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Crossing:
    """An edge that holds a flow back: at its upper bound, else at its lower one."""

    edge: int
    at_upper: bool


@dataclass(slots=True)
class Circulation:
    """Edges between numbered nodes, each with a flow within its bounds; an upper bound of None is open."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    lows: list[int] = field(default_factory=list)
    highs: list[int | None] = field(default_factory=list)
    flows: list[int] = field(default_factory=list)
    _at: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    """The edges at a node, each with the node at its other end and +1 where it leads there, -1 where not."""

    def add(self, tail: int, head: int, flow: int, low: int = 0, high: int | None = None) -> int:
        """A new edge; its number. Raises Unbalanced when the flow breaks the bounds."""
        if flow < low or (high is not None and flow > high):
            raise Unbalanced(tail=tail, head=head, flow=flow)
        edge = len(self.flows)
        for column, value in ((self.tails, tail), (self.heads, head), (self.lows, low), (self.flows, flow)):
            column.append(value)
        self.highs.append(high)
        self._at.setdefault(tail, []).append((edge, head, 1))
        self._at.setdefault(head, []).append((edge, tail, -1))
        return edge

    def loosen(self, edge: int, low: int, high: int | None) -> None:
        """Wider bounds for an edge. Raises Unbalanced when its flow would break them."""
        if self.flows[edge] < low or (high is not None and self.flows[edge] > high):
            raise Unbalanced(edge=edge, flow=self.flows[edge])
        self.lows[edge], self.highs[edge] = low, high

    def check(self) -> None:
        """Raise Unbalanced unless what comes in goes out at every node."""
        surplus = dict.fromkeys(self._at, 0)
        for tail, head, flow in zip(self.tails, self.heads, self.flows, strict=True):
            surplus[tail] -= flow
            surplus[head] += flow
        if any(surplus.values()):
            raise Unbalanced(nodes=tuple(node for node, left in surplus.items() if left))

    def room(self, edge: int, *, up: bool, wanted: int) -> Room:
        """How many of `wanted` units the edge's flow could rise or fall, whatever its own bounds say."""
        here, there = (self.heads[edge], self.tails[edge]) if up else (self.tails[edge], self.heads[edge])
        flows, moved = list(self.flows), 0
        while moved < wanted:
            path, reached = self._path(flows, here, there, edge)
            if path is None:
                return Room(moved, reached)
            units = min(wanted - moved, *(left for _, _, left in path)) if path else wanted - moved
            for step, sign, _ in path:
                flows[step] += sign * units
            moved += units
        return Room(moved)

    def span(self, edge: int, *, reach: int) -> tuple[int, int]:
        """The least and the most the edge could carry within its own bounds, up to `reach` away."""
        flow, high = self.flows[edge], self.highs[edge]
        up = reach if high is None else min(reach, high - flow)
        down = min(reach, flow - self.lows[edge])
        return (
            flow - self.room(edge, up=False, wanted=down).units,
            flow + self.room(edge, up=True, wanted=up).units,
        )

    def crossings(self, reached: frozenset[int], apart_from: int) -> list[Crossing]:
        """The edges that leave the reached nodes full or enter them at their least, in order."""
        found = []
        for edge, (tail, head) in enumerate(zip(self.tails, self.heads, strict=True)):
            if edge != apart_from and (tail in reached) != (head in reached):
                found.append(Crossing(edge, at_upper=tail in reached))
        return found

    def _path(
        self, flows: list[int], here: int, there: int, apart_from: int
    ) -> tuple[list[tuple[int, int, int]] | None, frozenset[int]]:
        """A shortest way with room left, as (edge, +1 or -1, units left); else None and the nodes reached."""
        if here == there:
            return [], frozenset()
        lows, highs = self.lows, self.highs
        came, queue = {here: (-1, 0, 0)}, deque([here])
        while queue:
            for edge, other, sign in self._at[queue.popleft()]:
                if other in came or edge == apart_from:
                    continue
                if sign < 0:
                    left = flows[edge] - lows[edge]
                else:
                    high = highs[edge]
                    left = OPEN if high is None else high - flows[edge]
                if left > 0:
                    came[other] = (edge, sign, left)
                    if other == there:
                        return self._walk_back(came, here, there), frozenset()
                    queue.append(other)
        return None, frozenset(came)

    def _walk_back(
        self, came: dict[int, tuple[int, int, int]], here: int, there: int
    ) -> list[tuple[int, int, int]]:
        path, node = [], there
        while node != here:
            step = came[node]
            path.append(step)
            node = self.tails[step[0]] if step[1] > 0 else self.heads[step[0]]
        return path
