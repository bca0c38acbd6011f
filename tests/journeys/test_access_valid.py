"""Valid HTML: every page that links lead to, as a visitor and as everybody on the staff, and our styles."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask

from portal.app import create_app
from portal.demo.people import FILE, PASSWORD
from portal.settings import ROOT, Settings
from portal.web.context import EXTENSION
from tests.checkers import valid
from tests.journeys import server
from tests.journeys.crawl import inside, walk
from tests.page_client import Fetched, PageClient

VNU = valid.find()
pytestmark = [pytest.mark.long, pytest.mark.skipif(not VNU, reason=valid.MISSING)]


class Copyist:
    """Fetches pages as one person and keeps each in a folder."""

    def __init__(self, app: Flask, folder: Path, who: str) -> None:
        self.page, self.folder, self.who = PageClient(app), folder, who

    def signs_in(self, email: str) -> None:
        form = self.page.get("/staff/sign-in").fields()
        self.page.post("/staff/sign-in", {**form, "email": email, "password": PASSWORD}, status=303)

    def keeps(self, address: str, within: str) -> list[str]:
        """A page; answers where it leads to."""
        response = self.page.http.get(address)
        if response.status_code == 303:
            return inside("", [response.headers["Location"]])
        assert response.status_code == 200, f"{address} answered {response.status_code} to {self.who}"
        fetched = Fetched(address, response)
        name = re.sub(r"[^\w.-]+", "_", f"{self.who}{address}")[:120]
        (self.folder / f"{name}.html").write_text(fetched.html, encoding="utf-8")
        links = [e.get("href", "") for e in fetched.tree.iter("a") if e.get("download") is None]
        return [each for each in inside("", links) if each.startswith(within)]


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_every_page_is_valid_html(shared: Path, tmp_path: Path, code: str) -> None:
    folder = server.copied(server.loaded(shared, code), tmp_path / "instance")
    app = create_app(Settings.from_env(server.environment(folder, code=code)))
    pages = tmp_path / "pages"
    pages.mkdir()
    visitor = Copyist(app, pages, "public")
    walk("/", lambda address: visitor.keeps(address, "/"))
    for each in json.loads((folder / FILE).read_text(encoding="utf-8")):
        colleague = Copyist(app, pages, "-".join(each["roles"]))
        colleague.signs_in(each["email"])
        walk("/staff", lambda address, who=colleague: who.keeps(address, "/staff"))
    app.extensions[EXTENSION].database.dispose()
    assert not valid.faults(VNU, pages)


def test_our_styles_are_valid_css() -> None:
    styles = [path for path in sorted((ROOT / "static").rglob("*.css")) if "leaflet" not in path.parts]
    assert not valid.faults(VNU, *styles)
