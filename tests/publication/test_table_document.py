"""The results table as a Word document: layout, header row, language, and nothing typed read as anything but text."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from publication.results import Results, read_results
from publication.table_document import render_document


@pytest.fixture
def content(marts) -> bytes:
    return render_document(read_results(marts, "ezerzeme", 2024))


@pytest.fixture
def document(content):
    return docx.Document(BytesIO(content))


def rows_of(document) -> list[list[str]]:
    """Texts of the cells that a row really has."""
    (table,) = document.tables
    return [
        ["\n".join(paragraph.text for paragraph in docx.table._Cell(cell, table).paragraphs) for cell in row.tc_lst]
        for row in table._tbl.tr_lst
    ]


def test_it_names_municipality_year_plan_and_draft(document) -> None:
    assert [paragraph.text for paragraph in document.paragraphs][:6] == [
        "Ezerzemes novads: PMP prevencijas aktivitāšu rezultāti 2024.\u00a0gadā",
        "Darba versija, nav publicējama",
        "Plāns A & B (plāna darbības laiks: 01.01.2024.–31.12.2027.)",
        "Ietvertais laiks: pasākumi un gada dati 01.01.2024.–31.12.2024.; izglītojamo rādītāji 01.09.2023.–31.08.2024.",
        "Ja mērķa rādītājs mainās, tas vēl nenozīmē, ka to panākusi aktivitāte.",
        "Teksti: 2\u00a0teksti vēl nav pārskatīti; 1\u00a0teksts pārskatīts pēc agrākiem datiem.",
    ]
    assert document.paragraphs[0].style.name == "Heading 1"
    assert (
        document.sections[0].header.paragraphs[0].text.startswith("darba versija, nav publicējama · Ezerzemes novads")
    )


def test_demonstration_data_mark_every_page(marts) -> None:
    document = docx.Document(BytesIO(render_document(read_results(marts, "kalnava", 2024))))
    assert document.sections[0].header.paragraphs[0].text.startswith("PARAUGDATI")
    assert document.paragraphs[1].text.startswith("PARAUGDATI")


def test_the_table_has_the_municipality_s_own_layout_with_full_width_goal_rows(document) -> None:
    assert rows_of(document) == [
        ["PL", "MĒRĶIS", "AKTIVITĀTE", "IEGULDĪTAIS FINANSĒJUMS", "PLĀNOTAIS REZULTĀTS",
         "IZPILDE (sasniegtā vērtība)", "IETEKME", "FAKTORI"],
        ["U UNIVERSĀLĀ"],
        ["2.\u00a0mērķis: Vecāku kompetence"],
        ["U", "2.", "2.1. CAP kurss", "12\u00a0345,60\u00a0EUR\nNo tā: pašvaldība 12\u00a0000,00\u00a0EUR, valsts "
             "345,60\u00a0EUR. Plānā: Balvu fonds 150,00 EUR",
         '=1+1 <script>alert("x")</script>', "60 vecāki\nsasniegts",
         "@SUM(A1)\nteksts pārskatīts pēc agrākiem datiem", "-sals"],
        ["U", "2.", "2.2. Lekcijas", "Plānā: 0,00", "+5% vecāku", "Notika\naprakstīts; teksts vēl nav pārskatīts",
         "bez teksta: tā nolēmusi darba grupa", "iestāžu rakstītais vēl nav pārskatīts"],
        ["P PIELĀGOTĀ"],
        ["10.\u00a0mērķis: Atbalsts"],
        ["P", "10.", "10.1. Nometnes", "", "50% jauniešu", "šim gadam nav paredzēta", "", ""],
    ]  # fmt: skip


def test_the_header_comes_again_rows_stay_whole_and_widths_are_set(document) -> None:
    (table,) = document.tables
    rows = table._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * 7
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert [row.tc_lst[0].grid_span for row in rows] == [1, 8, 8, 1, 1, 8, 8, 1]
    assert not list(table._tbl.iter(qn("w:vMerge")))
    assert not table.autofit
    columns = [column.width.mm for column in table.columns]
    assert sum(columns) == pytest.approx(273, abs=0.5)
    assert [cell.width.mm for cell in table.rows[0].cells] == pytest.approx(columns, abs=0.1)
    assert rows[1].tc_lst[0].width.mm == pytest.approx(273, abs=0.5)


def test_it_prints_on_landscape_a4_and_names_itself_and_its_language(document) -> None:
    (section,) = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.orientation == docx.enum.section.WD_ORIENT.LANDSCAPE
    properties = document.core_properties
    assert properties.title == "Ezerzemes novads: PMP prevencijas aktivitāšu rezultāti 2024.\u00a0gadā"
    assert properties.language == "lv-LV"
    assert properties.content_status == "darba versija, nav publicējama"
    # The last day covered, not the clock's.
    assert properties.created == properties.modified == datetime(2024, 12, 31, tzinfo=UTC)
    assert {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))} == {"lv-LV"}
    caption = document.tables[0]._tbl.tblPr.find(qn("w:tblCaption"))
    assert caption.get(qn("w:val")) == "Ezerzemes novads: aktivitāšu rezultāti 2024.\u00a0gadā"


def test_hostile_text_stays_text(hostile: Results) -> None:
    content = render_document(hostile)
    told = rows_of(docx.Document(BytesIO(content)))[3][4]
    assert told.startswith('=HYPERLINK("http://x","y") #let x = 1;')
    assert "<script>alert(1)</script> & \\ // \ufffd\ufffd " in told
    with ZipFile(BytesIO(content)) as parts:
        xml = parts.read("word/document.xml").decode()
    assert "w:hyperlink" not in xml
    assert "HYPERLINK" not in "".join(xml.split("w:instr=")[1:2])


def test_the_same_results_give_the_same_bytes(marts, content: bytes) -> None:
    assert render_document(read_results(marts, "ezerzeme", 2024)) == content
    with ZipFile(BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
