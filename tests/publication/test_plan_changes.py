"""What an annual review says of an amendment: Krāslava's plan beside itself with four things changed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from ingest.workspace import PRODUCT, Workspace
from publication.blocks import Paragraph, Table
from publication.phrases import load_phrases
from publication.plan_changes import plan_changes
from publication.results import Results, read_results


@pytest.fixture
def results(marts: duckdb.DuckDBPyConnection) -> Results:
    """The year that the amendment judges; the year before was judged by the plan as approved."""
    for plan_id, year in (("kraslava-2024", 2025), ("kraslava-2024-a1", 2026)):
        marts.execute(
            "insert into marts.table_4_4 (municipality, plan_id, results_year) values ('kraslava', ?, ?)",
            [plan_id, year],
        )
    printed = read_results(marts, "ezerzeme", 2024)
    activity = replace(
        printed.activities[0], activity_key="kraslava-2024-1.1", activity_nr="1.1", activity_name="Buklets"
    )
    plan = replace(printed.plan, plan_id="kraslava-2024-a1")
    return replace(printed, municipality="kraslava", year=2026, plan=plan, activities=(activity,))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with the amendment."""
    workspace = Workspace(tmp_path)
    folder = workspace.plan("kraslava", "kraslava-2024-a1")
    shutil.copytree(PRODUCT / "plans" / "kraslava" / "kraslava-2024", folder)
    for name, before, after in (
        ("plan.yml", "plan_id: kraslava-2024", "plan_id: kraslava-2024-a1"),
        ("plan.yml", "valid_from: 2024-01-01", "valid_from: 2026-01-01"),
    ):
        change(folder / name, before, after)
    return workspace


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def rows_of(section) -> dict[str, list[tuple[str, ...]]]:
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    return {part.headings[0]: [tuple(cell.text for cell in row) for row in part.rows] for part in table.parts}


def test_changes_are_named_with_what_was_and_what_is(marts, results, workspace) -> None:
    folder = workspace.plan("kraslava", "kraslava-2024-a1")
    change(folder / "activity_readings.csv", "Virtuālais buklets, kas tiek regulāri papildināts", "Divi bukleti gadā")
    change(folder / "indicator_targets.csv", "1,total,2025,Līdz +5%,change,gte,5,", "1,total,2025,+7%,change,gte,7,")
    lines = (folder / "tasks.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "tasks.csv").write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")
    assert rows_of(plan_changes(marts, workspace, results, load_phrases())) == {
        "Ziņas par plānu": [("Plāns", "mainīts: spēkā no", "2024-01-01", "2026-01-01")],
        "Rādītāju sasniedzamās vērtības": [("1 · 2025.", "mainīts: sasniedzamā vērtība", "Līdz +5%", "+7%")],
        "Aktivitātes": [
            (
                "1.1. Buklets", "mainīts: plānotais rezultāts",
                "Virtuālais buklets, kas tiek regulāri papildināts", "Divi bukleti gadā",
            )
        ],
        "Darba uzdevumi": [
            ("1.1.1.", "svītrots", "PMP riska mazināšanai iesaistīto institūciju un organizāciju aptauja", "")
        ],
    }  # fmt: skip


def test_a_year_judged_by_the_same_version_changes_nothing(marts, results, workspace) -> None:
    plan = replace(results.plan, plan_id="kraslava-2024")
    section = plan_changes(marts, workspace, replace(results, plan=plan), load_phrases())
    (told,) = section.blocks
    assert isinstance(told, Paragraph)
    assert told.text.startswith("2026.\u00a0gadu vērtē pēc tās pašas plāna redakcijas kā 2025.\u00a0gadu")
