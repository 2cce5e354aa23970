"""The five plans, written as workbooks and read back: what a workbook carries is the same, and what it does not."""

from __future__ import annotations

import pytest

from ingest.plans.chosen_texts import activity_texts, goal_names
from ingest.plans.registry import RawPlan, RawTable, read_plan
from ingest.plans.workbook.layout import Catalogue
from ingest.plans.workbook.read import read_workbook
from ingest.plans.workbook.write import write_workbook
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
    columns = ["reporter_id", "reporter_name", "reporter_kind", "founder", "registration_number", "education_stages"]
    columns += ["is_expected", "valid_from", "valid_to", "successor_id"]
    values = ["0042", "Ludzas novada Sociālais dienests", "social_service", "", "", "", "false", "", "2025-08-31", ""]
    school = [
        "4312",
        "Vidusskola",
        "school",
        "novads",
        "4312",
        "basic,upper_secondary",
        "true",
        "2024-09-01",
        "",
        "0042",
    ]
    rows = [dict(zip(columns, line, strict=True)) for line in (values, school)]
    content = write_workbook(ludza, catalogue, RawTable("ludza/reporters.csv", columns, rows, [2, 3]))
    folder = read_workbook(content, "plāns.xlsx", catalogue)
    assert folder.reporters is not None
    assert folder.reporters.decode().splitlines() == [
        ",".join(columns),
        "0042,Ludzas novada Sociālais dienests,social_service,,,,false,,2025-08-31,",
        '4312,Vidusskola,school,novads,4312,"basic,upper_secondary",true,2024-09-01,,0042',
    ]


def test_no_reporters_leave_the_list_of_the_municipality_alone(ludza: RawPlan, catalogue: Catalogue) -> None:
    assert read_workbook(write_workbook(ludza, catalogue), "plāns.xlsx", catalogue).reporters is None
