"""What a standing is called on pages: words and a sign, never a colour alone."""

from portal.plan.measure_rules import Direction, Standing

STANDINGS: dict[Standing, tuple[str, str]] = {
    Standing.NOTHING: ("No figure yet", "quiet"),
    Standing.ONE: ("Too early to say", "quiet"),
    Standing.RIGHT: ("Going the right way", "done"),
    Standing.WRONG: ("Not going the right way", "late"),
    Standing.STEADY: ("No clear change", "quiet"),
    Standing.WATCHED: ("We watch it", "quiet"),
    Standing.REACHED: ("Where we want it", "done"),
}
"""The words of a standing, and the kind of its tag."""

DIRECTIONS: dict[Direction, str] = {
    Direction.LESS: "Less is better.",
    Direction.MORE: "More is better.",
    Direction.COME_FORWARD: "A rise is good news: it means that more people come forward and trust us.",
    Direction.WATCH: "We watch it; neither way is good in itself.",
}
"""Which way is good, as a reader is told."""
