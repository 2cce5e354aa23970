"""What an annual review says of an amendment: Krāslava's plan beside itself with four things changed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from ingest.plans import diff
from ingest.plans.tables import code_list, plan_tables
from ingest.typography import writing_in
from ingest.workspace import PRODUCT, Workspace
from publication import plan_changes as plan_changes_module
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


def test_every_table_that_is_compared_has_its_words() -> None:
    assert set(load_phrases()["plan_changes"]["tables"]) == set(diff._TITLES)


def test_rows_of_two_lists_parts_or_events_are_told_apart(results) -> None:
    def names(table: str, *keys: str) -> list[str]:
        changes = [diff.Change("changed", table, key, "text") for key in keys]
        return [plan_changes_module._name(change, results, load_phrases()) for change in changes]

    assert names("goals", "strategic 1", "activity_plan 1") == [
        "stratēģisko mērķu tabula · 1.",
        "aktivitāšu plāns · 1.",
    ]
    assert names("indicator_targets", "2 total 2025", "2 basic 2025", "2 upper_secondary 2025") == [
        "2 · 2025.",
        "2 · pamatskolas posms · 2025.",
        "2 · vidusskolas posms · 2025.",
    ]
    assert names("indicators", "2 total", "2 basic") == ["2.", "2 · pamatskolas posms"]
    assert names("calendar", "budget_meeting 1", "annual_review 1") == [
        "budžeta plānošana · 1.",
        "ikgadējais pārskats · 1.",
    ]


def test_readings_alone_are_changes_too(marts, results, workspace) -> None:
    folder = workspace.plan("kraslava", "kraslava-2024-a1")
    change(folder / "plan.yml", "valid_from: 2026-01-01", "valid_from: 2024-01-01")
    change(folder / "activity_targets.csv", "3.1,1,4.4,graduates,parents,50,", "3.1,1,4.4,participants,parents,60,")
    lines = (folder / "goal_indicators.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "goal_indicators.csv").write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")
    (activity,) = results.activities
    named = replace(
        results,
        activities=(replace(activity, activity_key="kraslava-2024-3.1", activity_nr="3.1", activity_name="Kursi"),),
    )
    assert rows_of(plan_changes(marts, workspace, named, load_phrases())) == {
        "Mērķu rādītāji (mērķis · rādītājs)": [("1 · 1.", "svītrots", "1", "")],
        "Aktivitāšu skaitliskie rezultāti": [
            ("3.1. Kursi", "mainīts: ko skaita", "absolventi", "dalībnieki"),
            ("3.1. Kursi", "mainīts: apakšējā robeža", "50", "60"),
        ],
    }


def test_codes_and_flags_are_told_in_words() -> None:
    def value(table: str, column: str, code: str) -> str:
        change = diff.Change("changed", table, "1", column)
        return plan_changes_module._value(change, code, load_phrases())

    assert value("goal_links", "is_inferred", "true") == "jā"
    assert value("goals", "prevention_level", "2") == "mērķtiecīgā"
    with writing_in("en"):
        assert value("goal_links", "is_inferred", "false") == "no"
        columns = [column for name in diff._TITLES if name != "plan" for column in plan_tables()[name].columns.values()]
        assert all(code_list(one.codes, "en").keys() == code_list(one.codes).keys() for one in columns if one.codes)
