"""An amended plan: a workbook out, changed, and back in; the years before keep their results byte for byte."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ingest.workspace import Workspace
from orchestration import job, warehouse
from orchestration.plan_intake import compare, plan_workbook, take_in
from orchestration.publishing import publish_draft
from tests.warehouse.deliveries import Deliveries

pytestmark = pytest.mark.slow

BEFORE = (2024, 2025)
TOLD = ("1.1", "3.3", "5.3")
"""Activities of the plan before: one stays, one is renumbered, one goes."""
TABLES = {
    "table_4_4": "results_year, activity_order",
    "indicator_progress": "results_year, indicator_nr, breakdown",
    "task_status": "results_year, task_order",
}


def column(sheet: Worksheet, heading: str) -> int:
    """Column of a heading, found in whichever row holds the headings."""
    for row in sheet.iter_rows(min_row=1, max_row=10):
        for cell in row:
            if cell.value and str(cell.value).removesuffix("*").strip() == heading:
                return int(cell.column)
    raise AssertionError(f"{sheet.title} has no column {heading}")


def row_of(sheet: Worksheet, heading: str, value: str) -> int:
    wanted = column(sheet, heading)
    return next(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, wanted).value) == value)


def answer(sheet: Worksheet, label: str, value: str) -> None:
    """Fill in the form on sheet Plāns: the value stands right of its label."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value and str(cell.value).removesuffix("*").strip() == label:
                sheet.cell(cell.row, cell.column + 1).value = value
                return
    raise AssertionError(label)


def results(workspace: Workspace, year_test: str) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(warehouse.real_path(workspace), read_only=True) as connection:
        return {
            table: connection.execute(
                f"select * from marts.{table} where municipality = 'kraslava' and {year_test} order by {order}"  # noqa: S608
            ).fetchall()
            for table, order in TABLES.items()
        }


def drafts(workspace: Workspace) -> dict[str, bytes]:
    """Every file but the manifest, which names the build."""
    files = {}
    for year in BEFORE:
        names = set(publish_draft(workspace, "kraslava", year)) - {"manifest.json"}
        files |= {f"{year}/{name}": (workspace.draft("kraslava", year) / name).read_bytes() for name in names}
    return files


def delete_what_is_derived(workspace: Workspace) -> None:
    for name in ("warehouse", "derived", "dagster", "publication", "plan-quality", "outbox", "quarantine"):
        shutil.rmtree(workspace.home / name, ignore_errors=True)


@pytest.fixture(scope="module")
def workspace(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    home = tmp_path_factory.mktemp("amended") / "workspace"
    shutil.copytree(built.home, home, symlinks=True)
    workspace = Workspace(home)
    deliver(workspace)
    job.build_warehouse(workspace)
    return workspace


def deliver(workspace: Workspace) -> None:
    """Of the autumn of 2025, told in January 2026: an event for 100 EUR of each activity, a task of each is done.

    The tasks of 1.1 and 3.3 have one reporter each; that of 5.3 has twenty more, so it stays running.
    """
    inbox = Deliveries(workspace, dt.datetime(2026, 1, 20, 9, tzinfo=dt.UTC))
    reporter, collection = ("kraslava", "kraslava-dagda-youth-centre"), "2025/2026-S1"
    others = ("kraslava", "kraslava-mothers-club")
    event = {"event": "Vakars", "state": "done", "start_date": dt.date(2025, 10, 3), "eur_municipality": Decimal(100)}
    inbox.take("activity_log", reporter, collection, [{"activity_nr": number, **event} for number in TOLD])
    inbox.take("task_report", reporter, collection, {"task_state": {"1.1.1": "done", "5.3.1": "done"}})
    inbox.take("task_report", others, collection, {"task_state": {"3.3.1": "done"}})


def amended_workbook(workspace: Workspace, path: Path) -> None:
    """3.3 becomes 3.9, 5.3 goes, 5.4 comes, the 2028 target of indicator 6 rises from 70 % to 75 %."""
    plan_workbook(workspace, "kraslava-2024", path)
    book = openpyxl.load_workbook(path)
    form = book["Plāns"]
    answer(form, "Plāna versijas kods", "kraslava-2024-a1")
    answer(form, "Spēkā no", "2026-01-01")
    answer(form, "Aizstāj plāna versiju", "kraslava-2024")

    activities, tasks, resources = book["Aktivitātes"], book["Uzdevumi"], book["Resursi"]
    activities.cell(row_of(activities, "Aktivitātes nr.", "3.3"), column(activities, "Aktivitātes nr.")).value = "3.9"
    for sheet in (tasks, resources):
        wanted = column(sheet, "Aktivitātes nr.")
        for row in range(sheet.max_row, 1, -1):
            if sheet.cell(row, wanted).value == "3.3":
                sheet.cell(row, wanted).value = "3.9"
            elif sheet.cell(row, wanted).value == "5.3":
                sheet.delete_rows(row)
    gone = row_of(activities, "Aktivitātes nr.", "5.3")
    for heading, value in {
        "Aktivitātes nr.": "5.4",
        "Atslēga (nemainīt)": None,
        "Aktivitātes nosaukums": "Jauniešu forums",
        "Plānotais rezultāts": "Vismaz 1 forums gadā",
    }.items():
        activities.cell(gone, column(activities, heading)).value = value

    indicators = book["Rādītāji"]
    row = row_of(indicators, "Rādītāja nr.", "6")
    cell = next(cell for cell in indicators[row] if cell.value == "70%")
    cell.value = "75%"
    book.save(path)


def told(workspace: Workspace) -> list[tuple[object, ...]]:
    """What the results of 2025 have of the deliveries: events, money, and the task of the same activity."""
    with duckdb.connect(warehouse.real_path(workspace), read_only=True) as connection:
        return connection.execute(
            """
            select table_4_4.activity_nr, log_entries, invested_funding_eur, task_nr, task_status
            from marts.table_4_4
            inner join marts.task_status using (municipality, plan_id, results_year, activity_nr)
            where municipality = 'kraslava' and results_year = 2025 and (log_entries > 0 or task_status <> 'unknown')
                and task_nr = activity_nr || '.1'
            order by all
            """
        ).fetchall()


def test_years_before_an_amendment_keep_their_results(workspace: Workspace, tmp_path: Path) -> None:
    """In force from January, while what was done in autumn is told in January; all that is derived is made anew."""
    states = zip(TOLD, ("done", "done", "running"), strict=True)
    as_delivered = [(number, 1, Decimal(100), f"{number}.1", state) for number, state in states]
    assert told(workspace) == as_delivered
    rows_before, files_before = results(workspace, "results_year <= 2025"), drafts(workspace)
    path = tmp_path / "grozījumi.xlsx"
    amended_workbook(workspace, path)
    plan = take_in(workspace, path, is_amendment=True)
    assert plan.header.plan_id == "kraslava-2024-a1"
    delete_what_is_derived(workspace)
    assert job.build_warehouse(workspace) is True

    assert results(workspace, "results_year <= 2025") == rows_before
    assert len(files_before) == 2 * 17
    assert drafts(workspace) == files_before
    assert told(workspace) == as_delivered

    with duckdb.connect(warehouse.real_path(workspace), read_only=True) as connection:
        versions = connection.execute(
            "select distinct results_year, plan_id from marts.table_4_4 where municipality = 'kraslava' order by 1"
        ).fetchall()
        keys = connection.execute(
            """
            select activity_nr, activity_key from marts.table_4_4
            where municipality = 'kraslava' and results_year = 2026 and activity_nr in ('3.9', '3.3', '5.3', '5.4')
            order by 1
            """
        ).fetchall()
        ends = connection.execute(
            "select plan_id, valid_to::varchar from marts.dim_plan where municipality = 'kraslava' order by 1"
        ).fetchall()
        targets = connection.execute(
            """
            select plan_id, target_value from marts.dim_indicator_target
            where municipality = 'kraslava' and indicator_nr = '6' and target_year = 2028 order by 1
            """
        ).fetchall()
    assert versions == [
        (2024, "kraslava-2024"),
        (2025, "kraslava-2024"),
        (2026, "kraslava-2024-a1"),
        (2027, "kraslava-2024-a1"),
        (2028, "kraslava-2024-a1"),
    ]
    assert keys == [("3.9", "kraslava-2024-3.3"), ("5.4", "kraslava-2024-a1-5.4")]
    assert ends == [("kraslava-2024", "2025-12-31"), ("kraslava-2024-a1", "2028-12-31")]
    assert targets == [("kraslava-2024", 70.0), ("kraslava-2024-a1", 75.0)]


def test_diff_names_what_changed(workspace: Workspace) -> None:
    changes = compare(workspace, "kraslava-2024", "kraslava-2024-a1")
    found = {(change.kind, change.table, change.key, change.before, change.after) for change in changes}
    assert ("renumbered", "activities", "kraslava-2024-3.3", "3.3", "3.9") in found
    assert ("changed", "indicator_targets", "6 total 2028", "70%", "75%") in found
    kinds = {(kind, key) for kind, table, key, _, _ in found if table == "activities"}
    assert ("dropped", "kraslava-2024-5.3") in kinds
    assert ("added", "kraslava-2024-a1-5.4") in kinds
