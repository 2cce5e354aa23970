"""The other kinds of publications of two municipalities: what they say is what the marts hold."""

from __future__ import annotations

import hashlib
import json
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import duckdb
import openpyxl
import page
import pptx
import pytest

from ingest import typography
from ingest.workspace import PublicationKind, Workspace
from publication.draft import write_draft
from publication.phrases import load_phrases
from tests.examples.conftest import SMALL

pytestmark = pytest.mark.examples

of_both = pytest.mark.parametrize("municipality", SMALL)


def published(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, municipality: str, kind: PublicationKind, year: int = 2025
) -> dict[str, bytes]:
    """The files of a draft, but for its manifest, which has to vouch for them."""
    draft = write_draft(connection, Workspace(tmp_path), municipality, year, "f1", kind)
    assert draft.folder == tmp_path / "publication" / municipality / str(year) / kind / "draft"
    files = {path.name: path.read_bytes() for path in draft.folder.iterdir()}
    manifest = json.loads(files.pop("manifest.json"))
    assert (manifest["kind"], manifest["fingerprint"], manifest["is_demo"]) == (kind, "f1", True)
    assert manifest["sha256"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return files


def one(connection: duckdb.DuckDBPyConnection, query: str, *key: object) -> tuple[object, ...]:
    found = connection.execute(query, key).fetchone()
    assert found
    return found


@of_both
@pytest.mark.parametrize(("results_year", "last_day"), [(2024, "31.12.2024."), (2025, "30.06.2025.")])
def test_the_sums_of_the_budget_are_those_of_the_results_table(
    built_year, tmp_path, municipality: str, results_year: int, last_day: str
) -> None:
    """Of 2025 only the half year that is reported; nothing is reported of 2023."""
    content = published(built_year, tmp_path, municipality, "budget", results_year)["budzets.xlsx"]
    sheet = openpyxl.load_workbook(BytesIO(content), data_only=True)["Budžets"]
    (total,) = [row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0] == "Kopā"]
    spent = "select sum(invested_funding_eur) from marts.table_4_4 where municipality = ? and results_year = ?"
    wanted = "select sum(next_year_eur) from marts.plan_change_proposal where municipality = ? and results_year = ?"
    assert total[2:5] == tuple(
        float(amount or 0)
        for amount in (
            *one(built_year, spent, municipality, results_year - 1),
            *one(built_year, spent, municipality, results_year),
            *one(built_year, wanted, municipality, results_year),
        )
    )
    assert sheet["A3"].value.startswith("PARAUGDATI, darba versija, nav publicējama; iekšējai lietošanai")
    assert f"līdz {last_day}" in sheet["A4"].value


@of_both
def test_no_unread_proposal_is_quoted_in_the_annual_review(built_year, tmp_path, municipality: str) -> None:
    files = published(built_year, tmp_path, municipality, "annual_review", 2024)
    assert page.is_pdf_compliant_bytes(files["parskats.pdf"], profile="ua1")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=files["parskats.pdf"], capture_output=True)
    printed = " ".join(done.stdout.decode().split())
    document = docx.Document(BytesIO(files["parskats.docx"]))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    written = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    key = "from marts.plan_change_proposal where municipality = ? and results_year = 2024 and text is not null"
    texts = [text for (text,) in built_year.execute(f"select distinct text {key}", [municipality]).fetchall()]
    assert texts
    assert [text for text in texts if text in printed or text in written] == []
    (count,) = one(built_year, f"select count(*) {key}", municipality)
    told = typography.agreeing(count, *load_phrases()["proposals"]["texts"])
    assert f"Priekšlikumos ir {told}, ko darba grupa vēl nav pārskatījusi" in written


@of_both
def test_the_slides_count_what_the_marts_count(built_year, tmp_path, municipality: str) -> None:
    content = published(built_year, tmp_path, municipality, "slides")["prezentacija.pptx"]
    slides = list(pptx.Presentation(BytesIO(content)).slides)
    assert len(slides) == 8
    for position, query in {
        2: "select achievement_status, count(*) from marts.table_4_4",
        # The newest value of one indicator of each is about so few that its standing is not told.
        3: "select case when indicator_nr || ' ' || breakdown in ('10 upper_secondary', '8 extramural_distance') "
        "then 'not_published' else progress_status end, count(*) from marts.indicator_progress",
        5: "select task_status, count(*) from marts.task_status",
    }.items():
        rows = built_year.execute(f"{query} where municipality = ? and results_year = 2025 group by 1", [municipality])
        (chart,) = [shape.chart for shape in slides[position].shapes if shape.has_chart]
        assert sorted(chart.plots[0].series[0].values) == sorted(count for _, count in rows.fetchall())


def test_the_money_of_the_years_is_that_of_the_results_tables(built_year, tmp_path) -> None:
    files = published(built_year, tmp_path, "ludza", "mid_term")
    document = docx.Document(BytesIO(files["starpposms.docx"]))
    assert document.paragraphs[0].text.endswith("starpposma ziņojums (dati līdz 30.06.2025.)")
    total = [cell.text for cell in document.tables[1].rows[-1].cells]
    query = "select sum(invested_funding_eur) from marts.table_4_4 where municipality = 'ludza' and results_year = ?"
    amounts = [one(built_year, query, year)[0] for year in (2024, 2025)]
    assert total == ["Visas aktivitātes", *map(typography.euro, [*amounts, sum(amounts)])]
