"""Pieces of a Word document that python-docx has no words for: header rows, full-width rows, language, fixed dates."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from publication.blocks import Cell
from publication.characters import readable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "bold": {"bold": True},
    "quiet": {"size": 8, "color": "4A5A6A"},
    "title": {"size": 15, "color": "0B4A6B", "bold": True},
    "draft": {"bold": True, "color": "8A4B00"},
    "level": {"bold": True, "color": "FFFFFF"},
}


def set_styles(document: Document, language: str) -> None:
    """Set the language of the whole document, its font and spaces, and quiet borders."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    styles = document.styles
    for mark in styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
    normal, title = styles["Normal"], styles["Heading 1"]
    normal.font.name, normal.font.size = "Calibri", Pt(9)
    normal.paragraph_format.space_after = Pt(1)
    normal.paragraph_format.line_spacing = title.paragraph_format.line_spacing = 1
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(0), Pt(4)
    for border in next(styles["Table Grid"].element.iter(qn("w:tblBorders"))):
        border.set(qn("w:color"), "B8C4D0")


def write(paragraph: Paragraph, text: str, look: str = "plain") -> None:
    """Add text to a paragraph; every text of people and plans comes through here."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(readable(text))
    wanted = _LOOKS[look]
    run.bold = wanted.get("bold")
    if "size" in wanted:
        run.font.size = Pt(wanted["size"])
    if "color" in wanted:
        run.font.color.rgb = RGBColor.from_string(wanted["color"])


def write_cell(cell: _Cell, content: Cell, look: str) -> None:
    """Write the text of a cell and, below it, its note."""
    paragraph = cell.paragraphs[0]
    if content.text:
        write(paragraph, content.text, look)
    if content.text and content.note:
        paragraph.add_run().add_break()
    if content.note:
        write(paragraph, content.note, "quiet")


def write_page_numbers(paragraph: Paragraph, phrase: str) -> None:
    """Write the number of the page and how many there are, as fields: `{page}` and `{pages}` in the phrase."""
    before, _, after = phrase.partition("{page}")
    between, _, end = after.partition("{pages}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (end, None)):
        write(paragraph, text, "quiet")
        if field:
            paragraph._p.append(_element("w:fldSimple", {"w:instr": field}, _element("w:r", {}, _text("1"))))


def add_table(document: Document, caption: str, widths_mm: list[float]) -> Table:
    """Add a table without rows, its columns as wide as given whatever stands in them."""
    from docx.shared import Mm

    table = document.add_table(rows=0, cols=len(widths_mm), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    # The order in which the format wants them: these two close the properties of a table.
    for name in ("w:tblCaption", "w:tblDescription"):
        table._tbl.tblPr.append(_element(name, {"w:val": readable(caption)}))
    return table


def add_row(table: Table, widths_mm: list[float], span: int = 1, is_header: bool = False) -> list[_Cell]:
    """Add a row that stays on one page.

    Args:
        table: The table.
        widths_mm: Widths of its cells.
        span: How many columns each cell spans.
        is_header: Whether it comes again on every page.

    Returns:
        Its cells, empty.
    """
    from docx.shared import Mm
    from docx.table import _Cell

    row = table._tbl.add_tr()
    properties = row.get_or_add_trPr()
    properties.append(_element("w:cantSplit", {}))
    if is_header:
        properties.append(_element("w:tblHeader", {}))
    cells = []
    for width in widths_mm:
        cell = _Cell(row.add_tc(), table)
        cell.width = Mm(width)
        if span > 1:
            cell._tc.get_or_add_tcPr().append(_element("w:gridSpan", {"w:val": str(span)}))
        cells.append(cell)
    return cells


def fill(cell: _Cell, color: str) -> None:
    """Colour the ground of a cell."""
    shade = _element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": color})
    cell._tc.get_or_add_tcPr().append(shade)


def without_clock(document: BytesIO) -> bytes:
    """The same document with one date on all its parts: a saved one carries the time of saving."""
    target = BytesIO()
    with ZipFile(document) as saved, ZipFile(target, "w", ZIP_DEFLATED) as fixed:
        for name in saved.namelist():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            fixed.writestr(part, saved.read(name))
    return target.getvalue()


def _element(name: str, attributes: dict[str, str], *children: Any) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name, attrs={qn(key): value for key, value in attributes.items()})
    element.extend(children)
    return element


def _text(text: str) -> Any:
    element = _element("w:t", {})
    element.text = text
    return element
