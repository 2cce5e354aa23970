"""Files of a few kilobytes that would cost minutes or all memory: told at once what is wrong with them."""

from __future__ import annotations

import time
from collections.abc import Callable

import openpyxl
import pytest
from form_workbook import NAME, filled, order_for, part_of, repacked

from ingest.excel.values import CellError
from ingest.forms.workbook.read import read_form
from ingest.forms.workbook.values import read_value
from ingest.problems import InputError, Problem

SHEET = "xl/worksheets/sheet1.xml"
REPORT = order_for("school_report")


def with_xml(before: bytes, xml: bytes) -> bytes:
    content = filled(REPORT)
    return repacked(content, {SHEET: part_of(content, SHEET).replace(before, xml)})


def merged(times: int) -> bytes:
    ranges = b'<mergeCell ref="A1:BH2000"/>' * times
    return with_xml(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>")


def with_rows(rows: bytes) -> bytes:
    return with_xml(b"</sheetData>", rows + b"</sheetData>")


def with_sheets(count: int) -> bytes:
    def add(book: openpyxl.Workbook) -> None:
        for number in range(count):
            book.create_sheet(f"Lapa {number}")["A1"] = 1

    return filled(REPORT, break_it=add)


def refused(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        read_form(content, NAME)
    return [(problem.rule_id, problem.column) for problem in error.value.problems]


def findings(content: bytes) -> list[Problem]:
    return read_form(content, NAME).findings


def test_ranges_that_lie_over_each_other_are_told_once_a_row() -> None:
    once = findings(merged(1))
    assert {problem.rule_id for problem in once} == {"workbook_merged_cells"}
    assert findings(merged(300)) == once
    assert len(once) == len(read_form(filled(REPORT), NAME).answers)


def row_of_errors(cells: int) -> bytes:
    return b"<row>" + b'<c t="e"/>' * cells + b"</row>"


COSTLY: list[tuple[Callable[[], bytes], str]] = [
    (lambda: merged(1_001), "workbook_too_many_notes"),
    (lambda: with_rows(row_of_errors(50) * 1_500), "workbook_too_many_notes"),
    (lambda: with_rows(row_of_errors(1_000_000)), "workbook_far_cell"),
    (lambda: with_sheets(29), "workbook_too_many_sheets"),
    (
        lambda: with_rows(b'<row><c t="inlineStr"><is><t>' + b"x" * 32_768 + b"</t></is></c></row>"),
        "workbook_cell_too_long",
    ),
]
"""Small files that would cost much to read, and the rule that refuses each."""


@pytest.mark.parametrize(("build", "rule_id"), COSTLY, ids=["merged", "errors", "far", "sheets", "long"])
def test_what_nobody_would_read_is_not_read(build: Callable[[], bytes], rule_id: str) -> None:
    content = build()
    start = time.monotonic()
    assert [rule for rule, _ in refused(content)] == [rule_id]
    assert time.monotonic() - start < 10


def test_what_somebody_may_have_done_is_read() -> None:
    assert {problem.rule_id for problem in findings(with_sheets(28))} == {"form_sheet_unread"}
    assert findings(with_rows(b'<row><c t="inlineStr"><is><t>' + b"x" * 32_767 + b"</t></is></c></row>")) == []
    assert findings(with_rows(row_of_errors(50) * 20)) == []


@pytest.mark.parametrize("text", ["~" * 32_000, "ap " * 10_000, "< " * 16_000])
def test_a_long_story_is_no_figure(text: str) -> None:
    field = next(field for field in REPORT.form.fields if field.type == "count")
    start = time.monotonic()
    with pytest.raises(CellError, match="form_not_number"):
        read_value(text, field, {})
    assert time.monotonic() - start < 2
