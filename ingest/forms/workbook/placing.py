"""Where the answers of a workbook that was sent stand in the one that is written, and what its findings mark there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.excel.sheet_xml import cell_name
from ingest.excel.values import CellValue
from ingest.forms.workbook.answers import Answer, Mark
from ingest.forms.workbook.layout import FIRST_ROW, VALUE, code_of, field_lines, line_sheets
from ingest.forms.workbook.order import FormOrder

Place = tuple[str, str]
"""Sheet and cell."""


@dataclass(frozen=True)
class Placed:
    """What is known of the cells of the workbook to be written.

    Attributes:
        values: What stands in them.
        marks: What is wrong with them.
        here: Place in the sent workbook to place in this one.
    """

    values: Mapping[Place, CellValue]
    marks: Mapping[Place, list[Mark]]
    here: Mapping[Place, Place]


def place(order: FormOrder, answers: Sequence[Answer], marks: Iterable[Mark]) -> Placed:
    """Put answers and findings where the layout wants them, wherever they stood in the workbook that was sent."""
    here: dict[Place, Place] = {}
    values: dict[Place, CellValue] = {}
    for answer, place_here in _places(order, answers):
        here[answer.sheet, answer.cell] = place_here
        values[place_here] = answer.value
    marked: dict[Place, list[Mark]] = {}
    for mark in marks:
        marked.setdefault(here.get((mark.sheet, mark.cell), (mark.sheet, mark.cell)), []).append(mark)
    return Placed(values, marked, here)


def _places(order: FormOrder, answers: Sequence[Answer]) -> Iterable[tuple[Answer, Place]]:
    kind = order.collection.kind
    lines = {line.code: line for line in field_lines(order.form, kind, order.addressee, order.tasks) if line.code}
    columns = {
        (sheet.table.table, field.field): (sheet.table.sheet, column)
        for sheet in line_sheets(order.form, kind, order.addressee)
        for column, field in enumerate(sheet.fields, start=1)
    }
    shifts = _shifts(answers)
    for answer in answers:
        if line := lines.get(code_of(answer.field, answer.breakdown)):
            yield answer, (str(order.form.sheet), cell_name(line.row, VALUE))
        elif found := columns.get((answer.table, answer.field)):
            sheet, column = found
            yield answer, (sheet, cell_name(answer.row + shifts[answer.table], column))


def _shifts(answers: Sequence[Answer]) -> dict[str, int]:
    """Lines keep their rows, unless rows above them were deleted and they would stand in the headings."""
    first: dict[str, int] = {}
    for answer in answers:
        first[answer.table] = min(first.get(answer.table, answer.row), answer.row)
    return {table: max(0, FIRST_ROW - row) for table, row in first.items()}
