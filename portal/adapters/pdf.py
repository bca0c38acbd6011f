"""PDF files that a screen reader can follow (PDF/UA), where WeasyPrint is installed; it is an extra.

Refuses to fetch anything: a page that becomes a PDF carries all it needs. Where the extra is missing,
`installed` says so and pages offer the browser's own print command instead.
"""

from typing import Any

from portal.core.errors import DomainError

try:
    import weasyprint
except (ImportError, OSError):  # not installed, or without the libraries it draws with
    weasyprint = None

MIME = "application/pdf"
VARIANT = "pdf/ua-1"  # ISO 14289-1: tagged, with a language, a title and a reading order
PAPER = """
@page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) " of " counter(pages); } }
body { font: 10pt/1.4 Arial, sans-serif; color: #1a1a1a; }
h1 { font-size: 20pt; } h2 { font-size: 15pt; } h3 { font-size: 12pt; }
h2, h3 { break-after: avoid; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 2pt 6pt 2pt 0; border-bottom: 1px solid #999; text-align: left; vertical-align: top; }
thead { display: table-header-group; } tr { break-inside: avoid; }
.small { font-size: 8.5pt; }
"""
"""How a page looks as a PDF; colours and type of its own, because it fetches nothing."""


class NoPdf(DomainError):
    """The extra that makes PDF files is not installed."""

    code = "no-pdf"
    status = 404


def installed() -> bool:
    """Whether PDF files can be made here."""
    return weasyprint is not None


def to_pdf(html: str, style: str) -> bytes:
    """A whole page in this style (CSS) as the bytes of a PDF/UA file. Raises `NoPdf`."""
    if weasyprint is None:
        raise NoPdf()
    page = weasyprint.HTML(string=html, url_fetcher=_fetch_nothing)
    sheet = weasyprint.CSS(string=style, url_fetcher=_fetch_nothing)
    made: bytes = page.write_pdf(stylesheets=[sheet], pdf_variant=VARIANT)
    return made


def _fetch_nothing(url: str, *_args: Any, **_more: Any) -> Any:
    raise ValueError("nothing is fetched for a PDF")
