"""Pieces of a slide: title, text, tables and bars that say in words what they show; nothing that knows the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from publication.characters import readable
from publication.word_parts import without_clock

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

WIDTH_CM, HEIGHT_CM, MARGIN_CM = 33.87, 19.05, 1.6
"""A slide is 16:9."""
_TITLE_ONLY = 5
"""Position of the layout that has a title and nothing else."""
_DEEP, _INK, _QUIET, _PALE, _BAR = "0B4A6B", "1B2A3A", "4A5A6A", "E4EDF2", "0072B2"

Box = tuple[float, float, float, float]
"""Left, top, width and height in centimetres."""


def new_presentation(language: str) -> Presentation:
    """A presentation without slides, in wide format, all its texts in one language."""
    import pptx
    from pptx.util import Cm

    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Cm(WIDTH_CM), Cm(HEIGHT_CM)
    master = presentation.slide_master
    for part in (presentation, master, *master.slide_layouts):
        for element in part.element.iter():
            if "lang" in element.attrib:
                element.set("lang", language)
    return presentation


def add_slide(presentation: Presentation, title: str, footer: str, language: str) -> Slide:
    """Add a slide with its title above and a line below."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_ONLY])
    heading = slide.shapes.title
    _place(heading, (MARGIN_CM, 0.9, WIDTH_CM - 2 * MARGIN_CM, 1.9))
    write(heading.text_frame, [title], 30, language, color=_DEEP, bold=True)
    add_text(slide, [footer], (MARGIN_CM, HEIGHT_CM - 1.3, WIDTH_CM - 2 * MARGIN_CM, 0.9), language, size=12)
    return slide


def add_text(slide: Slide, lines: Sequence[str], box: Box, language: str, size: int = 20) -> None:
    """Add paragraphs of running text."""
    from pptx.util import Cm

    shape = slide.shapes.add_textbox(*(Cm(side) for side in box))
    write(shape.text_frame, lines, size, language, color=_INK if size > 12 else _QUIET)


def write(
    frame: TextFrame, lines: Sequence[str], size: float, language: str, color: str = _INK, bold: bool = False
) -> None:
    """Write paragraphs; every text of people and plans comes through here."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_VERTICAL_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.vertical_anchor = True, MSO_VERTICAL_ANCHOR.TOP
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(size / 3)
        run = paragraph.add_run()
        run.text = readable(line)
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = RGBColor.from_string(color)
        run.font._rPr.set("lang", language)


def add_table(
    slide: Slide,
    caption: str,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    box: Box,
    language: str,
    size: float,
    has_header: bool = True,
) -> None:
    """Add a table; its caption is what a screen reader says of it."""
    from pptx.dml.color import RGBColor
    from pptx.util import Cm

    frame = slide.shapes.add_table(len(rows), len(widths), *(Cm(side) for side in box))
    _describe(frame, caption)
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = has_header, not has_header, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(box[2] * width / sum(widths))
    for row, texts in zip(table.rows, rows, strict=True):
        row.height = Cm(box[3] / len(rows))
        is_header = has_header and texts is rows[0]
        for position, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string(_PALE if is_header else "FFFFFF")
            write(cell.text_frame, [text], size, language, bold=is_header or position == 0)


def add_bars(
    slide: Slide, caption: str, series: str, bars: Sequence[tuple[str, int]], box: Box, created: datetime
) -> None:
    """Add horizontal bars with their counts; its caption is what a screen reader says, the counts with it."""
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Cm, Pt

    data = CategoryChartData(number_format="0")
    data.categories = [name for name, _ in bars]
    data.add_series(series, [count for _, count in bars])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *(Cm(side) for side in box), data)
    _describe(frame, f"{caption}: {'; '.join(f'{name} – {count}' for name, count in bars)}")
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_sheet(series, bars, created))
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.color.rgb = Pt(18), RGBColor.from_string(_INK)
    chart.category_axis.reverse_order, chart.category_axis.format.line.width = True, Pt(0)
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    plot.data_labels.font.size = Pt(18)
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = RGBColor.from_string(_BAR)


def saved(presentation: Presentation) -> bytes:
    """The bytes of a presentation; the same slides give the same bytes."""
    target = BytesIO()
    presentation.save(target)
    return without_clock(target)


def _sheet(series: str, bars: Sequence[tuple[str, int]], created: datetime) -> bytes:
    """The data behind bars, where PowerPoint looks for them; python-pptx's own would carry the time of writing."""
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": created})
        sheet = workbook.add_worksheet("Sheet1")
        sheet.write_row(0, 1, [series])
        for row, (name, count) in enumerate(bars, start=1):
            sheet.write_row(row, 0, [name, count])
    return target.getvalue()


def _place(shape: Any, box: Box) -> None:
    from pptx.util import Cm

    shape.left, shape.top, shape.width, shape.height = (Cm(side) for side in box)


def _describe(frame: Any, words: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", readable(words))
