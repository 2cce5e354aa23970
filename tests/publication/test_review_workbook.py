"""The review workbook out, edited as people edit, and back."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from ingest.excel.findings import Findings
from ingest.problems import InputError
from ingest.review.layout import ACCEPTED
from ingest.review.read import ReviewFile, read_review_file
from publication.phrases import load_phrases
from publication.results import read_results
from publication.review.content import review_sheets
from publication.review.workbook import write_review

HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script> \x07 _x0041_'
TABLES = """
create table marts.dim_reporter (municipality varchar, reporter_id varchar, reporter_name varchar);
alter table marts.task_status add column reporters_counted integer default 1;
alter table marts.task_status add column reporters_expected integer default 2;
insert into marts.dim_activity_reading values
    ('ezerzeme', 'ezerzeme-2024', '2.1', '3.1', 'planned_result', 'divi kursi');
insert into marts.dim_reporter values ('ezerzeme', 'good', 'Ezera skola');
delete from marts.plan_change_proposal;
insert into marts.plan_change_proposal values
    ('ezerzeme', 'ezerzeme-2024', 2024, 1, 'good/2.1.1', '2.1', '2.1.1', 'good', 'change', 'Mainīt.', null, true, false,
        150.5, 'state');
delete from marts.text_review;
insert into marts.text_review select 'ezerzeme', 'ezerzeme-2024', 2024, * from (values
    ('activity', 'k1', 'achieved_result', 'Pulcēti 60 vecāki.', 'aa', null, false, false, true,
        'Pulcēti 60 vecāki.'),
    ('activity', 'k1', 'impact_assessment', 'Jauns.', 'bb', '2025-02-03', true, true, false, 'Sens.'),
    ('activity', 'k1', 'factor_analysis', null, 'cc', null, false, false, false, null),
    ('activity', 'k2', 'achieved_result', 'Notika.', 'ff', '2025-02-03', true, false, false,
        'Notika.'),
    ('task', '2.1.1', 'note', 'Izdarīts.', 'dd', null, false, false, true, 'Izdarīts.'),
    ('proposal', 'good/2.1.1', 'text', 'Mainīt.', 'ee', null, false, false, true, 'Mainīt.')
);
"""


def exported(marts: duckdb.DuckDBPyConnection) -> bytes:
    results = read_results(marts, "ezerzeme", 2024)
    return write_review(results, *review_sheets(marts, results, load_phrases()))


@pytest.fixture
def workbook(marts: duckdb.DuckDBPyConnection) -> bytes:
    marts.execute(TABLES)
    return exported(marts)


def changed(workbook: bytes, cells: dict[tuple[str, str], object]) -> bytes:
    """The workbook as Excel leaves it after somebody typed into cells."""
    book, content = openpyxl.load_workbook(io.BytesIO(workbook)), io.BytesIO()
    for (sheet, address), value in cells.items():
        cell = book[sheet][address]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    book.save(content)
    return content.getvalue()


def read(content: bytes) -> tuple[ReviewFile, list[tuple[str, str, str]]]:
    findings = Findings("")
    review = read_review_file(content, findings)
    return review, [(one.rule_id, one.sheet, one.column) for one in findings.problems]


def reviewed(review: ReviewFile) -> list[tuple[str, str, str, str, bool]]:
    return [(*cell.key, cell.text, cell.is_accepted) for cell in review.cells if cell.is_reviewed]


def address(workbook: bytes, sheet: str, text: str) -> str:
    """Where a text stands."""
    rows = openpyxl.load_workbook(io.BytesIO(workbook))[sheet].iter_rows()
    return next(cell.coordinate for row in rows for cell in row if cell.value == text)


def beside(place: str) -> str:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{chr(ord(place.removesuffix(row)) + 1)}{row}"


def test_what_nobody_touched_says_nothing(workbook: bytes) -> None:
    review, problems = read(workbook)
    assert (review.municipality, review.year, review.plan_id, review.is_demo) == (
        "ezerzeme", 2024, "ezerzeme-2024", False,
    )  # fmt: skip
    assert len(review.cells) == 6
    assert (reviewed(review), problems) == ([], [])


def test_the_same_texts_give_the_same_bytes(workbook: bytes, marts: duckdb.DuckDBPyConnection) -> None:
    assert exported(marts) == workbook


def test_the_workbook_says_what_counts_and_what_waits(workbook: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    words = {sheet.title: [cell.value for row in sheet.iter_rows() for cell in row if cell.value] for sheet in book}
    assert list(words) == ["Kas jādara", "Tabula 4.4", "Uzdevumi", "Priekšlikumi", "_pma_index"]
    assert "Teksti, kas vēl jāpārskata: 4 no 5." in words["Kas jādara"]
    table = words["Tabula 4.4"]
    assert {"nav pārskatīts", "pārskatīts 03.02.2025.", "mainījušies dati kopš pārskatīšanas"} <= set(table)
    assert {"Pulcēti 60 vecāki.", "Sens.", "3.1.tab. Stratēģiskie mērķi: divi kursi", 60, 12345.6} <= set(table)
    assert {"Ezera skola", "mainīt", 150.5, "valsts budžets"} <= set(words["Priekšlikumi"])
    (note,) = [cell.comment.text for row in book["Tabula 4.4"].iter_rows() for cell in row if cell.comment]
    assert note == "Pēc tagadējiem datiem: Jauns."


def test_only_texts_and_marks_can_be_edited(workbook: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    assert all(sheet.protection.sheet for sheet in book)
    assert book["_pma_index"].sheet_state == "veryHidden"
    table = book["Tabula 4.4"]
    free = [cell.coordinate for row in table.iter_rows() for cell in row if not cell.protection.locked]
    text = address(workbook, "Tabula 4.4", "Pulcēti 60 vecāki.")
    assert {text, beside(text)} <= set(free)
    assert len(free) == 2 * 4
    assert len([rule for rule in table.data_validations.dataValidation if f'"{ACCEPTED}"' in rule.formula1]) > 0


def in_libreoffice(content: bytes, folder: Path) -> bytes:
    """The workbook opened and saved in another office programme."""
    (folder / "in").mkdir()
    (folder / "in" / "r.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(shutil.which("soffice")), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(folder), str(folder / "in" / "r.xlsx")], check=True, capture_output=True)
    return (folder / "r.xlsx").read_bytes()


@pytest.mark.parametrize("save", [lambda content, folder: content, in_libreoffice], ids=["excel", "libreoffice"])
def test_texts_come_back_as_people_left_them(
    workbook: bytes, save: Callable[[bytes, Path], bytes], tmp_path: Path
) -> None:
    text, note, proposal = (
        address(workbook, sheet, words)
        for sheet, words in (
            ("Tabula 4.4", "Pulcēti 60 vecāki."),
            ("Uzdevumi", "Izdarīts."),
            ("Priekšlikumi", "Mainīt."),
        )
    )
    edited = changed(
        workbook,
        {
            ("Tabula 4.4", text): "=1+1 <script>alert(1)</script>\nOtrā rinda.",
            ("Uzdevumi", beside(note)): "pieņemts ",
            ("Priekšlikumi", proposal): None,
            ("Priekšlikumi", beside(proposal)): ACCEPTED,
        },
    )
    review, problems = read(save(edited, tmp_path))
    assert problems == []
    assert reviewed(review) == [
        ("activity", "k1", "achieved_result", "=1+1 <script>alert(1)</script>\nOtrā rinda.", False),
        ("task", "2.1.1", "note", "Izdarīts.", True),
        ("proposal", "good/2.1.1", "text", "", True),
    ]
    assert [cell.facts for cell in review.cells if cell.is_reviewed] == ["aa", "dd", "ee"]


def test_a_figure_a_name_and_a_heading_cannot_be_edited(workbook: bytes) -> None:
    figure, name = (address(workbook, "Tabula 4.4", words) for words in (12345.6, "CAP kurss"))
    task = address(workbook, "Uzdevumi", "Atrast vadītāju")
    content = changed(
        workbook, {("Tabula 4.4", figure): 99, ("Tabula 4.4", name): "Cits kurss", ("Uzdevumi", task): None}
    )
    _, problems = read(content)
    assert sorted(problems) == sorted(
        ("review_cell_changed", sheet, cell)
        for sheet, cell in (("Tabula 4.4", figure), ("Tabula 4.4", name), ("Uzdevumi", task))
    )


def test_a_mark_that_is_none_is_told(workbook: bytes) -> None:
    mark = beside(address(workbook, "Uzdevumi", "Izdarīts."))
    assert read(changed(workbook, {("Uzdevumi", mark): "labi"}))[1] == [("review_mark_unknown", "Uzdevumi", mark)]


def test_rows_that_were_moved_are_not_taken_for_others(workbook: bytes) -> None:
    book, content = openpyxl.load_workbook(io.BytesIO(workbook)), io.BytesIO()
    book["Tabula 4.4"].insert_rows(7)
    book.save(content)
    assert {rule_id for rule_id, _, _ in read(content.getvalue())[1]} == {"review_cell_changed"}


@pytest.mark.parametrize(
    ("broken", "rule_id"),
    [
        (lambda workbook: b"nav darbgr\xc4\x81mata", "workbook_is_text"),
        (lambda workbook: without_sheet(workbook, "Uzdevumi"), "workbook_sheet_missing"),
        (lambda workbook: without_sheet(workbook, "_pma_index"), "review_unknown"),
        (lambda workbook: with_index(workbook, range(1, 8)), "review_unknown"),
        (lambda workbook: with_index(workbook, range(5, 8)), "review_unknown"),
        (lambda workbook: changed(workbook, {("_pma_index", "A1"): "lapa"}), "review_unknown"),
        (lambda workbook: changed(workbook, {("_pma_index", "B2"): "šūna"}), "review_unknown"),
        (lambda workbook: changed(workbook, {("_pma_index", "B3"): "A7"}), "review_unknown"),
        (lambda workbook: foreign(), "review_unknown"),
    ],
    ids=[
        "text",
        "sheet",
        "index",
        "index_empty",
        "index_column",
        "index_heading",
        "index_cell",
        "index_twice",
        "foreign",
    ],
)
def test_what_is_no_review_workbook_is_not_read(
    workbook: bytes, broken: Callable[[bytes], bytes], rule_id: str
) -> None:
    with pytest.raises(InputError) as error:
        read(broken(workbook))
    assert [problem.rule_id for problem in error.value.problems] == [rule_id]


def without_sheet(workbook: bytes, name: str) -> bytes:
    book, content = openpyxl.load_workbook(io.BytesIO(workbook)), io.BytesIO()
    del book[name]
    book.save(content)
    return content.getvalue()


def with_index(workbook: bytes, columns_gone: Iterable[int]) -> bytes:
    """The workbook after somebody deleted columns of its index."""
    book, content = openpyxl.load_workbook(io.BytesIO(workbook)), io.BytesIO()
    for column in sorted(columns_gone, reverse=True):
        book["_pma_index"].delete_cols(column)
    book.save(content)
    return content.getvalue()


def foreign() -> bytes:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


def test_a_hostile_draft_stays_text_and_counts_as_unread(workbook: bytes, marts: duckdb.DuckDBPyConnection) -> None:
    marts.execute("update marts.text_review set text = ?, drafted_text = ?", [HOSTILE, HOSTILE])
    content = exported(marts)
    review, problems = read(content)
    assert (reviewed(review), problems) == ([], [])
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if "calc" in str(cell.value)} == {"s"}
