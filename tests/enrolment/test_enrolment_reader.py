"""Which workbook it is and whether its columns are the known ones."""

from __future__ import annotations

import io

import openpyxl
import pytest
from state_workbook import COLUMNS, HEADINGS, NAME, institution, saved, state_workbook

from ingest.enrolment.layout import enrolment_layout
from ingest.enrolment.read import read_enrolment
from ingest.problems import InputError

ROWS = [institution("4501900001", g1=20, pre_under5=3), institution("4501900002", g9=7)]
Told = list[tuple[str, str, str, str]]


def told(content: bytes) -> Told:
    """Rule, sheet, cell and value of each problem."""
    with pytest.raises(InputError) as caught:
        read_enrolment(content, NAME)
    assert {problem.file for problem in caught.value.problems} == {NAME}
    return [(problem.rule_id, problem.sheet, problem.column, problem.value) for problem in caught.value.problems]


def without(heading: str) -> tuple[list[str], list[str]]:
    index = HEADINGS.index(heading)
    return [*HEADINGS[:index], *HEADINGS[index + 1 :]], [*COLUMNS[:index], *COLUMNS[index + 1 :]]


def test_rows_with_their_places() -> None:
    sheet = read_enrolment(state_workbook(ROWS), NAME)
    assert [row.row for row in sheet.rows] == [2, 3]
    assert (sheet.rows[0].values["1"], sheet.rows[1].values["9"]) == (20, 7)
    assert sheet.rows[0].values["subordination"] == "Pašvaldība"
    assert (sheet.cell(3, "registration_number"), sheet.cell(2, "all_total")) == ("B3", "Z2")
    assert sheet.unread == []


def test_title_blank_rows_and_another_order_change_nothing() -> None:
    blank = dict.fromkeys(COLUMNS)
    content = state_workbook([ROWS[0], blank, ROWS[1]], HEADINGS[::-1], COLUMNS[::-1], above=3)
    sheet = read_enrolment(content, NAME)
    assert [(row.row, row.values["9"], row.values["registration_number"]) for row in sheet.rows] == [
        (5, 0, "4501900001"),
        (7, 7, "4501900002"),
    ]


def test_spaces_and_case_of_a_heading_do_not_count() -> None:
    headings = [heading.upper().replace(" ", "\u00a0 ") for heading in HEADINGS]
    assert len(read_enrolment(state_workbook(ROWS, headings), NAME).rows) == 2


@pytest.mark.parametrize(("heading", "cell"), [("Pašvaldība", "A1"), ("7. klase", "R1"), (HEADINGS[-1], "Z1")])
def test_missing_column(heading: str, cell: str) -> None:
    assert told(state_workbook(ROWS, *without(heading))) == [("enrolment_heading_missing", "Sheet1", cell, heading)]


def test_doubled_column() -> None:
    content = state_workbook(ROWS, [*HEADINGS, "9. klase"], [*COLUMNS, "9"])
    assert told(content) == [("enrolment_heading_doubled", "Sheet1", "AA1", "9. klase")]


def test_renamed_columns_say_what_they_were() -> None:
    headings = ["Novads", *HEADINGS[1:12], "2. kl.", "3. kl.", *HEADINGS[14:]]
    with pytest.raises(InputError) as caught:
        read_enrolment(state_workbook(ROWS, headings), NAME)
    found = [(p.rule_id, p.sheet, p.column, p.value, dict(p.details)["expected"]) for p in caught.value.problems]
    assert found == [
        ("enrolment_heading_renamed", "Sheet1", "A1", "Novads", "Pašvaldība"),
        ("enrolment_heading_renamed", "Sheet1", "M1", "2. kl.", "2. klase"),
        ("enrolment_heading_renamed", "Sheet1", "N1", "3. kl.", "3. klase"),
    ]


def test_added_column() -> None:
    content = state_workbook(ROWS, [*HEADINGS, "13. klase"], [*COLUMNS, "9"])
    assert told(content) == [("enrolment_heading_unknown", "Sheet1", "AA1", "13. klase")]


def test_value_in_a_column_without_heading() -> None:
    content = state_workbook(ROWS, [*HEADINGS, ""], [*COLUMNS, "piezīme"])
    assert told(content) == [("workbook_value_outside", "Sheet1", "AA2", "piezīme")]


def test_workbook_by_programme_is_named() -> None:
    headings = [*HEADINGS[:8], *enrolment_layout().by_programme, *HEADINGS[8:-2], "Izglītojamo skaits kopā"]
    content = state_workbook(ROWS, headings, [*COLUMNS[:8], "founder", "founder", *COLUMNS[8:-2], "all_total"])
    assert told(content) == [("enrolment_by_programme", "Sheet1", "", "")]


def test_another_workbook_is_not_recognised() -> None:
    content = state_workbook(ROWS, ["Pašvaldība", "1. klase", "2. klase"], ["municipality_name", "1", "2"])
    assert told(content) == [("enrolment_not_recognised", "", "", "Sheet1")]


def test_no_workbook() -> None:
    assert told(b"novads;skola\n") == [("workbook_is_text", "", "", "")]
    assert told(state_workbook(ROWS)[:3000]) == [("workbook_damaged", "", "", "")]


def test_headings_without_rows() -> None:
    assert told(state_workbook([])) == [("enrolment_sheet_empty", "Sheet1", "", "")]


def test_other_sheets() -> None:
    book = openpyxl.load_workbook(io.BytesIO(state_workbook(ROWS)))
    book.create_sheet("Tukša")
    book.create_sheet("Piezīmes").append(["dati precizēti"])
    assert read_enrolment(saved(book), NAME).unread == ["Piezīmes"]
    copy = book.copy_worksheet(book["Sheet1"])
    copy.sheet_state = "hidden"
    assert told(saved(book)) == [("enrolment_sheet_doubled", "", "", f"Sheet1, {copy.title}")]


def test_excel_error_is_no_blank() -> None:
    book = openpyxl.load_workbook(io.BytesIO(state_workbook(ROWS)))
    book["Sheet1"]["L3"].value = "#N/A"
    assert told(saved(book)) == [("workbook_error_cell", "Sheet1", "L3", "#N/A")]


def test_cell_far_away_is_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(state_workbook(ROWS)))
    book.create_sheet("Cita")["A1048576"].value = "x"
    assert told(saved(book)) == [("workbook_far_cell", "Cita", "A1048576", "")]
