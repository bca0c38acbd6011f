"""A browser without JavaScript that refuses any page that breaks a rule every page keeps.

One h1, a title, valid HTML, a label for every field, no inline script or style on public pages, no cookie
outside the staff pages, nothing from another host.
"""

import re
from typing import Any
from urllib.parse import urlsplit

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

ALLOWED_PARSE_ERRORS: frozenset[str] = frozenset()
XLINK = "{http://www.w3.org/1999/xhtml}"


class PageClient:
    """Fetches pages and checks each; follows no redirect unless asked."""

    def __init__(self, app: Flask) -> None:
        """Open a browser on `app`."""
        self.app = app
        self.http = app.test_client()

    def get(self, path: str, *, status: int = 200, **more: Any) -> "Fetched":
        """GET a page and check it."""
        return self._checked(path, self.http.get(path, **more), status)

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, status: int = 200, **more: Any
    ) -> "Fetched":
        """POST a form as a browser on our own site would, and check the answer."""
        headers = {"Sec-Fetch-Site": "same-origin", **more.pop("headers", {})}
        return self._checked(path, self.http.post(path, data=data or {}, headers=headers, **more), status)

    def _checked(self, path: str, response: TestResponse, status: int) -> "Fetched":
        assert response.status_code == status, f"{path} answered {response.status_code}:\n{_words(response)}"
        fetched = Fetched(path, response)
        if response.mimetype == "text/html" and response.data and status not in (301, 302, 303, 304):
            fetched.check()
        public = not path.startswith("/staff")
        assert not (public and response.headers.get("Set-Cookie")), f"{path} sets a cookie"
        return fetched


def _words(response: TestResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)))[:1500]


class Fetched:
    """A fetched page: its text, and questions about its structure."""

    def __init__(self, path: str, response: TestResponse) -> None:
        """Keep the response; parsing waits until somebody asks."""
        self.path = path
        self.response = response
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        self.html = response.get_data(as_text=True)
        self.parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.tree = self.parser.parse(self.html)

    @property
    def words(self) -> str:
        """Everything a reader reads, in one line."""
        return re.sub(r"\s+", " ", " ".join(self.tree.find("body").itertext())).strip()

    @property
    def title(self) -> str:
        """The page's title."""
        return " ".join("".join(self.tree.find("head/title").itertext()).split())

    @property
    def h1(self) -> str:
        """The page's one heading of level 1."""
        return " ".join("".join(self.tree.find(".//h1").itertext()).split())

    def all(self, tag: str, **attributes: str) -> list[Any]:
        """Every element of this kind with these attributes."""
        found = self.tree.iter(tag)
        return [
            e
            for e in found
            if all(e.get(k.rstrip("_").replace("_", "-")) == v for k, v in attributes.items())
        ]

    def links(self) -> list[str]:
        """Where the page leads."""
        return [e.get("href", "") for e in self.tree.iter("a")]

    def fields(self, index: int = -1) -> dict[str, str | list[str]]:
        """What a browser would send back from the form with this index (by default the last in main)."""
        form = self.forms()[index]
        values: dict[str, str | list[str]] = {}
        for element in form.iter():
            for name, value in _sent(element):
                known = values.get(name)
                values[name] = (
                    value if known is None else [*(known if isinstance(known, list) else [known]), value]
                )
        return values

    def forms(self) -> list[Any]:
        """The forms inside the page's main part."""
        main = self.tree.find(".//main")
        return list((main if main is not None else self.tree).iter("form"))

    def check(self) -> None:
        """Raise `AssertionError` naming what is wrong with this page."""
        errors = [(p, c, v) for p, c, v in self.parser.errors if c not in ALLOWED_PARSE_ERRORS]
        assert not errors, f"{self.path} is not valid HTML: {errors[:5]}"
        assert self.title, f"{self.path} has no title"
        assert len(list(self.tree.iter("h1"))) == 1, f"{self.path} needs exactly one h1"
        ids = [e.get("id") for e in self.tree.iter() if isinstance(e.tag, str) and e.get("id")]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        assert not twice, f"{self.path} uses ids twice: {twice}"
        self._check_labels(set(ids))
        self._check_policy()

    def _check_labels(self, ids: set[str]) -> None:
        labelled = {e.get("for") for e in self.tree.iter("label")}
        assert labelled <= ids, f"{self.path} labels what is not there: {labelled - ids}"
        for tag in ("input", "select", "textarea"):
            for field in self.tree.iter(tag):
                if field.get("type") in ("hidden", "submit"):
                    continue
                named = field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")
                assert named, f"{self.path} has a field without a label: {field.get('name')}"
        for element in self.tree.iter():
            for name in ("aria-describedby", "aria-labelledby") if isinstance(element.tag, str) else ():
                missing = set((element.get(name) or "").split()) - ids
                assert not missing, f"{self.path}: {name} points at nothing: {missing}"

    def _check_policy(self) -> None:
        public = not self.path.startswith("/staff")
        for element in (e for e in self.tree.iter() if isinstance(e.tag, str)):
            assert element.get("style") is None, f"{self.path} carries an inline style on {element.tag}"
            handlers = [name for name in element.attrib if isinstance(name, str) and name.startswith("on")]
            assert not handlers, f"{self.path} carries inline handlers {handlers}"
            fetched = element.tag == "link" and element.get("rel") not in ("canonical", "alternate")
            for name in ("src", "action") + (("href",) if fetched else ()):
                host = urlsplit(element.get(name) or "").netloc
                assert not host, f"{self.path} loads from another host: {element.get(name)}"
        for script in self.tree.iter("script"):
            assert script.get("src") or (not public and script.get("nonce")), (
                f"{self.path} carries an inline script"
            )
        assert not (public and list(self.tree.iter("style"))), f"{self.path} carries an inline style sheet"


def _sent(element: Any) -> list[tuple[str, str]]:
    name = element.get("name")
    if not name or element.get("disabled") is not None:
        return []
    if element.tag == "textarea":
        return [(name, ("".join(element.itertext())).removeprefix("\n"))]
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return [(name, o.get("value", "".join(o.itertext()))) for o in chosen]
    if element.tag == "input" and element.get("type") not in ("submit", "button", "image", "file"):
        if element.get("type") in ("radio", "checkbox") and element.get("checked") is None:
            return []
        return [(name, element.get("value", "on" if element.get("type") == "checkbox" else ""))]
    return []
