"""`dati.xlsx` and the CSV files in the programmes that people open them with."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from publication.open_data.files import render_open_data
from publication.open_data.tables import tables
from publication.results import read_results

DRAFT = "Darba versija, nav publicējama"

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture
def book(files):
    return openpyxl.load_workbook(BytesIO(files["dati.xlsx"]))


def test_a_guide_comes_first_and_the_meaning_of_the_columns_last(book):
    assert book.sheetnames == ["Lasi mani", *(table.sheet for table in tables()), "Ailes"]
    assert all(sheet.sheet_state == "visible" for sheet in book)


def test_the_guide_says_what_it_is_what_it_covers_and_what_may_be_done_with_it(book):
    guide = book["Lasi mani"]
    assert (guide["A1"].value, guide["A2"].value) == (
        "Ezerzemes novads: PMP prevencijas rezultātu dati, 2024. gads",
        DRAFT,
    )
    labels = [cell.value for cell in guide["A"] if cell.value]
    assert labels[2:] == [
        "Kas tas ir",
        "Plāns",
        "Ietvertais laiks",
        "Cik ziņojuši",
        "Kā lasīt",
        "Definīcijas",
        "Licence",
        "Lapas",
        *(table.sheet for table in tables()),
        "Ailes",
    ]
    texts = [cell.value for cell in guide["B"] if cell.value]
    assert "Plāns A & B (plāna darbības laiks: 01.01.2024.–31.12.2027.)" in texts
    assert "pasākumi un gada dati: 01.01.2024.–31.12.2024." in texts
    assert any(text.startswith("Pieņemtas 2 no 4\u00a0veidlapām") for text in texts)
    assert any("CC BY 4.0" in text and text.endswith("norādot avotu: Ezerzemes novads.") for text in texts)
    assert any(text.startswith("Rezultātu uzskaite un analīze (data/table_4_4.csv, 3\u00a0rindas).") for text in texts)
    links = {cell.value: cell.hyperlink.location for cell in guide["A"] if cell.hyperlink}
    assert links["Rādītāju vērtības"] == "'Rādītāju vērtības'!A1"


def test_where_nobody_owed_anything_yet_the_guide_says_so(marts):
    marts.execute("delete from marts.collection_status")
    files = render_open_data(read_results(marts, "ezerzeme", 2024))
    guide = openpyxl.load_workbook(BytesIO(files["dati.xlsx"]))["Lasi mani"]
    assert ("Cik ziņojuši", "Iestāžu ziņojumu vēl nav.") in [(row[0].value, row[1].value) for row in guide.iter_rows()]


def test_every_column_is_explained(book):
    rows = [[cell.value for cell in row] for row in book["Ailes"].iter_rows(min_row=3)]
    assert [(row[0], row[2]) for row in rows] == [
        *((table.sheet, column.name) for table in tables() for column in table.columns if not column.shared),
        *(("tikai CSV failos", name) for name in ("municipality", "results_year", "data_status")),
    ]
    better = next(row for row in rows if row[2] == "better_direction")
    assert better[4] == "higher – jo vairāk, jo labāk; lower – jo mazāk, jo labāk"


def test_a_sheet_has_the_values_as_people_read_them(book):
    sheet = book["Rezultāti"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:3] == ["Prevencijas līmenis", "Mērķa Nr.", "Mērķis"]
    assert rows[1] == [
        1,
        "2",
        "Vecāku kompetence",
        "2.1",
        "k1",
        "CAP kurss",
        "jā",
        '=1+1 <script>alert("x")</script>',
        "60 vecāki",
        60,
        "sasniegts",
        "@SUM(A1)",
        "-sals",
        "Balvu fonds 150,00 EUR",
        12345.6,
        12000,
        345.6,
        None,
        None,
        60,
        205.76,
        3,
        "jā",
    ]
    # Drafted from figures; what reporters wrote was not reviewed, and nobody said how much.
    assert (rows[2][8], rows[2][12]) == ("Notika", None)
    assert rows[2][14] is None
    assert len(rows) == 4


def test_text_that_looks_like_a_formula_stays_text_and_numbers_stay_numbers(book):
    row = book["Rezultāti"][4]
    assert [row[index].data_type for index in (1, 3, 7, 11, 12)] == ["s"] * 5
    change = book["Institūciju gadījumi"]["H5"]
    assert (change.value, change.data_type) == (-5, "n")
    assert not any(cell.data_type == "f" for sheet in book for line in sheet.iter_rows() for cell in line)


def test_numbers_and_dates_have_formats_that_follow_the_reader_s_language(book):
    money = book["Rezultāti"]["O4"]
    first, year = book["Darba uzdevumi"]["E4"], book["Sasniedzamās vērtības"]["C4"]
    posts = next(row for row in book["Rādītāju vērtības"].iter_rows(min_row=4) if row[0].value == "posts")[6]
    assert money.number_format == "#,##0.00"
    assert (first.value, first.number_format) == (datetime(2024, 9, 1), 'dd.mm.yyyy"."')
    assert (year.value, year.number_format) == (2025, "0")
    assert (posts.value, posts.number_format) == (11.633, "#,##0.0##")


def test_headings_stay_in_sight_and_filter(book):
    for table in tables():
        sheet = book[table.sheet]
        shown = [column.title for column in table.columns if not column.shared]
        assert [cell.value for cell in sheet[3]] == shown
        assert sheet.freeze_panes == "A4"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.print_title_rows == "$3:$3"
        assert all(sheet.column_dimensions[letter].width >= 11 for letter in "AB")


@pytest.mark.parametrize(("municipality", "status"), [("ezerzeme", DRAFT), ("kalnava", f"PARAUGDATI, {DRAFT.lower()}")])
def test_every_sheet_and_every_printed_page_says_that_it_is_a_draft(marts, municipality, status):
    files = render_open_data(read_results(marts, municipality, 2024))
    book = openpyxl.load_workbook(BytesIO(files["dati.xlsx"]))
    for sheet in book:
        place = "A1" if sheet.title == "Ailes" else "A2"
        assert sheet[place].value == status
        assert sheet.oddHeader.right.text.lower() == status.lower()
    assert book.properties.contentStatus.lower() == status.lower()
    assert book.custom_doc_props["language"].value == "lv"
    assert book.properties.created == datetime(2024, 1, 1)


def test_control_characters_are_seen_and_a_text_too_long_for_a_cell_is_cut(marts):
    texts = ("zvans\x07", "garš " * 10_000)
    for number, text in zip(("2.1", "2.2"), texts, strict=True):
        marts.execute("update marts.table_4_4 set planned_result = ? where activity_nr = ?", [text, number])
    files = render_open_data(read_results(marts, "ezerzeme", 2024))
    sheet = openpyxl.load_workbook(BytesIO(files["dati.xlsx"]))["Rezultāti"]
    assert sheet["H4"].value == "zvans\ufffd"
    assert len(sheet["H5"].value) == 32_767
    assert sheet["H5"].value.endswith("…")
    assert b"gar\xc5\xa1 " * 9_999 in files["data/table_4_4.csv"]


def convert(path: Path, kind: str, folder: Path, *options: str) -> None:
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *options,
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_opens_the_workbook(files, tmp_path):
    (tmp_path / "dati.xlsx").write_bytes(files["dati.xlsx"])
    convert(tmp_path / "dati.xlsx", "ods", tmp_path)
    convert(tmp_path / "dati.ods", "xlsx:Calc MS Excel 2007 XML", tmp_path)
    reopened = openpyxl.load_workbook(tmp_path / "dati.xlsx")
    assert reopened.sheetnames == ["Lasi mani", *(table.sheet for table in tables()), "Ailes"]
    assert reopened["Rezultāti"]["H4"].value == '=1+1 <script>alert("x")</script>'
    assert not any(cell.data_type == "f" for sheet in reopened for line in sheet.iter_rows() for cell in line)


# A Latvian spreadsheet takes the semicolon for the separator, and then quotes inside a line for nothing.
@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_spreadsheet_finds_no_formula_in_the_csv_files(marts, tmp_path, separator):
    payload = '=1+1\n=2+2;=3+3\t=4+4;"=5+5,=6+6\n@SUM(1),+7;-8'
    marts.execute("update marts.table_4_4 set planned_result = $1, planned_funding_text = '=1+1'", [payload])
    content = render_open_data(read_results(marts, "ezerzeme", 2024))["data/table_4_4.csv"]
    # Without the guard the same file shows that a formula would be found.
    for name, spoilt in (("guarded", content), ("bare", content.replace(b" =", b"="))):
        (tmp_path / f"{name}.csv").write_bytes(spoilt)
        evaluating = f"--infilter=CSV:{ord(separator)},34,76,1,,0,false,true,false,false,false,true"
        convert(tmp_path / f"{name}.csv", "xlsx:Calc MS Excel 2007 XML", tmp_path, evaluating)

    def formulas(name: str) -> int:
        sheet = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active
        return sum(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)

    assert formulas("guarded") == 0
    assert formulas("bare") > 0
