"""The annual review: both files say the same, what reporters typed as proposals stays in the house."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO

import docx
import page
import pytest

from ingest.workspace import Workspace
from publication.annual_review import render_annual_review
from publication.proposals import read_proposals
from publication.results import Results, read_results

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")


def rendered(marts, tmp_path, results: Results) -> dict[str, bytes]:
    return render_annual_review(marts, Workspace(tmp_path), results)


def words_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def tables_of(document) -> list[list[list[str]]]:
    return [
        [[paragraph.text for paragraph in docx.table._Cell(cell, table).paragraphs] for cell in row.tc_lst]
        for table in document.tables
        for row in table._tbl.tr_lst
    ]


def test_a_text_that_is_not_wanted_does_not_wait_and_one_changed_since_does(marts) -> None:
    results = read_results(marts, "ezerzeme", 2024)
    (of_activity,) = [one for one in read_proposals(marts, results) if one.activity_key == "k1"]
    assert (of_activity.texts, of_activity.open_texts) == (["Pārtraukt pagaidām"], 1)
    reviewed = "update marts.plan_change_proposal set publishable_text = null, is_outdated = ? where proposal_nr = 2"
    for is_outdated, waiting in ((False, 1), (True, 2)):
        marts.execute(reviewed, [is_outdated])
        (of_activity,) = [one for one in read_proposals(marts, results) if one.activity_key == "k1"]
        assert (of_activity.texts, of_activity.open_texts) == ([], waiting)


def test_proposals_are_counted_by_activity_and_told_in_words_where_those_were_reviewed(marts, tmp_path) -> None:
    files = rendered(marts, tmp_path, read_results(marts, "ezerzeme", 2024))
    text = words_of(files["parskats.pdf"])
    assert "Priekšlikumos ir 2 teksti, ko darba grupa vēl nav pārskatījusi" in text
    rows = [[" ".join(cell) for cell in row] for row in tables_of(docx.Document(BytesIO(files["parskats.docx"])))]
    # Two reporters about the one activity: one changes and stops tasks of it, the other only asks for money.
    assert ["2.1. CAP kurss\nPārtraukt pagaidām", "2", "", "1", "1", "", "1"] in rows
    assert ["Aktivitāte nav norādīta vai plānā tās vairs nav", "1", "", "", "", "1", ""] in rows
    for content in files.values():
        readable = words_of(content) if content.startswith(b"%PDF") else str(rows)
        assert "Bērziņa" not in readable
        assert "Vēl viens teksts" not in readable
        assert "Pārtraukt šobrīd" not in readable


def test_both_files_have_the_sections_of_the_review(marts, tmp_path) -> None:
    files = rendered(marts, tmp_path, read_results(marts, "ezerzeme", 2024))
    document = docx.Document(BytesIO(files["parskats.docx"]))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 2"]
    assert headings == [
        "Par šo pārskatu", "Mērķi un sagaidāmie rezultāti", "Rezultātu uzskaite un analīze", "Darba uzdevumi",
        "Priekšlikumi plāna izmaiņām", "Kas plānā mainījies", "Rezultatīvie rādītāji", "Kā pārskats veidots",
        "Piekļūstamības paziņojums", "Saziņa",
    ]  # fmt: skip
    text = words_of(files["parskats.pdf"])
    assert [heading for heading in headings if heading not in text] == []
    title = "Ezerzemes novads: PMP prevencijas plāna ieviešanas pārskats par 2024.\u00a0gadu"
    assert document.paragraphs[0].text == title
    assert document.core_properties.title == title
    assert document.core_properties.language == "lv-LV"
    assert [section.orientation for section in document.sections] == [
        0,
        1,
        0,
    ]  # portrait, the wide tables, portrait again


def test_the_first_year_has_nothing_to_be_compared_with(marts, tmp_path) -> None:
    results = read_results(marts, "ezerzeme", 2024)
    assert "2024. gads ir pirmais gads, kurā šis plāns ir spēkā" in words_of(
        rendered(marts, tmp_path, results)["parskats.pdf"]
    )
    results = read_results(marts, "kalnava", 2025)
    assert "tās pašas plāna redakcijas kā 2024. gadu" in words_of(rendered(marts, tmp_path, results)["parskats.pdf"])


def test_demonstration_data_mark_both_files(marts, tmp_path) -> None:
    files = rendered(marts, tmp_path, read_results(marts, "kalnava", 2024))
    assert words_of(files["parskats.pdf"]).startswith("PARAUGDATI, darba versija, nav publicējama")
    document = docx.Document(BytesIO(files["parskats.docx"]))
    assert document.sections[0].header.paragraphs[0].text.startswith("PARAUGDATI, darba versija, nav publicējama")


def test_what_people_typed_stays_text_and_the_same_review_gives_the_same_bytes(marts, tmp_path, hostile) -> None:
    files = rendered(marts, tmp_path, hostile)
    assert page.is_pdf_compliant_bytes(files["parskats.pdf"], profile="ua1")
    assert "#let x = 1; #panic() *b* _i_ $x^2$ @z" in words_of(files["parskats.pdf"])
    cells = [line for row in tables_of(docx.Document(BytesIO(files["parskats.docx"]))) for cell in row for line in cell]
    assert any('=HYPERLINK("http://x","y") #let' in line for line in cells)
    assert rendered(marts, tmp_path, hostile) == files
