"""Rows of a filled-in workbook counted in its bytes, by nothing the product reads with, and what became of each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import openpyxl

from ingest.forms.definition import Form, load_form
from ingest.forms.workbook.layout import heading_of
from quality.submissions.personal_data import masked
from quality.submissions.severity import OF_THE_WHOLE

Row = tuple[str, ...]
"""Sheet and number of a line; field and breakdown of a single value."""

# What was asked is not what was sent: the finding says so itself.
NOT_AS_ASKED = {*OF_THE_WHOLE, "form_cell_missing", "form_cell_not_asked"}


@lru_cache(maxsize=500)
def rows_sent(content: bytes, form: str) -> frozenset[Row]:
    """Every answer, or every line with anything in it."""
    definition, rows_of = load_form(form), _answers if load_form(form).shape == "fields" else _lines
    book = openpyxl.load_workbook(io.BytesIO(_unwrapped(content)))
    return frozenset(row for sheet in book.worksheets for row in rows_of(definition, sheet))


def rows_landed(form: str, rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    if load_form(form).shape == "fields":
        return [(row["field_id"], row["breakdown"]) for row in rows]
    return [(row["sheet"], str(row["row"])) for row in rows]


def rows_refused(findings: Iterable[tuple[str, str, str]]) -> set[Row]:
    """Lines that findings keep out, each given as severity, sheet and cell."""
    return {(sheet, cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for how, sheet, cell in findings if how == "reject_row"}


def _unwrapped(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        inside = [name for name in archive.namelist() if name.endswith(".xlsx")]
        return archive.read(inside[0]) if inside else content


def _answers(form: Form, sheet: Any) -> Iterator[Row]:
    fields = {field.field for field in form.fields}
    for cells in sheet.iter_rows(values_only=True):
        for value in cells:
            field, bar, breakdown = str(value).partition("|")
            if bar and field in fields:
                yield field, breakdown


def _lines(form: Form, sheet: Any) -> Iterator[Row]:
    headings = {_flat(heading_of(field)) for field in form.fields}
    columns: set[int] = set()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        under = {index for index, value in enumerate(cells) if _flat(value) in headings}
        if len(under) > 1:
            columns = under
        elif any(_flat(cells[index]) for index in columns):
            yield masked(sheet.title), str(number)


def _flat(value: object) -> str:
    return re.sub(r"\s+", " ", "" if value is None else str(value)).strip()
