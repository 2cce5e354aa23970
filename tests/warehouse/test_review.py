"""The working group's words: what they change in the warehouse and on the page, and how a workbook is taken back."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pytest

from ingest.forms.workbook.layout import PROPERTY_PREFIX
from ingest.parquet import parquet_rows
from ingest.problems import InputError
from ingest.review.layout import ACCEPTED
from ingest.submissions import audit
from ingest.submissions.landing import landed_findings
from ingest.workspace import Workspace
from orchestration import publishing
from orchestration.review_intake import Review, Reviewer, export_review, import_review
from tests.product import readable_text, rows
from tests.warehouse.reports import SCHOOLS
from tests.warehouse.reviews import NOTE, REVIEWED_NOTE, REVIEWED_RESULT, SUBMISSION

SCHOOL = SCHOOLS["ludza"][1]
PROPOSAL = "Lekcijas arī attālināti."
REVIEWER = Reviewer("Darba grupa", dt.date(2026, 2, 10), dt.datetime(2026, 2, 11, 8, tzinfo=dt.UTC))


def test_reviewed_words_win_and_what_was_said_of_other_facts_is_flagged(
    reported_marts: duckdb.DuckDBPyConnection,
) -> None:
    said = reported_marts.execute(
        "select subject_kind, subject_key, text, is_outdated, reviewed_by, reviewed_on from marts.text_review "
        "where is_reviewed order by subject_kind"
    ).fetchall()
    on = dt.date(2026, 2, 2)
    assert said == [
        ("activity", "ludza-2024-1.3", REVIEWED_RESULT, True, "Darba grupa", on),
        ("task", "1.3", REVIEWED_NOTE, False, "Darba grupa", on),
    ]
    result = "select achieved_result from marts.table_4_4 where activity_key = 'ludza-2024-1.3' and results_year = 2025"
    assert reported_marts.execute(result).fetchall() == [(REVIEWED_RESULT,)]
    task = "select note, publishable_note from marts.task_status where note is not null order by results_year"
    assert reported_marts.execute(task).fetchone() == (NOTE, REVIEWED_NOTE)
    assert reported_marts.execute(
        "select text, publishable_text, is_open, is_outdated from marts.plan_change_proposal where text is not null"
    ).fetchall() == [(PROPOSAL, None, True, False)]
    arrival = "select is_current, rows_accepted from marts.submissions where form = 'review'"
    assert reported_marts.execute(arrival).fetchall() == [(True, 2)]


@pytest.fixture
def copied(reported: Workspace, workspace: Workspace) -> Workspace:
    """The workspace of the reports, to be written to."""
    shutil.copytree(reported.home, workspace.home, symlinks=True)
    return workspace


def test_no_public_file_holds_what_nobody_read(copied: Workspace) -> None:
    publishing.publish_draft(copied, "ludza", 2025)
    page = (copied.draft("ludza", 2025) / "index.html").read_text(encoding="utf-8")
    assert REVIEWED_RESULT in page
    assert "Lekcijas notikušas. =1+1 &lt;script&gt;alert(1)&lt;/script&gt;" in page
    files = [path for path in copied.draft("ludza", 2025).rglob("*") if path.is_file()]
    # A PDF breaks a sentence over lines.
    read = {path.name: " ".join(readable_text(path).split()) for path in files}
    told = {name for name, text in read.items() if REVIEWED_RESULT in text}
    assert told >= {"index.html", "lapai.html", "rezultati.pdf", "tabula-4-4.docx", "tabula-4-4.xlsx"}
    assert {name for name, text in read.items() if NOTE in text or PROPOSAL in text} == set()


def handed_in(workspace: Workspace, file: Path, cells: dict[tuple[str, str], str | None]) -> Review:
    """What becomes of the workbook after somebody put words in place of others; `None` marks them as accepted."""
    if not file.exists():
        export_review(workspace, "ludza", 2025, file)
    book = openpyxl.load_workbook(file)
    for (sheet, words), text in cells.items():
        cell = next(cell for row in book[sheet].iter_rows() for cell in row if cell.value == words)
        place = book[sheet].cell(cell.row, cell.column + 1) if text is None else cell
        place.value = ACCEPTED if text is None else text
    book.save(file)
    return import_review(workspace, file, REVIEWER)


def test_a_workbook_is_taken_back_as_a_submission(copied: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "pārskatīts.xlsx"
    cells = {("Uzdevumi", REVIEWED_NOTE): "Lekcijas ir notikušas.", ("Priekšlikumi", PROPOSAL): None}
    review = handed_in(copied, file, cells)
    waiting = rows(
        copied,
        "select count(*) from marts.text_review where municipality = 'ludza' and results_year = 2025 "
        "and (is_open or is_outdated)",
    )[0][0]
    assert (review.accepted, review.edited, review.still_open) == (1, 1, waiting - 1)
    assert review.concerned == {("ludza", 2025)}
    receipt = review.settled.receipt
    assert (receipt.state, receipt.form, receipt.municipality, receipt.rows_accepted) == (
        "accepted", "review", "ludza", 2,
    )  # fmt: skip
    (archived,) = copied.archive.glob(f"*/{receipt.submission_id}*.xlsx")
    assert archived.read_bytes() == file.read_bytes()
    landed = parquet_rows(copied.landing / "review" / "2025" / "ludza" / f"{receipt.submission_id}.parquet")
    facts = dict(
        rows(copied, "select subject_key, facts from marts.text_review where municipality = 'ludza' "
        "and results_year = 2025 and subject_kind <> 'activity'")
    )  # fmt: skip
    assert [(row["subject_key"], row["field"], row["reviewed_text"], row["facts"]) for row in landed] == [
        ("1.3", "note", "Lekcijas ir notikušas.", facts["1.3"]),
        (f"{SCHOOL}/1.3", "text", PROPOSAL, facts[f"{SCHOOL}/1.3"]),
    ]
    assert {(row["reviewed_by"], row["reviewed_on"]) for row in landed} == {("Darba grupa", dt.date(2026, 2, 10))}
    events = [json.loads(line.split(" ", 1)[1]) for line in audit.log_file(copied).read_text("utf-8").splitlines()]
    told = [(event["submission_id"], event["reviewed_by"]) for event in events if event["event"] == "review"]
    assert told == [(SUBMISSION, "Darba grupa"), (receipt.submission_id, "Darba grupa")]
    again = import_review(copied, file, REVIEWER)
    assert again.settled.receipt.state == "duplicate"
    assert audit.first_break(copied) is None


def test_a_changed_figure_rejects_the_whole_workbook(copied: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "pārskatīts.xlsx"
    review = handed_in(copied, file, {("Uzdevumi", REVIEWED_NOTE): "Jauni vārdi.", ("Uzdevumi", "notiek"): "izpildīts"})
    receipt = review.settled.receipt
    assert (receipt.state, receipt.rule_id, receipt.rows_accepted) == ("rejected", "review_cell_changed", 0)
    (finding,) = landed_findings(copied)[receipt.receipt_id]
    assert (finding["sheet"], finding["value"]) == ("Uzdevumi", "izpildīts")
    assert "bija «notiek»" in finding["cause"]
    assert list((copied.landing / "review").rglob(f"{receipt.submission_id}.parquet")) == []
    assert import_review(copied, file, REVIEWER).settled.receipt.state == "rejected"


def test_a_workbook_of_another_plan_version_lands_nothing(copied: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "pārskatīts.xlsx"
    export_review(copied, "ludza", 2025, file)
    book = openpyxl.load_workbook(file)
    book.custom_doc_props[f"{PROPERTY_PREFIX}plan_id"].value = "ludza-2023"
    book.save(file)
    receipt = handed_in(copied, file, {("Uzdevumi", REVIEWED_NOTE): "Jauni vārdi."}).settled.receipt
    assert (receipt.state, receipt.rule_id, receipt.rows_accepted) == ("rejected", "review_plan_changed", 0)
    assert list((copied.landing / "review").rglob(f"{receipt.submission_id}.parquet")) == []


def test_somebody_must_answer_for_a_review(copied: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        import_review(copied, tmp_path / "nav.xlsx", Reviewer(" ", REVIEWER.day, REVIEWER.received_at))
    assert [problem.rule_id for problem in error.value.problems] == ["review_unsigned"]
    with pytest.raises(InputError) as error:
        import_review(copied, tmp_path, Reviewer("Darba grupa", dt.date(2026, 2, 12), REVIEWER.received_at))
    assert [(problem.rule_id, problem.details) for problem in error.value.problems] == [
        ("review_day_to_come", (("day", dt.date(2026, 2, 12)),))
    ]
    with pytest.raises(InputError) as error:
        import_review(copied, tmp_path, REVIEWER)
    assert [problem.rule_id for problem in error.value.problems] == ["file_missing"]
