"""The five plans, written as workbooks and read back: what a workbook carries is the same, and what it does not."""

from __future__ import annotations

import csv

import pytest
from conftest import REAL_PLANS

from ingest.plans.chosen_texts import activity_texts, goal_names
from ingest.plans.registry import RawPlan, RawTable, read_plan, read_registry
from ingest.plans.tables import plan_tables
from ingest.plans.workbook.layout import Catalogue
from ingest.plans.workbook.read import read_workbook
from ingest.plans.workbook.write import write_workbook
from ingest.workspace import PRODUCT
from quality.plan_rules import check_plan

LOST_COLUMNS = {
    # Marks of the year columns, and what the task table prints again about goal and activity.
    "activities": {"years_text"},
    "tasks": {"goal_name", "printed_activity_nr", "activity_name"},
}
"""Columns that have no cell; `place` is the sheet in every table."""

SAME_ROWS = [
    *("goals", "expected_results", "goal_links", "goal_indicators", "indicators", "indicator_targets"),
    *("activities", "tasks", "resources", "calendar"),
]


@pytest.fixture(scope="module")
def returned(real_plan: RawPlan, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> RawPlan:
    folder = read_workbook(write_workbook(real_plan, catalogue), "plāns.xlsx", catalogue)
    return read_plan(folder.write(tmp_path_factory.mktemp("plans")))


@pytest.mark.parametrize("name", SAME_ROWS)
def test_rows_come_back_with_all_but_the_lost_columns(real_plan: RawPlan, returned: RawPlan, name: str) -> None:
    lost = LOST_COLUMNS.get(name, set())
    assert without(returned.tables[name], lost | {"place"}) == without(real_plan.tables[name], lost | {"place"})
    assert all(row[column] == "" for row in returned.tables[name].rows for column in lost)


def without(raw: RawTable, columns: set[str]) -> list[dict[str, str]]:
    return [{name: text for name, text in row.items() if name not in columns} for row in raw.rows]


@pytest.mark.parametrize("field", ["activity_name", "planned_result", "responsible", "involved", "planned_funding"])
def test_texts_that_count_come_back(real_plan: RawPlan, returned: RawPlan, field: str) -> None:
    assert activity_texts(returned, field) == activity_texts(real_plan, field)  # type: ignore[arg-type]


def test_goal_names_that_count_come_back(real_plan: RawPlan, returned: RawPlan) -> None:
    assert goal_names(returned) == goal_names(real_plan)


def test_only_the_readings_that_count_come_back(real_plan: RawPlan, returned: RawPlan) -> None:
    fields = {name for name, places in real_plan.header.reading_order.items() if places} | {"funding_source"}
    expected = {
        (row["activity_nr"], row["field"])
        for row in real_plan.tables["activity_readings"].rows
        if row["field"] in fields
    } | {(nr, name) for name in fields - {"funding_source"} for nr in activity_texts(real_plan, name)}
    found = [(row["activity_nr"], row["field"]) for row in returned.tables["activity_readings"].rows]
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert {row["place"] for row in returned.tables["activity_readings"].rows} == {"Aktivitātes"}


def test_targets_are_those_of_the_planned_result_that_counts(real_plan: RawPlan, returned: RawPlan) -> None:
    """Audience and cut of the words may be finer where a person read them; the figures are the same."""
    texts = activity_texts(real_plan, "planned_result")
    printed = {
        (row["activity_nr"], row["place"]): row["text"]
        for row in real_plan.tables["activity_readings"].rows
        if row["field"] == "planned_result"
    } | {(row["activity_nr"], row["place"]): row["planned_result"] for row in real_plan.tables["resources"].rows}
    order = real_plan.header.reading_order["planned_result"]
    counting = {nr: next(place for place in order if (nr, place) in printed) for nr in texts}
    columns = ("activity_nr", "measure", "low", "high", "per", "each")
    expected = [
        tuple(row[column] for column in columns)
        for row in real_plan.tables["activity_targets"].rows
        if row["place"] == counting[row["activity_nr"]]
    ]
    found = [tuple(row[column] for column in columns) for row in returned.tables["activity_targets"].rows]
    assert sorted(found) == sorted(expected)


def test_header_comes_back_but_for_places(real_plan: RawPlan, returned: RawPlan) -> None:
    lost = {"places": True, "reading_order": True, "results_table": {"place"}}
    assert returned.header.model_dump(exclude=lost) == real_plan.header.model_dump(exclude=lost)
    assert returned.header.results_table.place is None
    assert list(returned.header.places) == ["Mērķi", "Rādītāji", "Aktivitātes", "Uzdevumi", "Resursi", "Kalendārs"]


def test_returned_plan_keeps_the_rules(returned: RawPlan, catalogue: Catalogue) -> None:
    assert check_plan(returned, [key for key, _ in catalogue]) == []


def test_same_plan_gives_the_same_bytes(real_plan: RawPlan, catalogue: Catalogue) -> None:
    assert write_workbook(real_plan, catalogue) == write_workbook(real_plan, catalogue)


def test_reporters_come_back(ludza: RawPlan, catalogue: Catalogue) -> None:
    reporters = [
        "0042,Ludzas novada Sociālais dienests,SD; Sociālais dienests,social_service,,,,,"
        '"referral_counts,task_report",sociālais darbinieks,false,,2025-08-31,',
        '4312,Vidusskola,,school,novads,4312,"basic,upper_secondary",'
        '"upper_secondary.full_time,upper_secondary.distance",school_report,,true,2024-09-01,,0042',
    ]
    executors = ["NVO,ngo,,", "SD darbinieks,,0042,", "Eksperti,,,plānā nenosaukti eksperti"]
    lists = {"reporters": read_list("reporters", reporters), "executors": read_list("executors", executors)}
    folder = read_workbook(write_workbook(ludza, catalogue, lists), "plāns.xlsx", catalogue)
    assert folder.lists["reporters.csv"].decode().splitlines()[1:] == reporters
    assert folder.lists["executors.csv"].decode().splitlines()[1:] == executors


def read_list(name: str, lines: list[str]) -> RawTable:
    columns = list(plan_tables()[name].columns)
    rows = list(csv.DictReader(lines, columns))
    return RawTable(f"ludza/{name}.csv", columns, rows, list(range(2, len(rows) + 2)))


@pytest.mark.parametrize("municipality", REAL_PLANS)
def test_lists_of_a_real_municipality_come_back(municipality: str, catalogue: Catalogue) -> None:
    registry = read_registry([PRODUCT / "plans"])
    lists = registry.lists_of(municipality)
    assert list(lists) == ["reporters", "executors", "collections"]
    plan = next(plan for plan in registry.plans if plan.header.municipality == municipality)
    folder = read_workbook(write_workbook(plan, catalogue, lists), "plāns.xlsx", catalogue)
    for name, raw in lists.items():
        text = folder.lists[f"{name}.csv"].decode().splitlines()
        assert list(csv.DictReader(text)) == raw.rows


def test_no_reporters_leave_the_list_of_the_municipality_alone(ludza: RawPlan, catalogue: Catalogue) -> None:
    assert read_workbook(write_workbook(ludza, catalogue), "plāns.xlsx", catalogue).lists == {}
