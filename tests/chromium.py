"""Finds the Chromium that the browser's tests drive, or installs one where this machine lets us."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

APT = ("apt-get", "install", "-y", "-q", "--no-install-recommends")

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
"""The accessibility checker that the journeys put into each page; `make test` fetches it."""

NAMES = (
    "chromium-headless-shell",
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
"""The same browser without its windows comes first: it shows pages alike and needs a quarter less time."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""For every launch: no window, no calls home."""

MISSING = (
    "No Chromium was found: install it (on Debian: apt-get install chromium), name it with "
    "PORTAL_CHROMIUM=/path/to/chromium, or leave its tests out with SKIP_BROWSER=1."
)


def find() -> str | None:
    """Path of a Chromium on this machine: PORTAL_CHROMIUM, then the usual names, then Playwright's own."""
    given = os.environ.get("PORTAL_CHROMIUM")
    if given:
        return given if os.access(given, os.X_OK) else None
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def install() -> None:
    """Install Chromium: root on Debian with apt, anybody else with Playwright; `find` tells if it worked."""
    quiet = {"stdout": sys.stderr, "stderr": sys.stderr, "stdin": subprocess.DEVNULL}
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], env=env, **quiet)
        for package in NAMES[:2]:
            if not find():
                subprocess.run([*APT, package], env=env, **quiet)
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], **quiet)


def main() -> int:
    """Print the path of a Chromium, after installing one if need be."""
    if not os.environ.get("PORTAL_CHROMIUM") and not find():
        install()
    path = find()
    print(path or MISSING)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
