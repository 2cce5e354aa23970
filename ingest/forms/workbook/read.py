"""A filled-in form workbook back into answers that know their cells; what they mean is not asked here."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ingest.excel.container import open_container, unwrap
from ingest.excel.findings import Findings
from ingest.excel.headings import folded
from ingest.excel.sheet_xml import UNREADABLE, cell_name, cell_place, scan_sheets
from ingest.excel.values import is_blank
from ingest.forms.definition import Form, load_form
from ingest.forms.workbook.answers import Answer
from ingest.forms.workbook.field_answers import HEADINGS, field_answers
from ingest.forms.workbook.heading_row import Grid, find_heading_row
from ingest.forms.workbook.layout import FINDINGS_SHEET, GUIDE_SHEET, IDENTITY_SHEET, LISTS_SHEET, SUMMARY_SHEET
from ingest.forms.workbook.line_answers import line_answers, table_headings
from ingest.forms.workbook.merged import note_merged_answers
from ingest.forms.workbook.recognise import Header, recognise, reporter_lines
from ingest.periods import CollectionKind
from ingest.problems import Problem

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_NOT_READ = frozenset(map(folded, (GUIDE_SHEET, LISTS_SHEET, SUMMARY_SHEET, FINDINGS_SHEET)))
_MOST_SHEETS = 30
"""A form and its answer have five; each that somebody added is read too, to tell what it holds."""
_LONGEST_CELL = 32_767
"""More letters than Excel keeps in a cell."""


@dataclass(frozen=True)
class SubmittedForm:
    """A workbook as it was read.

    Attributes:
        form: Its form as it is defined now.
        answers: Every cell of it, in the order of the sheets.
        findings: What reading found wrong.
        reporter_lines: What stands above the headings about whose form it is.
    """

    file_name: str
    header: Header
    form: Form
    answers: list[Answer]
    findings: list[Problem]
    reporter_lines: tuple[str, ...] = ()

    @property
    def row_count(self) -> int:
        """Answers of a form of single values, lines of any other."""
        return len(
            {(answer.sheet, answer.cell if self.form.shape == "fields" else answer.row) for answer in self.answers}
        )


def read_form(content: bytes, file_name: str) -> SubmittedForm:
    """Read a filled-in workbook.

    Args:
        content: The file, also in a signed container.
        file_name: Its name as the person knows it.

    Raises:
        InputError: If there is nothing to check: no workbook, one that must not be opened, or none of our forms.
    """
    findings, scanned = Findings(file_name), Findings(file_name)
    inside, is_signed = unwrap(content, findings)
    container = open_container(inside, findings)
    workbook = _open(inside, findings)
    names = [name for name in workbook.sheet_names if folded(name) not in _NOT_READ]
    if len(names) > _MOST_SHEETS:
        findings.add("workbook_too_many_sheets", value=len(names), most=str(_MOST_SHEETS))
    findings.stop_if_any()
    scan_sheets(container, {name: name for name in names}, scanned)
    # Nothing is read where a far-off cell would make the reader fill millions of blank ones.
    findings.problems += [problem for problem in scanned.problems if problem.rule_id in UNREADABLE]
    findings.stop_if_any()
    grids = {name: _grid(workbook, name, findings) for name in names}
    header = recognise(container.parts, _take_identity(grids), findings)
    form = load_form(header.form)
    places = _places(_headings(form, header.collection.kind), grids, findings)
    answers = list(_answers(form, header, grids, places, scanned, findings))
    _note_hidden_content(scanned, answers, findings)
    _note_unread_sheets(workbook, grids, places.values(), findings)
    if is_signed:
        findings.add("container_signature_not_checked")
    lines = reporter_lines(grids[name] for name in places.values())
    return SubmittedForm(file_name, header, form, answers, findings.problems, lines)


def _open(content: bytes, findings: Findings) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError:
        findings.add("workbook_damaged")
    findings.stop_if_any()
    raise AssertionError("unreachable: a problem was just added")


def _grid(workbook: CalamineWorkbook, name: str, findings: Findings) -> Grid:
    from python_calamine import CalamineError

    try:
        grid: Grid = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError:
        findings.add("workbook_damaged", name)
        findings.stop_if_any()
    _stop_at_long_cell(name, grid, findings)
    return grid


def _stop_at_long_cell(name: str, grid: Grid, findings: Findings) -> None:
    for row, cells in enumerate(grid, start=1):
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, str) and len(cell) > _LONGEST_CELL:
                findings.add("workbook_cell_too_long", name, cell_name(row, column), most=str(_LONGEST_CELL))
    findings.stop_if_any()


def _take_identity(grids: dict[str, Grid]) -> Grid:
    name = next((name for name in grids if folded(name) == folded(IDENTITY_SHEET)), None)
    return grids.pop(name) if name else ()


def _headings(form: Form, kind: CollectionKind) -> dict[str, Mapping[str, str]]:
    """Sheets of a form with the headings that are read on each."""
    if form.sheet:
        return {form.sheet: HEADINGS}
    return {table.sheet: headings for table in form.tables if (headings := table_headings(table, kind))}


def _answers(
    form: Form,
    header: Header,
    grids: Mapping[str, Grid],
    places: Mapping[str, str],
    scanned: Findings,
    findings: Findings,
) -> Iterator[Answer]:
    if form.sheet and form.sheet in places:
        sheet = places[form.sheet]
        yield from field_answers(form, header.version, sheet, grids[sheet], findings)
    unseen = defaultdict(set)
    for problem in scanned.problems:
        if problem.rule_id != "workbook_merged_cells":
            unseen[problem.sheet].add(cell_place(problem.column))
    for table in form.tables:
        if table.sheet in places:
            sheet = places[table.sheet]
            yield from line_answers(table, header.collection.kind, sheet, grids[sheet], unseen[sheet], findings)


def _places(parts: Mapping[str, Mapping[str, str]], grids: Mapping[str, Grid], findings: Findings) -> dict[str, str]:
    """Where each sheet of the form is: the sheet of its name, or else one that has its headings."""
    by_name = {folded(name): name for name in grids}
    places = {sheet: by_name[folded(sheet)] for sheet in parts if folded(sheet) in by_name}
    for sheet, headings in parts.items():
        if sheet in places:
            continue
        free = [name for name in grids if name not in places.values()]
        found = [name for name in free if find_heading_row(grids[name], headings)[1] == len(headings)]
        if len(found) == 1:
            places[sheet] = found[0]
        else:
            findings.add("workbook_sheet_missing", sheet, sheets=", ".join(grids))
    return places


def _note_hidden_content(scanned: Findings, answers: list[Answer], findings: Findings) -> None:
    """What reading cannot see, where an answer stands: errors, formulas without a value, merged cells."""
    cells = {(answer.sheet, answer.cell) for answer in answers}
    for problem in scanned.problems:
        if problem.rule_id != "workbook_merged_cells" and (problem.sheet, problem.column) in cells:
            findings.problems.append(problem)
    note_merged_answers(scanned, answers, findings)


def _note_unread_sheets(
    workbook: CalamineWorkbook, grids: Mapping[str, Grid], read: Collection[str], findings: Findings
) -> None:
    from python_calamine import SheetVisibleEnum

    visible = {sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible}
    for name, grid in grids.items():
        if name not in read and not all(map(is_blank, chain.from_iterable(grid))):
            findings.add("form_sheet_unread" if name in visible else "form_sheet_hidden", name)
