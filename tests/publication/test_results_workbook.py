from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from publication.results import read_results
from publication.workbook import render_workbook


@pytest.fixture
def content(marts) -> bytes:
    return render_workbook(read_results(marts, "ezerzeme", 2024))


@pytest.fixture
def sheet(content):
    return openpyxl.load_workbook(BytesIO(content)).active


def test_the_first_rows_name_municipality_year_plan_and_draft(sheet):
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "Ezerzemes novads: PMP prevencijas aktivitāšu rezultāti 2024.\u00a0gadā",
        "Plāns A & B (plāna darbības laiks: 01.01.2024.–31.12.2027.)",
        "Darba versija, nav publicējama",
        "Ietvertais laiks: pasākumi un gada dati 01.01.2024.–31.12.2024.; "
        "izglītojamo rādītāji 01.09.2023.–31.08.2024. Tukša šūna nozīmē, ka datu vēl nav. "
        "Finansējuma ailē ir plānā ierakstītais teksts. Ja mērķa rādītājs mainās, tas vēl nenozīmē, "
        "ka to panākusi aktivitāte. Teksti: 2\u00a0teksti vēl nav pārskatīti; "
        "1\u00a0teksts pārskatīts pēc agrākiem datiem.",
    ]


def test_the_table_has_the_municipality_s_own_layout(sheet):
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=5)]
    blank = (None,) * 7
    assert rows == [
        (
            "",
            "MĒRĶIS",
            "AKTIVITĀTE",
            "IEGULDĪTAIS FINANSĒJUMS",
            "PLĀNOTAIS REZULTĀTS",
            "IZPILDE (sasniegtā vērtība)",
            "IETEKME",
            "FAKTORI",
        ),
        ("U UNIVERSĀLĀ", *blank),
        ("2.\u00a0mērķis: Vecāku kompetence", *blank),
        (
            "U",
            "2.",
            "2.1. CAP kurss",
            12345.6,
            '=1+1 <script>alert("x")</script>',
            "60 vecāki",
            "@SUM(A1)",
            "-sals",
        ),
        (
            "U",
            "2.",
            "2.2. Lekcijas",
            "0,00",
            "+5% vecāku",
            "Notika",
            "bez teksta: tā nolēmusi darba grupa",
            "iestāžu rakstītais vēl nav pārskatīts",
        ),
        ("P PIELĀGOTĀ", *blank),
        ("10.\u00a0mērķis: Atbalsts", *blank),
        ("P", "10.", "10.1. Nometnes", None, "50% jauniešu", "šim gadam nav paredzēta", None, None),
    ]


def test_a_text_that_lacks_a_review_or_a_later_one_says_so_in_a_comment(sheet):
    comments = {cell.coordinate: cell.comment.text for row in sheet["F8:H11"] for cell in row if cell.comment}
    assert comments == {"G8": "teksts pārskatīts pēc agrākiem datiem", "F9": "teksts vēl nav pārskatīts"}


def test_an_activity_without_planned_years_is_not_called_unplanned(marts):
    sheet = openpyxl.load_workbook(BytesIO(render_workbook(read_results(marts, "kalnava", 2024)))).active
    assert [cell.value for cell in sheet[8]] == ["❶", "1.", "1.1. Aptauja", "Viena aptauja", None, None, None, None]


def test_text_that_looks_like_a_formula_stays_text(sheet):
    row = sheet[8]
    assert [cell.data_type for cell in row[4:]] == ["s", "s", "s", "s"]
    assert sheet["D9"].data_type == "s"


def test_money_is_a_number_and_keeps_the_words_of_the_plan_as_a_note(sheet):
    assert (sheet["D8"].data_type, sheet["D8"].number_format) == ("n", "#,##0.00")
    said = "No tā: pašvaldība 12\u00a0000,00\u00a0EUR, valsts 345,60\u00a0EUR. Plānā: Balvu fonds 150,00 EUR"
    assert sheet["D8"].comment.text == said
    # Ready for an amount where none is known.
    assert sheet["D12"].number_format == "#,##0.00"


def test_it_prints_on_landscape_a4_with_its_header_on_every_page(sheet):
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    # One page wide (the default of the format), as many pages high as it takes.
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "A6"
    assert sheet.oddHeader.right.text == "darba versija, nav publicējama"
    assert sheet.oddHeader.left.text.startswith("Ezerzemes novads")


def test_long_texts_are_wrapped_in_rows_that_hold_them(sheet):
    assert all(cell.alignment.wrap_text for cell in sheet[8])
    assert sheet.row_dimensions[8].height > sheet.row_dimensions[12].height


def test_the_document_names_itself_and_its_language(content):
    workbook = openpyxl.load_workbook(BytesIO(content))
    assert workbook.properties.title == "Ezerzemes novads: PMP prevencijas aktivitāšu rezultāti 2024.\u00a0gadā"
    assert workbook.properties.contentStatus == "darba versija, nav publicējama"
    assert workbook.custom_doc_props["language"].value == "lv"
    # The plan's first day, not the clock's.
    assert workbook.properties.created == datetime(2024, 1, 1)


def test_the_same_results_give_the_same_bytes(marts, content):
    assert render_workbook(read_results(marts, "ezerzeme", 2024)) == content
