"""Each door in a process of its own, holding no more keys than it needs."""
