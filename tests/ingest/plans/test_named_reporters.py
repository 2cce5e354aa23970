"""Whom the tasks and activities of an invented plan name."""

from __future__ import annotations

import csv

from ingest.plans.named_reporters import name_rows
from ingest.plans.registry import RawRegistry, RawTable, read_plan
from ingest.plans.tables import plan_tables
from ingest.workspace import PRODUCT

REPORTERS = [
    "1,Ciblas vidusskola,Cibla; Ciblas skola,school,,1,basic,,school_report,,true,,,",
    "2,Slēgtā skola,,school,,2,basic,,,,false,,,",
    "3,Pirms plāna slēgtā skola,,school,,3,basic,,school_report,,true,,2023-12-31,1",
    "4,Plāna laikā slēgtā skola,,school,,4,basic,,school_report,,true,,2024-01-01,1",
    "5,Pēc plāna atvērtā skola,,school,,5,basic,,school_report,,true,2028-01-01,,",
    "6,Plāna laikā atvērtā skola,,school,,6,basic,,school_report,,true,2027-12-31,,",
    "pii,Pirmsskola,,preschool,,,,,activity_log,,true,,,",
    "board,Ludzas novada Izglītības pārvalde,Izglītības pārvalde,education_board,,,,,board_values,,true,,,",
]
EXECUTORS = ["Skolas,school,,", "Skolas,preschool,,", "Skolas,,board,", "Vecāki,,,nav ziņotāji"]


def listed(name: str, lines: list[str]) -> RawTable:
    columns = list(plan_tables()[name].columns)
    rows = list(csv.DictReader(lines, columns))
    return RawTable(f"ludza/{name}.csv", columns, rows, list(range(2, len(rows) + 2)))


def rows_for(**cells: list[dict[str, str]]) -> dict[str, list[tuple[object, ...]]]:
    """The landed rows for a plan with these tasks, readings and resources and no others."""
    plan = read_plan(PRODUCT / "plans" / "ludza" / "ludza-2024")
    for name in ("tasks", "activity_readings", "resources"):
        plan.tables[name] = RawTable(name, [], cells.get(name, []), [])
    lists = {"ludza": listed("reporters", REPORTERS)}, {"ludza": listed("executors", EXECUTORS)}
    return {
        name: [tuple(row.values()) for row in rows] for name, rows in name_rows(RawRegistry([plan], *lists)).items()
    }


def task(executor: str, supervisor: str = "") -> dict[str, str]:
    return {"task_nr": "1.1", "place": "3.4", "executor": executor, "supervisor": supervisor}


def test_every_name_and_alias_is_a_row() -> None:
    assert rows_for()["reporter_names"][:4] == [
        ("ludza", "Ciblas vidusskola", "1"),
        ("ludza", "Cibla", "1"),
        ("ludza", "Ciblas skola", "1"),
        ("ludza", "Slēgtā skola", "2"),
    ]


def test_a_printed_name_means_the_expected_reporters_of_its_kinds_in_the_plans_time_and_the_named_ones() -> None:
    rows = rows_for(tasks=[task("Skolas", "Izglītības pārvalde.")])
    cell = ("ludza", "ludza-2024", "task", "1.1")
    assert rows["named_reporters"] == [
        (*cell, "executor", "3.4", "1"),
        (*cell, "executor", "3.4", "4"),
        (*cell, "executor", "3.4", "6"),
        (*cell, "executor", "3.4", "pii"),
        (*cell, "executor", "3.4", "board"),
        (*cell, "supervisor", "3.4", "board"),
    ]
    assert rows["unmatched_names"] == []


def test_a_reporter_named_itself_is_meant_also_where_nothing_is_expected_from_it() -> None:
    named = rows_for(tasks=[task("Slēgtā skola, Pirms plāna slēgtā skola")])["named_reporters"]
    assert [row[-1] for row in named] == ["2", "3"]


def test_whoever_means_nobody_is_no_reporter_and_known() -> None:
    rows = rows_for(tasks=[task("Vecāki")])
    assert (rows["named_reporters"], rows["unmatched_names"]) == ([], [])


def test_what_no_list_knows_is_told_with_the_whole_cell() -> None:
    rows = rows_for(tasks=[task("Skolas, eksperti un NVO")])
    assert [row[2:] for row in rows["unmatched_names"]] == [
        ("task", "1.1", "executor", "3.4", "eksperti un NVO", "Skolas, eksperti un NVO")
    ]
    assert len(rows["named_reporters"]) == 5


def test_activities_are_named_in_their_readings_and_in_the_resource_table() -> None:
    reading = {"activity_nr": "2.1", "place": "3.3", "field": "involved", "text": "Cibla"}
    other = {"activity_nr": "2.1", "place": "3.3", "field": "planned_result", "text": "Ciblas skola zina"}
    resource = {"activity_nr": "2.1", "place": "3.5", "responsible": "Izglītības pārvalde"}
    unlisted = {"activity_nr": "", "place": "3.5", "responsible": "Eksperti"}
    rows = rows_for(activity_readings=[reading, other], resources=[resource, resource, unlisted])
    assert [row[2:] for row in rows["named_reporters"]] == [
        ("activity", "2.1", "involved", "3.3", "1"),
        ("activity", "2.1", "responsible", "3.5", "board"),
    ]
    assert rows["unmatched_names"] == []
