"""Every answer carries the headers that keep a visitor safe."""

import pytest

PAGES = [
    "/",
    "/plan",
    "/advice",
    "/help-now",
    "/concerns/report",
    "/nowhere",
    "/health/live",
    "/staff/sign-in",
]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_from_elsewhere_may_run(app, path):
    policy = app.test_client().get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in policy and "http" not in policy


@pytest.mark.parametrize("path", PAGES)
def test_the_referrer_stays_here(app, path):
    assert app.test_client().get(path).headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        *("/concerns/report", "/concerns/follow-up", "/staff/sign-in", "/search?q=noise"),
        *("/about-me", "/complaints", "/partnership/questions", "/contact/follow-up"),
    ],
)
def test_pages_that_could_betray_are_not_kept(app, path):
    assert "no-store" in app.test_client().get(path).headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/plan", "/advice", "/partnership", "/consultations"])
def test_reading_pages_are_cached_and_answered_304(app, path):
    http = app.test_client()
    first = http.get(path)
    assert "max-age" in first.headers["Cache-Control"]
    assert http.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_form_sent_from_another_site_is_refused(app):
    sent = app.test_client().post(
        "/concerns/report", data={"go": "next"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert sent.status_code == 403


def test_a_form_with_another_origin_is_refused(app):
    sent = app.test_client().post(
        "/concerns/report", data={"go": "next"}, headers={"Origin": "https://evil.example"}
    )
    assert sent.status_code == 403
