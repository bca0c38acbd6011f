"""Valid HTML and CSS, as vnu says, the checker behind validator.w3.org."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
MISSING = (
    "Valid HTML was not looked at: that needs Java and vnu (make test-all fetches vnu), or vnu by itself."
)

EXCUSED = re.compile(r"unrecognized media .screen|“(paint-order|vector-effect)”: Property")
"""What govuk-frontend says to Internet Explorer alone, and properties of SVG that vnu has not heard of."""


def find() -> list[str]:
    """How to call vnu on this machine; empty where it is not there."""
    if by_itself := shutil.which("vnu"):
        return [by_itself]
    java, jar = shutil.which("java"), Path(os.environ.get("PORTAL_VNU", JAR))
    return [java, "-Xss8m", "-jar", str(jar)] if java and jar.is_file() else []


def faults(vnu: list[str], *where: Path) -> list[str]:
    """What is wrong with the files in these places: the file's name, the line, and what vnu says."""
    asked = [*vnu, "--errors-only", "--also-check-css", "--format", "json", *map(str, where)]
    done = subprocess.run(asked, capture_output=True, text=True)
    told = json.loads(done.stderr)["messages"]
    return [
        f"{each.get('url', '').rpartition('/')[2]}:{each.get('lastLine', '?')}: {each['message']}"
        for each in told
        if not EXCUSED.search(each["message"])
    ]
