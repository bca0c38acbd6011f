"""A councillor attaches papers to a draft: known by their content, sent as files, refused in words."""

import io

import pytest

from portal.adapters.attachments import LARGEST, accept
from portal.core.actors import Role
from tests.referrals.writing_up import a_draft


@pytest.fixture
def councillor(signed_in):
    return signed_in(Role.COUNCILLOR, name="A councillor")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def attach(browser, draft, content, name="A map of the sea front", status=303):
    shown = browser.get(f"{draft}/parts/evidence")
    fields = shown.fields() | {"name": name, "file": (io.BytesIO(content), "secret-name.png")}
    return browser.post(f"{draft}/papers", fields, status=status)


def actions(shown):
    """Where the forms of the page post to."""
    return [form.get("action", "") for form in shown.forms()]


def test_a_paper_is_attached_sent_as_a_file_and_taken_out(councillor):
    draft = a_draft(councillor)
    attach(councillor, draft, PNG)
    shown = councillor.get(f"{draft}/parts/evidence")
    assert "A map of the sea front" in shown.words and "secret-name" not in shown.html
    opening, removal, _ = actions(shown)
    answer = councillor.http.post(opening, data=shown.fields(0))
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    councillor.post(removal, shown.fields(1), status=303)
    assert "A map of the sea front" not in councillor.get(f"{draft}/parts/evidence").words


BAD = [
    (b"", "The file is empty"),
    (b"MZ not a picture", "Choose a PDF, a Word"),
    (b"%PDF-1.7 broken", "cannot read this file"),
]


def test_a_paper_that_cannot_be_kept_is_refused_in_words(councillor):
    draft = a_draft(councillor)
    for content, told in BAD:
        shown = attach(councillor, draft, content, status=422)
        assert told in shown.words and shown.fields()["name"] == "A map of the sea front"


def test_a_paper_of_another_member_is_not_found(councillor, signed_in):
    draft = a_draft(councillor)
    attach(councillor, draft, PNG)
    opening = actions(councillor.get(f"{draft}/parts/evidence"))[0]
    other = signed_in(Role.COUNCILLOR)
    other.post(opening, other.get("/staff/referrals").fields(0), status=404)


def test_a_file_that_is_too_large_is_refused_in_words(councillor):
    draft = a_draft(councillor)
    token = councillor.get(f"{draft}/parts/evidence").fields()["csrf_token"]
    parts = [("csrf_token", b"", token.encode()), ("name", b"", b"A map"), ("file", b"a.pdf", b"x" * LARGEST)]
    body = b"".join(
        b'--edge\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n'
        % (name.encode(), b'; filename="%b"' % file if file else b"", content + b"x" * bool(file))
        for name, file, content in parts
    )
    shown = councillor.post(
        f"{draft}/papers",
        body + b"--edge--\r\n",
        status=422,
        content_type="multipart/form-data; boundary=edge",
    )
    assert "5 MB or less" in shown.words


def test_nothing_waits_while_a_paper_is_checked(councillor, app, monkeypatch):
    draft = a_draft(councillor)
    shown = councillor.get(f"{draft}/parts/evidence")
    fields = shown.fields() | {"name": "A map", "file": (io.BytesIO(PNG), "a.png")}
    seen = []

    def looked_at(content):
        with app.extensions["portal.house"].database.transaction() as session:
            seen.append(session.in_transaction())
        return accept(content)

    monkeypatch.setattr("portal.adapters.attachments.accept", looked_at)
    councillor.post(f"{draft}/papers", fields, status=303)
    assert seen == [True]
