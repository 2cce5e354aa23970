"""What a person finds in the workbook: sheets, headings, drop-downs, help, print; and what other offices make of it."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from conftest import REAL_PLANS

from ingest.plans.registry import RawPlan, read_plan
from ingest.plans.tables import code_list
from ingest.plans.workbook.layout import Catalogue, workbook_layout
from ingest.plans.workbook.read import read_workbook
from ingest.plans.workbook.write import write_workbook
from ingest.workspace import PRODUCT

SHEETS = [
    "Pamācība",
    "Plāns",
    "Mērķi",
    "Rādītāji",
    "Aktivitātes",
    "Uzdevumi",
    "Resursi",
    "Kalendārs",
    "Ziņotāji",
    "Izpildītāji",
    "Termiņi",
]
TABLE_SHEETS = SHEETS[2:]


@pytest.fixture(scope="module")
def empty(catalogue: Catalogue) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(None, catalogue)))


def test_sheets_in_order_and_the_lists_hidden(empty: openpyxl.Workbook) -> None:
    assert empty.sheetnames == [*SHEETS, "Saraksti"]
    assert [sheet.title for sheet in empty if sheet.sheet_state != "visible"] == ["Saraksti"]


@pytest.mark.parametrize("name", TABLE_SHEETS)
def test_required_columns_are_marked_and_every_heading_explained(empty: openpyxl.Workbook, name: str) -> None:
    [table] = [table for table in workbook_layout().tables.values() if table.sheet == name]
    headings = {str(cell.value): cell for cell in empty[name][1]}
    assert list(headings) == [field.heading + (" *" if field.required else "") for field in table.fields.values()]
    assert [cell.comment.text for cell in headings.values()] == [field.help for field in table.fields.values()]


@pytest.mark.parametrize("name", SHEETS)
def test_prints_on_a4_landscape(empty: openpyxl.Workbook, name: str) -> None:
    sheet = empty[name]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    # As wide as one page (the default of fitToWidth), as many pages long as it takes.
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToWidth) == (True, None)
    assert sheet.page_setup.fitToHeight == 0
    if name != "Pamācība":
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "B2"


def test_dropdowns_offer_the_latvian_labels(empty: openpyxl.Workbook, catalogue: Catalogue) -> None:
    assert offered(empty, "Mērķi", "C2") == list(code_list("prevention_level").values())
    assert offered(empty, "Rādītāji", "F2") == [name for _, name in catalogue]
    assert offered(empty, "Kalendārs", "A2") == list(code_list("calendar_event").values())
    assert offered(empty, "Kalendārs", "E1000") == ["jā", "nē"]


def offered(book: openpyxl.Workbook, sheet: str, cell: str) -> list[str]:
    [rule] = [rule for rule in book[sheet].data_validations.dataValidation if cell in rule.sqref]
    assert rule.type == "list"
    lists, cells = rule.formula1.split("!")
    return [row[0].value for row in book[lists][cells.replace("$", "")]]


def test_cells_are_text_so_that_excel_keeps_numbers_and_percentages(empty: openpyxl.Workbook) -> None:
    sheet = empty["Aktivitātes"]
    assert sheet["A2"].number_format == "@"
    assert sheet.column_dimensions["A"].number_format == "@"


def test_texts_that_look_like_formulas_stay_texts(ludza: RawPlan, catalogue: Catalogue) -> None:
    raw = ludza.tables["tasks"]
    tasks = replace(raw, rows=[{**raw.rows[0], "task_name": "=HYPERLINK(1)"}, *raw.rows[1:]])
    content = write_workbook(replace(ludza, tables={**ludza.tables, "tasks": tasks}), catalogue)
    cell = openpyxl.load_workbook(io.BytesIO(content))["Uzdevumi"]["C2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


@pytest.mark.slow
def test_saved_again_by_libreoffice_it_is_the_same_plan(parauga: bytes, catalogue: Catalogue, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    plans = {slug: read_plan(PRODUCT / "plans" / slug / f"{slug}-2024") for slug in REAL_PLANS}
    originals = {"parauga": parauga} | {slug: write_workbook(plan, catalogue) for slug, plan in plans.items()}
    for name, content in originals.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(tmp_path / "saved"), *(str(tmp_path / f"{name}.xlsx") for name in originals)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for name, content in originals.items():
        saved = (tmp_path / "saved" / f"{name}.xlsx").read_bytes()
        assert saved != content
        assert read_workbook(saved, "plāns.xlsx", catalogue) == read_workbook(content, "plāns.xlsx", catalogue)
