"""A filled plan workbook back into the files of a plan version."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from ingest.excel.container import open_container
from ingest.excel.findings import Findings
from ingest.excel.headings import folded
from ingest.excel.sheet_xml import UNREADABLE, scan_sheets
from ingest.plans.folder import PlanFolder, plan_folder
from ingest.plans.tables import municipality_tables
from ingest.plans.workbook.compose import compose_header, compose_tables
from ingest.plans.workbook.cross_checks import WorkbookContent, cross_check
from ingest.plans.workbook.layout import Catalogue, workbook_layout
from ingest.plans.workbook.results_columns import read_results_table
from ingest.plans.workbook.sheets import Grid, read_form, read_rows
from ingest.problems import InputError, Problem

_SHAPE_RULES = ("workbook_sheet_missing", "workbook_heading_missing", "workbook_headings_not_found")


def read_workbook(content: bytes, shown_as: str, catalogue: Catalogue) -> PlanFolder:
    """Read a plan that was described in Excel.

    Args:
        content: The file.
        shown_as: Its name as the person knows it.
        catalogue: Keys of the indicator catalogue with their Latvian names.

    Returns:
        The files of the plan version, ready for `ingest.plans.registry.read_plan`.

    Raises:
        InputError: With every mistake in the workbook, in the order of its sheets.
    """
    findings = Findings(shown_as)
    grids = _load(content, findings)
    try:
        return _fold_up(grids, catalogue, findings)
    except InputError as error:
        raise InputError(sorted(error.problems, key=_place_in_workbook)) from None


def _fold_up(grids: dict[str, Grid], catalogue: Catalogue, findings: Findings) -> PlanFolder:
    layout = workbook_layout()
    form = read_form(layout.form, grids.get(layout.form.sheet, ()), findings)
    rows = {
        name: read_rows(table, grids[table.sheet], catalogue, findings) if table.sheet in grids else []
        for name, table in layout.tables.items()
    }
    if findings.has_rule(*_SHAPE_RULES):
        # Without a sheet or column every row that refers to it would look wrong.
        findings.stop_if_any()
    found = WorkbookContent(form, rows)
    cross_check(found, findings)
    tables = compose_tables(found, findings)
    results_table = read_results_table(form, findings)
    findings.stop_if_any()
    lists = {name: [dict(row.texts) for row in rows[name]] for name in municipality_tables()}
    cells = {name: [row.cells for row in rows[name]] for name in municipality_tables()}
    return replace(plan_folder(compose_header(form, results_table), tables, lists), list_cells=cells)


def _load(content: bytes, findings: Findings) -> dict[str, Grid]:
    """The cells of every sheet that a plan is read from, by the sheet's name in the layout."""
    from python_calamine import CalamineError, CalamineWorkbook

    container = open_container(content, findings)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        real_names = {folded(name): name for name in reversed(workbook.sheet_names)}
        wanted = {name: real_names.get(folded(name)) for name in workbook_layout().read_sheets}
        scan_sheets(container, {real: name for name, real in wanted.items() if real}, findings)
        _stop_if_unreadable(findings)
        for name, real in wanted.items():
            if real is None:
                findings.add("workbook_sheet_missing", name, sheets=", ".join(workbook.sheet_names))
        return {
            name: workbook.get_sheet_by_name(real).to_python(skip_empty_area=False)
            for name, real in wanted.items()
            if real
        }
    except CalamineError:
        findings.add("workbook_damaged")
    findings.stop_if_any()
    raise AssertionError("unreachable: a problem was just added")


def _stop_if_unreadable(findings: Findings) -> None:
    """A far-off cell would make the reader fill millions of blank ones; a damaged part cannot be read."""
    if findings.has_rule(*UNREADABLE):
        findings.stop_if_any()


def _place_in_workbook(problem: Problem) -> tuple[int, int, int, str]:
    sheets = workbook_layout().read_sheets
    sheet = sheets.index(problem.sheet) if problem.sheet in sheets else -1
    found = re.fullmatch(r"([A-Z]+)(\d+)", problem.column)
    return (sheet, int(found[2]), len(found[1]), found[1]) if found else (sheet, 0, 0, "")
