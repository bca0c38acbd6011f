"""A pack as files: numbers for a spreadsheet, and a Word document that a screen reader can follow."""

from datetime import datetime

from portal.adapters import documents, pdf, sheets
from portal.adapters.documents import Document, Heading, Items, PageBreak, Paragraph, Part, Table
from portal.packs import content as contents
from portal.packs.content import PackContent, PackSection, PackTable
from portal.packs.queries import PackView

MAP = "The map of the hotspots stands on the pack’s page; the table says the same in words."
HEAD = ("Section", "Table", "Of how many", "Line")


def to_csv(found: PackContent) -> bytes:
    """Every table of the pack under one head; each begins with a line of its own heads."""
    more = tuple(f"Column {number}" for number in range(1, contents.columns(found)))
    return sheets.to_csv((*HEAD, *more), contents.lines(found))


def to_docx(view: PackView, found: PackContent, *, made_at: datetime) -> bytes:
    """The whole pack, the two-page summary first."""
    parts: list[Part] = [
        Paragraph(f"{found.period}, beside {found.before} and {found.year_ago}.", strong=True),
        Paragraph(f"{found.partnership}. Frozen on {found.made_on}, version {view.version}."),
        Paragraph(f"Fingerprint (SHA-256): {view.digest}"),
        Heading("In short"),
        Items(found.summary.sentences),
        *(part for table in found.summary.tables for part in _table(table)),
        PageBreak(),
    ]
    for section in found.sections:
        parts += _section(section)
        if section.code == "places" and found.map is not None:
            parts.append(Paragraph(MAP))
    parts += [Heading("How to read this"), Items(found.notes)]
    document = Document(f"Evidence for {found.group_name}", tuple(parts), subject=found.period)
    return documents.to_docx(document, made_at=made_at)


def to_pdf(html: str) -> bytes:
    """The pack's paper page as a PDF/UA file. Raises `NoPdf` where the extra is not installed."""
    return pdf.to_pdf(html, pdf.PAPER)


def name(view: PackView, found: PackContent, ending: str) -> str:
    """A name for the file out of codes: the group, the period, the version."""
    stem = documents.file_name("pack", found.group, found.period, str(view.version)).removesuffix(".docx")
    return f"{stem}.{ending}"


def _section(section: PackSection) -> list[Part]:
    parts: list[Part] = [Heading(section.title), *(Paragraph(words) for words in section.words)]
    return [*parts, *(part for table in section.tables for part in _table(table))]


def _table(table: PackTable) -> list[Part]:
    base = (Paragraph(f"Base: {table.base}."),) if table.base else ()
    return [Table(table.caption, table.head, table.rows), *base, Paragraph(table.definition)]
