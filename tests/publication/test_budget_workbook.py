"""The budget workbook: amounts as in the marts, totals as formulas with the values that an office suite gets."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ingest.workspace import Workspace
from publication.budget_workbook import render_budget
from publication.results import Results, read_results
from tests.publication.conftest import HOSTILE

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""
"""Else LibreOffice shows the values that are in the file."""


TARGETS = """
insert into marts.dim_activity_target values
    ('ezerzeme', 'ezerzeme-2024', '2.1', 1, 'events', null, 'year', null, 'vismaz 5 lekcijas', true),
    ('ezerzeme', 'ezerzeme-2024', '2.1', 2, 'participants', 'parents', 'year', null, 'līdz 60 vecākiem', true),
    ('ezerzeme', 'ezerzeme-2024', '2.1', 3, 'participants', 'teachers', 'year', null, 'līdz 60 vecākiem', true),
    ('ezerzeme', 'ezerzeme-2024', '2.1', 4, 'events', null, 'year', null, 'cita tabula', false);
"""


@pytest.fixture
def results(marts: duckdb.DuckDBPyConnection) -> Results:
    marts.execute(TARGETS)
    return read_results(marts, "ezerzeme", 2024)


@pytest.fixture
def content(marts: duckdb.DuckDBPyConnection, tmp_path: Path, results: Results) -> bytes:
    return render_budget(marts, Workspace(tmp_path), results)["budzets.xlsx"]


def sheet_of(content: bytes, name: str = "Budžets", values: bool = True) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(content), data_only=values)[name]


def rows_of(sheet: Worksheet) -> Iterator[list[object]]:
    for row in sheet.iter_rows(min_row=6, values_only=True):
        yield list(row)


def test_activities_stand_under_their_goals_with_totals(content: bytes) -> None:
    assert list(rows_of(sheet_of(content))) == [
        ["2.\u00a0mērķis: Vecāku kompetence", None, 100.5, 12345.6, 1350.5, None, None, None, None],
        ["2.1. CAP kurss", "vismaz 5 lekcijas; līdz 60 vecākiem", 100.5, 12345.6, 1350.5,
         "pašvaldības budžets; valsts budžets", 1778.01, None, "x"],
        ["2.2. Lekcijas", None, None, 0, None, None, None, "pasākumu ar norādītu summu ir pārāk maz", "x"],
        ["10.\u00a0mērķis: Atbalsts", None, 40, 0, 0, None, None, None, None],
        ["10.1. Nometnes", None, 40, None, None, None, None, "nevienam pasākumam nav norādīts, cik tas maksājis", "x"],
        ["Priekšlikumi ārpus plāna aktivitātēm", None, None, None, 20, None, None, None, None],
        ["Kopā", None, 140.5, 12345.6, 1370.5, None, None, None, None],
    ]  # fmt: skip


def test_totals_are_formulas(content: bytes) -> None:
    assert [row[2:5] for row in rows_of(sheet_of(content, values=False)) if "SUBTOTAL" in str(row[2])] == [
        ["=SUBTOTAL(9,C7:C8)", "=SUBTOTAL(9,D7:D8)", "=SUBTOTAL(9,E7:E8)"],
        ["=SUBTOTAL(9,C10)", "=SUBTOTAL(9,D10)", "=SUBTOTAL(9,E10)"],
        ["=SUBTOTAL(9,C6:C11)", "=SUBTOTAL(9,D6:D11)", "=SUBTOTAL(9,E6:E11)"],
    ]
    by_source = {row[0]: row[1:] for row in rows_of(sheet_of(content, "Pa avotiem", values=False))}
    assert by_source["2.1. CAP kurss"] == [100, None, None, 0.5, "=SUM(B7:E7)", 12000, 345.6, None, None, "=SUM(G7:J7)"]
    values = {row[0]: row[1:] for row in rows_of(sheet_of(content, "Pa avotiem"))}
    assert values["Kopā"] == [140, 0, 0, 0.5, 140.5, 12000, 345.6, 0, 0, 12345.6]


def test_a_total_of_nothing_shows_nothing_and_one_of_zero_does(content: bytes) -> None:
    sheet = sheet_of(content, values=False)
    hidden = {
        str(cells.sqref): (rule.formula, rule.dxf.numFmt.formatCode)
        for cells in sheet.conditional_formatting
        for rule in cells.rules
    }
    # A count passes over the totals in its range as the sum does.
    assert hidden["D9"] == (["SUBTOTAL(2,D10)=0"], ";;;")
    assert hidden["E12"] == (["SUBTOTAL(2,E6:E11)=0"], ";;;")
    assert set(hidden) == {f"{column}{row}" for column in "CDE" for row in (6, 9, 12)}
    assert "formulas. Ierosināto" in str(sheet["A4"].value)


def test_amounts_are_numbers_with_a_format_that_takes_the_comma_of_the_reader(content: bytes) -> None:
    assert {cell.number_format for row in sheet_of(content)["C6:E12"] for cell in row if cell.value is not None} == {
        "#,##0.00"
    }


def test_it_is_marked_as_internal_and_says_how_far_the_logs_tell(content: bytes, marts, tmp_path) -> None:
    sheet = sheet_of(content)
    assert sheet["A1"].value == "Ezerzemes novads: PMP prevencijas budžets 2025.\u00a0gadam"
    assert sheet["A3"].value == "Darba versija, nav publicējama; iekšējai lietošanai"
    assert "iekšējai lietošanai" in sheet.oddHeader.right.text
    # The log of 2024/2025-S1 ends with the year.
    assert sheet["A4"].value.startswith("Iztērētais – pēc aktivitāšu žurnāliem līdz 31.12.2024.")


def test_what_people_typed_stays_text_and_the_same_budget_gives_the_same_bytes(marts, tmp_path, hostile) -> None:
    marts.execute("update marts.dim_activity set planned_result = ?", [HOSTILE])
    first = render_budget(marts, Workspace(tmp_path), hostile)["budzets.xlsx"]
    sheet = sheet_of(first, values=False)
    typed = [cell for row in sheet.iter_rows(min_row=7) for cell in row if "HYPERLINK" in str(cell.value)]
    assert len(typed) >= 6
    assert {cell.data_type for cell in typed if cell.column in (1, 9)} == {"s"}
    assert render_budget(marts, Workspace(tmp_path), hostile)["budzets.xlsx"] == first
    other = render_budget(marts, Workspace(tmp_path), replace(hostile, municipality_name="Cits novads"))
    assert other["budzets.xlsx"] != first


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_suite_works_out_the_same_totals(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "profile" / "user").mkdir(parents=True)
    (tmp_path / "profile" / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    (tmp_path / "budzets.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    command = ["soffice", "--headless", profile, "--convert-to", as_csv, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "budzets.xlsx")], check=True, capture_output=True, timeout=120)
    for name in ("Budžets", "Pa avotiem"):
        with (tmp_path / f"budzets-{name}.csv").open(encoding="utf-8", newline="") as lines:
            (calculated,) = [row[1:] for row in csv.reader(lines) if row[0] == "Kopā"]
        (written,) = [row[1:] for row in rows_of(sheet_of(content, name)) if row[0] == "Kopā"]
        assert [float(value) if value else None for value in calculated] == written
