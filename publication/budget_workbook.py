"""The workbook for the budget meeting, for the board only: `budzets.xlsx`."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import duckdb

from ingest import typography
from ingest.workspace import Workspace
from publication import sentences
from publication.budget import ActivityBudget, read_budget
from publication.budget_columns import Column, budget_columns, source_columns
from publication.characters import shortened
from publication.phrases import Phrases, load_phrases
from publication.results import Results
from publication.results_table import GoalRows, level_rows
from publication.workbook import CELL, OPTIONS, describe

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MONEY = {"num_format": "#,##0.00", "valign": "top"}
_GOAL = {**CELL, "bold": True, "bg_color": "#E4EDF2"}
_TOTAL = {**CELL, "bold": True, "bg_color": "#0B4A6B", "font_color": "#FFFFFF"}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "plan": {},
    "draft": {"bold": True, "font_color": "#8A4B00"},
    "legend": {"font_size": 10, "font_color": "#55626F"},
    "header": {**CELL, "bold": True, "valign": "vcenter", "bg_color": "#E4EDF2"},
    "naming": {**CELL, "bold": True},
    "text": CELL,
    "money": {**CELL, **_MONEY},
    "goal": _GOAL,
    "goal_money": {**_GOAL, **_MONEY},
    "total": _TOTAL,
    "total_money": {**_TOTAL, **_MONEY},
    "nothing": {"num_format": ";;;"},
}
_HEADER_ROW = 4
_LINE_HEIGHT = 15
_NAME_WIDTH = 38
_LONGEST_RUNNING_TITLE = 90
"""Excel takes no header of a page above 255 characters."""


@dataclass(frozen=True)
class _Sheet:
    """A sheet being written: its columns beside the one that names the rows, and the looks of its cells."""

    page: Worksheet
    columns: tuple[Column, ...]
    formats: dict[str, Format]

    def text(self, row: int, column: int, text: str, look: str) -> None:
        self.page.write_string(row, column, text, self.formats[look])


def render_budget(connection: duckdb.DuckDBPyConnection, _: Workspace, results: Results) -> dict[str, bytes]:
    """Write the budget workbook of a municipality and results year.

    Args:
        connection: A connection to the warehouse that the results come from.
        results: What the marts hold.

    Returns:
        The file by its name; the same results give the same bytes.
    """
    import xlsxwriter

    phrases = load_phrases()
    words, budget = phrases["budget"], read_budget(connection, results)
    title = words["title"].format(municipality=results.municipality_name, year=results.year + 1)
    status = words["status"].format(status=sentences.status(results, phrases))
    sheets = {
        words["sheet"]: budget_columns(results, budget, phrases),
        words["sources_sheet"]: source_columns(results, phrases),
    }
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as workbook:
        describe(workbook, results, title, status)
        formats = {name: workbook.add_format(properties) for name, properties in _FORMATS.items()}
        for name, columns in sheets.items():
            sheet = _Sheet(workbook.add_worksheet(name), columns, formats)
            _write_head(sheet, results, title, status, phrases)
            _write_rows(sheet, results, budget.activities, phrases)
    return {"budzets.xlsx": target.getvalue()}


def _write_head(sheet: _Sheet, results: Results, title: str, status: str, phrases: Phrases) -> None:
    words, page, plan = phrases["budget"], sheet.page, results.plan
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEADER_ROW)
    page.freeze_panes(_HEADER_ROW + 1, 1)
    page.hide_gridlines(2)
    page.set_header(f"&L{shortened(title, _LONGEST_RUNNING_TITLE).replace('&', '&&')}&R{status}")
    page.set_footer(f"&C{phrases['workbook']['footer']}")
    page.set_column(0, 0, _NAME_WIDTH)
    for index, column in enumerate(sheet.columns, start=1):
        page.set_column(index, index, column.width)
    last_day = results.reported.last_day_of_events
    is_told = last_day is not None and last_day.year == results.year
    legend = words["covered"].format(day=typography.day(last_day)) if last_day and is_told else words["nothing"]
    dates = typography.days(plan.period_start, plan.period_end)
    sheet.text(0, 0, title, "title")
    sheet.text(1, 0, phrases["workbook"]["plan"].format(title=plan.plan_title, dates=dates), "plan")
    sheet.text(2, 0, status[0].upper() + status[1:], "draft")
    sheet.text(3, 0, f"{legend} {words['legend']}", "legend")
    headings = [words["activity"], *(column.heading for column in sheet.columns)]
    _fit_height(sheet, _HEADER_ROW, headings)
    for index, heading in enumerate(headings):
        sheet.text(_HEADER_ROW, index, heading, "header")


def _write_rows(sheet: _Sheet, results: Results, budgets: dict[str, ActivityBudget], phrases: Phrases) -> None:
    words, row = phrases["budget"], _HEADER_ROW
    everything: list[ActivityBudget] = []
    for goal in (goal for group in level_rows(results) for goal in group.goals):
        row += 1
        of_goal = [budgets[activity.activity_nr] for activity in goal.activities]
        heading = phrases["table"]["goal"].format(number=goal.goal_nr, name=goal.goal_name)
        totals = [column.sum_of(of_goal) for column in sheet.columns]
        _write_totals(sheet, row, heading, "goal", (row + 1, row + len(of_goal)), totals)
        row = _write_goal(sheet, row, goal, budgets)
        everything += of_goal
    if any(column.elsewhere for column in sheet.columns):
        row += 1
        sheet.text(row, 0, words["elsewhere"], "naming")
        for index, column in enumerate(sheet.columns, start=1):
            _write_value(sheet, row, index, column, column.elsewhere)
    totals = [column.sum_of(everything) + (column.elsewhere or 0) for column in sheet.columns]
    _write_totals(sheet, row + 1, words["total"], "total", (_HEADER_ROW + 1, row), totals)


def _write_goal(sheet: _Sheet, row: int, goal: GoalRows, budgets: dict[str, ActivityBudget]) -> int:
    """The activities below their goal; the last row written."""
    for activity in goal.activities:
        row += 1
        name = f"{activity.activity_nr}. {activity.activity_name}"
        values = [column.value(budgets[activity.activity_nr]) for column in sheet.columns]
        _fit_height(sheet, row, [name, *(value if isinstance(value, str) else "" for value in values)])
        sheet.text(row, 0, name, "naming")
        for index, (column, value) in enumerate(zip(sheet.columns, values, strict=True), start=1):
            _write_value(sheet, row, index, column, value)
    return row


def _write_value(sheet: _Sheet, row: int, index: int, column: Column, value: str | Decimal | None) -> None:
    """A cell; an amount over other columns is a formula that adds them up."""
    from xlsxwriter.utility import xl_range

    look = sheet.formats["money" if column.is_money else "text"]
    if value is None:
        sheet.page.write_blank(row, index, None, look)
    elif isinstance(value, str):
        sheet.page.write_string(row, index, value, look)
    elif column.adds_up:
        cells = xl_range(row, index - column.adds_up, row, index - 1)
        sheet.page.write_formula(row, index, f"=SUM({cells})", look, float(value))
    else:
        sheet.page.write_number(row, index, float(value), look)


def _write_totals(sheet: _Sheet, row: int, name: str, look: str, rows: tuple[int, int], totals: list[Decimal]) -> None:
    """The totals over rows; SUBTOTAL passes over other totals among them and over rows that are filtered out.

    A total of no amount at all shows nothing until there is one.
    """
    from xlsxwriter.utility import xl_range

    _fit_height(sheet, row, [name])
    sheet.text(row, 0, name, look)
    for index, (column, total) in enumerate(zip(sheet.columns, totals, strict=True), start=1):
        if column.has_total:
            cells = xl_range(rows[0], index, rows[1], index)
            sheet.page.write_formula(row, index, f"=SUBTOTAL(9,{cells})", sheet.formats[f"{look}_money"], float(total))
            hidden = {"type": "formula", "criteria": f"=SUBTOTAL(2,{cells})=0", "format": sheet.formats["nothing"]}
            sheet.page.conditional_format(row, index, row, index, hidden)
        else:
            sheet.page.write_blank(row, index, None, sheet.formats[look])


def _fit_height(sheet: _Sheet, row: int, texts: list[str]) -> None:
    """Make a row as high as the longest of its first texts: not every office programme does it by itself."""
    widths = (_NAME_WIDTH, *(column.width for column in sheet.columns))
    lines = (len(textwrap.wrap(text, width)) for text, width in zip(texts, widths, strict=False))
    sheet.page.set_row(row, _LINE_HEIGHT * max(1, *lines) + 4)
