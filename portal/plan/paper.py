"""The plan of a year as a tagged PDF (PDF/UA), where the portal can make one."""

from functools import lru_cache

from portal.adapters import pdf


@lru_cache(maxsize=8)
def to_pdf(html: str) -> bytes:
    """The paper page as a file; made once for the same words. Raises `NoPdf`."""
    return pdf.to_pdf(html, pdf.PAPER)
