"""Lighthouse, which browsers have built in: four scores of a page on a slow phone, and what costs them."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.chromium import FLAGS

SCRIPT = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
MISSING = "Lighthouse did not run: it needs Node, Chromium and its own packages (make test-all fetches them)."

TRIES, AGAIN = 3, "Please run Lighthouse again"
"""Now and then the browser tells it nothing of how a page came; it asks for another try itself."""

NOT_OURS = ("uses-http2", "is-on-https", "redirects-http")
"""What the proxy in front of the portal sees to; on 127.0.0.1 there is none."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Of 100 each, and the names of the audits that were not passed."""

    by_category: Mapping[str, int]
    not_passed: tuple[str, ...]
    machine: int
    """How fast the machine was while it looked, as Lighthouse measures it: a busy one tells nothing."""

    def too_low(self, least: Mapping[str, int]) -> list[str]:
        """The categories below what they have to reach, with what is missing."""
        low = [f"{name} {self.by_category[name]}" for name in least if self.by_category[name] < least[name]]
        return [f"{', '.join(low)}: {', '.join(self.not_passed)}"] if low else []


def find() -> list[str]:
    """How to call Lighthouse on this machine; empty where it is not there."""
    if node := shutil.which("node"):
        if SCRIPT.is_file():
            return [node, str(SCRIPT)]
        if by_itself := shutil.which("lighthouse"):
            return [by_itself]
    return []


def look_at(lighthouse: list[str], address: str, *, chromium: str, folder: Path) -> Scores:
    """The scores of the page at this address; the whole report stays in the folder."""
    report = folder / "lighthouse.json"
    asked = [
        *(*lighthouse, address, "--quiet", "--output=json", f"--output-path={report}"),
        *("--no-enable-error-reporting", f"--chrome-flags={' '.join(FLAGS)}"),
        f"--skip-audits={','.join(NOT_OURS)}",
    ]
    for _ in range(TRIES):
        done = subprocess.run(
            asked, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True
        )
        if AGAIN not in done.stderr:
            break
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(report.read_text(encoding="utf-8"))
    scores = {name: round(100 * each["score"]) for name, each in told["categories"].items()}
    counted = {
        one["id"] for each in told["categories"].values() for one in each["auditRefs"] if one.get("weight")
    }
    missed = (name for name in counted if (told["audits"][name]["score"] or 0) < 0.9 and _counts(told, name))
    return Scores(scores, tuple(sorted(missed)), int(told["environment"]["benchmarkIndex"]))


def _counts(told: Mapping[str, Mapping[str, Mapping[str, object]]], audit: str) -> bool:
    return told["audits"][audit]["scoreDisplayMode"] in ("binary", "numeric", "metricSavings")
