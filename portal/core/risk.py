"""How soon somebody has to look at what came in: one word for every slice that keeps a queue."""

from enum import StrEnum


class Risk(StrEnum):
    """How soon somebody has to look; sorts with the urgent first."""

    HIGH = "high"
    NORMAL = "normal"
