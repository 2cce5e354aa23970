"""A report of sections as a Word document: the blocks that typst sets as PDF, wide sections on landscape pages too."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from publication import sentences, word_parts
from publication.blocks import Block, Entry, Heading, Paragraph, Points, Section, Table, Terms
from publication.characters import readable
from publication.phrases import Phrases
from publication.results import Results
from publication.table_document import describe, write_table

if TYPE_CHECKING:
    from docx.document import Document

_PAGE_MM, _MARGIN_MM = (210, 297), 16


def write_report(
    results: Results,
    title: str,
    facts: Iterable[tuple[str, str]],
    sections: Iterable[Section],
    phrases: Phrases,
) -> bytes:
    """Write a report.

    Args:
        results: What the marts hold of the municipality and year.
        title: Title, with the municipality.
        facts: What the report is about, for its head.
        sections: What it says.
        phrases: The words of the publication.

    Returns:
        The document; the same report gives the same bytes.
    """
    import docx

    document = docx.Document()
    title, status = readable(title), sentences.status(results, phrases)
    describe(document, results, title, phrases)
    word_parts.write(document.sections[0].header.paragraphs[0], f"{status} · {title}", "quiet")
    word_parts.write_page_numbers(document.sections[0].footer.paragraphs[0], phrases["print"]["page"])
    word_parts.write(document.add_paragraph(style="Heading 1"), title, "title")
    word_parts.write(document.add_paragraph(), status[0].upper() + status[1:], "draft")
    _write_block(document, Terms(tuple(facts)), 0)
    for number, (is_wide, run) in enumerate(groupby(sections, key=lambda section: section.is_wide)):
        width_mm = _turn_page(document, is_wide, is_first=number == 0)
        for section in run:
            word_parts.write(document.add_heading(level=2), section.title)
            for block in section.blocks:
                _write_block(document, block, width_mm)
    target = BytesIO()
    document.save(target)
    return word_parts.without_clock(target)


def _turn_page(document: Document, is_wide: bool, is_first: bool) -> float:
    """Begin a page of the orientation that the sections need; how wide a table may be there."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    page = document.sections[0] if is_first else document.add_section()
    width, height = reversed(_PAGE_MM) if is_wide else _PAGE_MM
    page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.left_margin = page.right_margin = Mm(_MARGIN_MM)
    page.top_margin, page.bottom_margin = Mm(18), Mm(16)
    page.header_distance = page.footer_distance = Mm(8)
    return width - 2 * _MARGIN_MM


def _write_block(document: Document, block: Block, width_mm: float) -> None:
    if isinstance(block, Heading):
        word_parts.write(document.add_heading(level=3), block.text)
    elif isinstance(block, Paragraph):
        word_parts.write(document.add_paragraph(), block.text, "quiet" if block.is_note else "plain")
    elif isinstance(block, Points):
        _write_points(document, block.points)
    elif isinstance(block, Terms):
        for term, meaning in block.terms:
            paragraph = document.add_paragraph()
            word_parts.write(paragraph, f"{term}: ", "bold")
            word_parts.write(paragraph, meaning)
    elif isinstance(block, Entry):
        word_parts.write(document.add_paragraph(), block.name, "bold")
        _write_points(document, block.points)
        if block.note:
            word_parts.write(document.add_paragraph(), block.note, "quiet")
    elif isinstance(block, Table):
        write_table(document, block, width_mm)
    # Pictures repeat the tables beside them and stand in the printed report.


def _write_points(document: Document, points: Iterable[str]) -> None:
    for point in points:
        word_parts.write(document.add_paragraph(style="List Bullet"), point)
