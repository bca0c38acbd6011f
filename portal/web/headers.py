"""The headers of every answer: no third party, no inline script in public, nothing kept that could betray."""

import base64

from flask import Flask, Response, g, has_request_context, request

from portal.adapters.tokens import new_key

POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'{nonce}; "
    "img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
}

STAFF = "/staff"


def csp_nonce() -> str:
    """The nonce of this staff page; empty on public pages, which carry no inline script."""
    if not has_request_context() or not request.path.startswith(STAFF):
        return ""
    if "page_nonce" not in g:
        g.page_nonce = base64.b64encode(new_key()[:16]).decode("ascii")
    nonce: str = g.page_nonce
    return nonce


def no_store() -> None:
    """Tell every cache, the browser's own too, to keep nothing of this page."""
    g.no_store = True


def cacheable(words: str) -> None:
    """Say how this page may be cached."""
    g.cache_control = words


def install(app: Flask, *, secure: bool) -> None:
    """Add the headers to every answer of `app`; `secure` adds HSTS."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        nonce = csp_nonce()
        response.headers["Content-Security-Policy"] = POLICY.format(
            nonce=f" 'nonce-{nonce}'" if nonce else ""
        )
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if g.get("no_store") or request.path.startswith(STAFF):
            response.headers["Cache-Control"] = "no-store"
        elif "cache_control" in g:
            response.headers["Cache-Control"] = g.cache_control
        elif response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
