"""What changed between two versions of a plan."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from conftest import edited, saved

from ingest.plans.diff import Change, diff_plans
from ingest.plans.registry import RawPlan
from ingest.plans.workbook.layout import Catalogue
from ingest.plans.workbook.write import write_workbook

Taken = Callable[[bytes], RawPlan]


def test_a_version_does_not_differ_from_itself(real_plan: RawPlan) -> None:
    assert diff_plans(real_plan, real_plan) == []


def test_a_workbook_taken_back_unchanged_is_no_change(ludza: RawPlan, catalogue: Catalogue, plan_from: Taken) -> None:
    assert diff_plans(ludza, plan_from(write_workbook(ludza, catalogue))) == []


def test_every_kind_of_change(parauga: bytes, catalogue: Catalogue, plan_from: Taken) -> None:
    old = plan_from(parauga)
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(old, catalogue)))
    activities = book["Aktivitātes"]
    assert [activities.cell(row, 1).value for row in (2, 3, 4)] == ["1.1", "1.10", "2.1"]
    activities["A2"].value = "1.2"
    activities["E2"].value = "Vismaz 6 pasākumi gadā"
    for column, value in enumerate(["2.2", None, "2", "Nometne", "1 nometne gadā"], start=1):
        activities.cell(3, column).value = value
    book["Uzdevumi"]["B2"].value = book["Resursi"]["A2"].value = "1.2"
    book["Rādītāji"]["J2"].value = "2%"
    book["Rādītāji"]["A3"].value = "2"
    book["Mērķi"]["C2"].value = "mērķtiecīgā"
    book["Plāns"]["B4"].value = "parauga-2024-a1"
    book["Plāns"]["B13"].value = "parauga-2024"
    new = plan_from(saved(book))
    assert new.header.replaces == "parauga-2024"
    name = "Priekšlaicīgi mācības pārtraukušo īpatsvars"
    assert diff_plans(old, new) == [
        Change("changed", "goals", "activity_plan 1", "prevention_level", "1", "2"),
        Change("added", "indicators", "2 upper_secondary", "indicator_name", "", name),
        Change("dropped", "indicators", "1 upper_secondary", "indicator_name", name, ""),
        Change("changed", "indicator_targets", "1 basic 2025", "target_text", "1%", "2%"),
        Change("added", "indicator_targets", "2 upper_secondary 2025", "target_text", "", "samazināts"),
        Change("added", "indicator_targets", "2 upper_secondary 2027", "target_text", "", "samazināts"),
        Change("dropped", "indicator_targets", "1 upper_secondary 2025", "target_text", "samazināts", ""),
        Change("dropped", "indicator_targets", "1 upper_secondary 2027", "target_text", "samazināts", ""),
        Change("renumbered", "activities", "parauga-2024-1.1", "activity_nr", "1.1", "1.2"),
        Change("changed", "activities", "parauga-2024-1.1", "prevention_level", "1", "2"),
        Change(
            *("changed", "activities", "parauga-2024-1.1", "planned_result"),
            *("Vismaz 5 pasākumi gadā", "Vismaz 6 pasākumi gadā"),
        ),
        Change("added", "activities", "parauga-2024-a1-2.2", "activity_name", "", "Nometne"),
        Change("dropped", "activities", "parauga-2024-1.10", "activity_name", "Buklets", ""),
        Change("changed", "tasks", "1.1.1", "activity_nr", "1.1", "1.2"),
    ]


def test_text_that_only_another_table_prints_is_no_change(real_plan: RawPlan, catalogue: Catalogue) -> None:
    """Texts are compared as they count, not reading by reading: places alone make no change."""
    places = {name: f"T{name}" for name in real_plan.header.places}
    order = {name: [places[place] for place in known] for name, known in real_plan.header.reading_order.items()}
    header = real_plan.header.model_copy(update={"reading_order": order})
    tables = {
        name: type(raw)(
            raw.shown_as,
            raw.columns,
            [{**row, "place": places.get(row.get("place", ""), "")} for row in raw.rows],
            raw.lines,
        )
        for name, raw in real_plan.tables.items()
    }
    assert diff_plans(real_plan, RawPlan(header, real_plan.folder, real_plan.shown_as, tables)) == []


def test_changed_deadline_and_executor(parauga: bytes, plan_from: Taken) -> None:
    old = plan_from(parauga)
    change = {"Uzdevumi!D2": "2025. gada maijs – 2026. gada decembris", "Uzdevumi!E2": "Dienests"}
    change |= {"Plāns!B4": "parauga-2024-a1"}
    assert diff_plans(old, plan_from(edited(parauga, change)))[-2:] == [
        Change(
            *("changed", "tasks", "1.1.1", "deadline_text"),
            *("2024. gada janvāris – 2026. gada decembris", "2025. gada maijs – 2026. gada decembris"),
        ),
        Change("changed", "tasks", "1.1.1", "executor", "Skolas", "Dienests"),
    ]
