"""The results table as an Excel workbook, in the municipality's own layout."""

from __future__ import annotations

import textwrap
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest import typography
from publication import sentences, table_notes
from publication.characters import page_header
from publication.phrases import Phrases, load_phrases
from publication.results import Results
from publication.results_table import cell_text, level_rows
from publication.rows import Activity, Column

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = {
    "prevention_level": 5,
    "goal": 9,
    "activity": 34,
    "planned_result": 32,
    "achieved_result": 32,
    "impact_assessment": 44,
    "factor_analysis": 32,
    "invested_funding": 19,
}

_STYLES = {"prevention_level": "centred", "goal": "centred", "activity": "activity", "invested_funding": "money"}

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Texts of people and plans stay texts, whatever character they begin with."""

CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9D2DA"}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "plan": {"font_size": 11},
    "draft": {"bold": True, "font_color": "#8A4B00"},
    "legend": {"font_size": 10, "font_color": "#55626F"},
    "header": {**CELL, "bold": True, "valign": "vcenter", "bg_color": "#E4EDF2", "font_size": 10},
    "level": {"bold": True, "bg_color": "#0B4A6B", "font_color": "#FFFFFF"},
    "goal": {"bold": True, "bg_color": "#E4EDF2"},
    "text": CELL,
    "activity": {**CELL, "bold": True},
    "centred": {**CELL, "align": "center"},
    "money": {**CELL, "num_format": "#,##0.00"},
}

_HEADER_ROW = 4
_LINE_HEIGHT = 15


def render_workbook(results: Results) -> bytes:
    """Write `tabula-4-4.xlsx` for one municipality and results year.

    Args:
        results: What the marts hold.

    Returns:
        The workbook; the same results give the same bytes.
    """
    import xlsxwriter

    phrases = load_phrases()
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as workbook:
        formats = {name: workbook.add_format(properties) for name, properties in _FORMATS.items()}
        sheet = workbook.add_worksheet(phrases["workbook"]["sheet"].format(year=results.year))
        describe(workbook, results, _title(results, phrases), sentences.status(results, phrases))
        _set_up_page(sheet, results, phrases)
        _write_head(sheet, results, phrases, formats)
        _write_rows(sheet, results, phrases, formats)
    return target.getvalue()


def _title(results: Results, phrases: Phrases) -> str:
    title: str = phrases["workbook"]["title"]
    return title.format(municipality=results.municipality_name, year=results.year)


def describe(workbook: Workbook, results: Results, title: str, status: str) -> None:
    """Say in the properties of a workbook what it is."""
    workbook.set_properties(
        {
            "title": title,
            "subject": results.plan.plan_title,
            "author": results.municipality_name,
            "status": status,
            # No clock: the same results give the same bytes.
            "created": datetime.combine(results.plan.period_start, time()),
        }
    )
    workbook.set_custom_property("language", typography.written_language())


def _set_up_page(sheet: Worksheet, results: Results, phrases: Phrases) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.hide_gridlines(2)
    sheet.set_header(page_header(_title(results, phrases), sentences.status(results, phrases)))
    sheet.set_footer(f"&C{phrases['workbook']['footer']}")
    for index, column in enumerate(results.columns):
        sheet.set_column(index, index, _WIDTHS[column.column_key])


def _write_head(sheet: Worksheet, results: Results, phrases: Phrases, formats: dict[str, Format]) -> None:
    words = phrases["workbook"]
    plan = results.plan
    covered = "; ".join(f"{what} {dates}" for what, dates in sentences.dates_covered(results.periods, phrases))
    legend = [words["covered"].format(covered=covered), words["empty"]]
    if any(activity.planned_funding_text for activity in results.activities):
        legend.append(words["planned_texts"])
    legend.append(phrases["table"]["no_cause"])
    if reviewed := table_notes.review_of_texts(results.texts["activity"], phrases):
        legend.append(words["texts"].format(reviewed=reviewed))
    dates = typography.days(plan.period_start, plan.period_end)
    sheet.write_string(0, 0, _title(results, phrases), formats["title"])
    sheet.write_string(1, 0, words["plan"].format(title=plan.plan_title, dates=dates), formats["plan"])
    status = sentences.status(results, phrases)
    sheet.write_string(2, 0, status[0].upper() + status[1:], formats["draft"])
    sheet.write_string(3, 0, " ".join(legend), formats["legend"])
    labels = {column: column.label for column in results.columns}
    _fit_height(sheet, _HEADER_ROW, labels)
    for index, label in enumerate(labels.values()):
        sheet.write_string(_HEADER_ROW, index, label, formats["header"])


def _write_rows(sheet: Worksheet, results: Results, phrases: Phrases, formats: dict[str, Format]) -> None:
    row = _HEADER_ROW
    for group in level_rows(results):
        row += 1
        _write_full_width(sheet, row, f"{group.level.mark} {group.level.heading}", results, formats["level"])
        for goal in group.goals:
            row += 1
            heading = phrases["table"]["goal"].format(number=goal.goal_nr, name=goal.goal_name)
            _write_full_width(sheet, row, heading, results, formats["goal"])
            for activity in goal.activities:
                row += 1
                _write_activity(sheet, row, activity, group.level.mark, results, phrases, formats)


def _write_full_width(sheet: Worksheet, row: int, text: str, results: Results, style: Format) -> None:
    """Let the heading run over empty cells: merged ones would stand in the way of sorting and screen readers."""
    sheet.set_row(row, _LINE_HEIGHT + 4)
    sheet.write_string(row, 0, text, style)
    for index in range(1, len(results.columns)):
        sheet.write_blank(row, index, None, style)


def _write_activity(
    sheet: Worksheet,
    row: int,
    activity: Activity,
    mark: str,
    results: Results,
    phrases: Phrases,
    formats: dict[str, Format],
) -> None:
    texts = {column: cell_text(activity, column, mark) or "" for column in results.columns}
    _fit_height(sheet, row, texts)
    for index, (column, text) in enumerate(texts.items()):
        style = formats[_STYLES.get(column.column_key, "text")]
        if column.column_key == "invested_funding" and activity.invested_funding_eur is not None:
            sheet.write_number(row, index, float(activity.invested_funding_eur), style)
            planned = phrases["workbook"]["planned_funding"].format(text=text) if text else None
            notes = filter(None, (table_notes.funding_by_source(activity, phrases), planned))
            if note := " ".join(notes):
                sheet.write_comment(row, index, note, {"author": ""})
        elif text:
            sheet.write_string(row, index, text, style)
            if note := "; ".join(table_notes.text_remarks(activity, column, phrases)):
                sheet.write_comment(row, index, note, {"author": ""})
        elif column.column_key in activity.unwanted_texts:
            sheet.write_string(row, index, phrases["table"]["unwanted"], style)
        elif column.column_key in activity.open_texts:
            sheet.write_string(row, index, phrases["table"]["words_not_reviewed"], style)
        elif column.column_key == "achieved_result" and activity.is_planned_year is False:
            sheet.write_string(row, index, phrases["table"]["not_planned"], style)
        else:
            sheet.write_blank(row, index, None, style)


def _fit_height(sheet: Worksheet, row: int, texts: dict[Column, str]) -> None:
    """Make a row as high as its longest text: not every office programme does it when it opens a file."""
    lines = [len(textwrap.wrap(text, _WIDTHS[column.column_key])) for column, text in texts.items()]
    sheet.set_row(row, _LINE_HEIGHT * max(1, *lines) + 4)
