"""The results table as a Word document, in the municipality's own layout: `tabula-4-4.docx`."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from ingest import typography
from publication import sentences, table_notes, word_parts
from publication.activity_tables import results_table
from publication.blocks import Table
from publication.characters import readable
from publication.phrases import Phrases, load_phrases
from publication.results import Results

if TYPE_CHECKING:
    from docx.document import Document

_PAGE_MM, _MARGIN_MM = (297, 210), 12
LONGEST = 255
"""What a property of a document may hold."""
_FILLS = ("0B4A6B", "E4EDF2")
"""Behind headings of levels and of goals."""


def render_document(results: Results) -> bytes:
    """Write the results table of one municipality and results year.

    Args:
        results: What the marts hold.

    Returns:
        The document; the same results give the same bytes.
    """
    import docx

    phrases = load_phrases()
    document = docx.Document()
    title = phrases["workbook"]["title"].format(municipality=results.municipality_name, year=results.year)
    describe(document, results, readable(title), phrases)
    _set_up_page(document, readable(title), sentences.status(results, phrases), phrases)
    _write_head(document, results, readable(title), phrases)
    write_table(document, results_table(results, phrases), _PAGE_MM[0] - 2 * _MARGIN_MM)
    target = BytesIO()
    document.save(target)
    return word_parts.without_clock(target)


def describe(document: Document, results: Results, title: str, phrases: Phrases) -> None:
    """Say in the properties of a document what it is, and set its language and styles."""
    # No clock: the same results give the same bytes.
    day = datetime.combine(sentences.last_day(results.periods), time())
    properties = document.core_properties
    properties.title, properties.subject = title[:LONGEST], readable(results.plan.plan_title)[:LONGEST]
    properties.author = properties.last_modified_by = readable(results.municipality_name)[:LONGEST]
    properties.content_status = sentences.status(results, phrases)
    properties.language, properties.comments = language_tag(), ""
    properties.created, properties.modified = day, day
    word_parts.set_styles(document, language_tag())


def language_tag() -> str:
    """The language that is written, as office programmes name it."""
    return {"lv": "lv-LV", "en": "en-GB"}[typography.written_language()]


def _set_up_page(document: Document, title: str, status: str, phrases: Phrases) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    (section,) = document.sections
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(side) for side in _PAGE_MM)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(18), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)
    word_parts.write(section.header.paragraphs[0], f"{status} · {title}", "quiet")
    word_parts.write_page_numbers(section.footer.paragraphs[0], phrases["print"]["page"])


def _write_head(document: Document, results: Results, title: str, phrases: Phrases) -> None:
    words, plan = phrases["workbook"], results.plan
    covered = "; ".join(f"{what} {dates}" for what, dates in sentences.dates_covered(results.periods, phrases))
    status = sentences.status(results, phrases)
    word_parts.write(document.add_paragraph(style="Heading 1"), title, "title")
    word_parts.write(document.add_paragraph(), status[0].upper() + status[1:], "draft")
    dates = typography.days(plan.period_start, plan.period_end)
    word_parts.write(document.add_paragraph(), words["plan"].format(title=plan.plan_title, dates=dates))
    word_parts.write(document.add_paragraph(), words["covered"].format(covered=covered))
    word_parts.write(document.add_paragraph(), phrases["table"]["no_cause"])
    if reviewed := table_notes.review_of_texts(results.texts["activity"], phrases):
        word_parts.write(document.add_paragraph(), words["texts"].format(reviewed=reviewed))


def write_table(document: Document, data: Table, width_mm: float) -> None:
    """Write a table over the whole width of a page."""
    widths = [width_mm * share / sum(data.widths) for share in data.widths]
    table = word_parts.add_table(document, data.caption, widths)
    header = word_parts.add_row(table, widths, is_header=True)
    for cell, label in zip(header, data.columns, strict=True):
        word_parts.fill(cell, _FILLS[1])
        word_parts.write(cell.paragraphs[0], label, "bold")
    for opened, part in data.opened():
        for depth, heading in opened:
            (cell,) = word_parts.add_row(table, [sum(widths)], span=len(widths))
            word_parts.fill(cell, _FILLS[depth])
            word_parts.write(cell.paragraphs[0], heading, ("level", "bold")[depth])
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        for row in part.rows:
            for index, (cell, text) in enumerate(zip(word_parts.add_row(table, widths), row, strict=True)):
                look = "bold" if index == data.naming_column else "plain"
                word_parts.write_cell(cell, text, look)
