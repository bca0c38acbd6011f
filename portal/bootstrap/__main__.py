"""`python -m portal.bootstrap <step>`, as the Makefile calls it."""

import sys

from portal.bootstrap import checks, locks, prepare, start
from portal.bootstrap.machine import Stop, fresh_log


def prepared() -> None:
    """Environment and assets only."""
    fresh_log()
    prepare.packages(tests=True)
    prepare.assets(tests=True)


STEPS = {
    "run": start.serve,
    "setup": prepared,
    "clean": prepare.clean,
    "lock": locks.renew,
    **checks.STEPS,
}


def main(words: list[str]) -> int:
    """Take one step. Returns the exit code; a refusal is one sentence on standard error."""
    if len(words) != 1 or words[0] not in STEPS:
        print(f"Choose one step: {', '.join(STEPS)}.", file=sys.stderr)
        return 2
    try:
        return STEPS[words[0]]() or 0
    except Stop as stop:
        print(stop, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
