"""An amendment through the workbook keeps what it leaves alone: other readings, their targets, their places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from conftest import Edit, edited

from ingest.plans.carry_over import carry_over
from ingest.plans.chosen_texts import activity_texts, goal_names
from ingest.plans.registry import RawPlan, read_plan
from ingest.plans.workbook.layout import Catalogue
from ingest.plans.workbook.write import write_workbook
from ingest.workspace import PRODUCT
from quality.plan_rules import check_plan

Amend = Callable[[RawPlan, Edit], RawPlan]
FIELDS = ("activity_name", "planned_result", "responsible", "involved", "planned_funding")


@pytest.fixture
def amend(catalogue: Catalogue, plan_from: Callable[[bytes], RawPlan], tmp_path: Path) -> Amend:
    """The amendment that a change of a plan's workbook makes; its rules hold and the typed texts count."""

    def take(old: RawPlan, change: Edit) -> RawPlan:
        def numbered(book: openpyxl.Workbook) -> None:
            book["Plāns"]["B4"].value = f"{old.header.plan_id}-a"
            book["Plāns"]["B13"].value = old.header.plan_id
            change(book)

        typed = plan_from(edited(write_workbook(old, catalogue), numbered))
        new = read_plan(carry_over(old, typed).write(tmp_path))
        assert check_plan(new, [key for key, _ in catalogue]) == []
        assert goal_names(new) == goal_names(typed)
        assert [activity_texts(new, name) for name in FIELDS] == [activity_texts(typed, name) for name in FIELDS]
        return new

    return take


@pytest.fixture
def kraslava() -> RawPlan:
    return read_plan(PRODUCT / "plans" / "kraslava" / "kraslava-2024")


def put(sheet: str, number: str, column: str, value: str) -> Edit:
    """Change the cell in a column of the first row that begins with a number."""

    def change(book: openpyxl.Workbook) -> None:
        row = next(row for row in book[sheet].iter_rows(min_row=2) if row[0].value == number)
        book[sheet][f"{column}{row[0].row}"].value = value

    return change


def of_activity(plan: RawPlan, table: str, number: str) -> list[dict[str, str]]:
    return [row for row in plan.tables[table].rows if row["activity_nr"] == number]


def places(plan: RawPlan, number: str, field: str) -> list[str]:
    return [row["place"] for row in of_activity(plan, "activity_readings", number) if row["field"] == field]


def test_amendment_that_changes_nothing_loses_nothing(real_plan: RawPlan, amend: Amend) -> None:
    new = amend(real_plan, lambda book: None)
    for name, raw in real_plan.tables.items():
        if name.endswith("readings"):
            assert sorted(map(str, new.tables[name].rows)) == sorted(map(str, raw.rows))
        else:
            assert new.tables[name].rows == raw.rows
    assert new.header.results_table == real_plan.header.results_table
    assert new.header.places.items() >= real_plan.header.places.items()


def test_changed_text_keeps_only_its_new_reading(kraslava: RawPlan, amend: Amend) -> None:
    assert places(kraslava, "3.1", "planned_result") == ["4.1", "4.4"]
    new = amend(kraslava, put("Aktivitātes", "3.1", "E", "60 absolventi"))
    assert places(new, "3.1", "planned_result") == ["Aktivitātes"]
    assert places(new, "3.1", "activity_name") == places(kraslava, "3.1", "activity_name")
    targets = [(row["target_nr"], row["place"], row["low"]) for row in of_activity(new, "activity_targets", "3.1")]
    assert targets == [("1", "Aktivitātes", "60")]
    assert of_activity(new, "activity_targets", "3.2") == of_activity(kraslava, "activity_targets", "3.2")
    assert new.header.reading_order["planned_result"] == ["Aktivitātes", "4.4", "4.1", "4.3"]


def test_renumbered_activity_keeps_its_readings(kraslava: RawPlan, amend: Amend) -> None:
    def renumber(book: openpyxl.Workbook) -> None:
        for sheet, column in (("Aktivitātes", 1), ("Uzdevumi", 2), ("Resursi", 1)):
            for row in range(2, book[sheet].max_row + 1):
                if book[sheet].cell(row, column).value == "3.1":
                    book[sheet].cell(row, column).value = "3.9"

    new = amend(kraslava, renumber)
    for table in ("activity_readings", "activity_targets", "resources"):
        expected = [{**row, "activity_nr": "3.9"} for row in of_activity(kraslava, table, "3.1")]
        assert expected
        assert of_activity(new, table, "3.9") == expected
    expected = [
        {**row, "activity_nr": "3.9", "printed_activity_nr": "3.9"} for row in of_activity(kraslava, "tasks", "3.1")
    ]
    assert expected
    assert of_activity(new, "tasks", "3.9") == expected
    assert of_activity(new, "activity_readings", "3.1") == []


def test_new_activity_with_the_number_of_a_dropped_one_takes_nothing(kraslava: RawPlan, amend: Amend) -> None:
    new = amend(kraslava, put("Aktivitātes", "3.1", "B", ""))
    assert {row["place"] for row in of_activity(new, "activity_readings", "3.1")} == {"Aktivitātes"}
    assert {row["place"] for row in of_activity(new, "activity_targets", "3.1")} == {"Aktivitātes"}


def test_targets_of_a_changed_resource_row_go(kraslava: RawPlan, amend: Amend) -> None:
    new = amend(kraslava, put("Resursi", "3.1", "C", "daži absolventi"))
    found = [(row["target_nr"], row["place"]) for row in of_activity(new, "activity_targets", "3.1")]
    assert found == [("1", "4.4"), ("2", "4.1")]
    assert [row["place"] for row in of_activity(new, "resources", "3.1")] == ["Resursi"]


def test_renamed_goal_keeps_only_its_new_name(ludza: RawPlan, amend: Amend) -> None:
    new = amend(ludza, put("Mērķi", "1", "D", "Vecāku izglītošana"))
    goal = ("activity_plan", "1")
    found = [row for row in new.tables["goal_readings"].rows if (row["goal_list"], row["goal_nr"]) == goal]
    assert [(row["place"], row["text"]) for row in found] == [("Mērķi", "Vecāku izglītošana")]
    assert len(new.tables["goal_readings"].rows) == len(ludza.tables["goal_readings"].rows) - 2


def test_changed_row_stands_on_its_sheet_and_others_in_their_place(kraslava: RawPlan, amend: Amend) -> None:
    new = amend(kraslava, put("Uzdevumi", "1.1.1", "C", "Aptauja"))
    old_rows, rows = kraslava.tables["tasks"].rows, new.tables["tasks"].rows
    assert (rows[0]["task_name"], rows[0]["place"]) == ("Aptauja", "Uzdevumi")
    assert rows[1:] == old_rows[1:]


def test_second_amendment_keeps_the_readings_of_the_first(kraslava: RawPlan, amend: Amend) -> None:
    first = amend(kraslava, put("Aktivitātes", "3.1", "E", "60 absolventi"))
    second = amend(first, lambda book: None)
    for name, raw in first.tables.items():
        assert second.tables[name].rows == raw.rows, name


def test_dropped_indicator_takes_the_counts_of_its_baseline_with_it(kraslava: RawPlan, amend: Amend) -> None:
    def drop(book: openpyxl.Workbook) -> None:
        sheet = book["Rādītāji"]
        sheet.delete_rows(next(row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == "11"))

    new = amend(kraslava, drop)
    dropped = [row for row in kraslava.tables["compositions"].rows if row not in new.tables["compositions"].rows]
    assert [(row["role"], row["indicator_nr"], row["observation_nr"]) for row in dropped] == [
        ("share", "11", ""),
        ("whole", "", "4"),
    ]
