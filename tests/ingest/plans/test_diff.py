"""What changed between two versions of a plan."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from conftest import edited, saved

from ingest.plans.carry_over import carry_over
from ingest.plans.diff import Change, diff_plans
from ingest.plans.registry import RawPlan, read_plan
from ingest.plans.workbook.layout import Catalogue
from ingest.plans.workbook.write import write_workbook

Taken = Callable[[bytes], RawPlan]


def test_a_version_does_not_differ_from_itself(real_plan: RawPlan) -> None:
    assert diff_plans(real_plan, real_plan) == []


def test_a_workbook_taken_back_unchanged_is_no_change(
    real_plan: RawPlan, catalogue: Catalogue, plan_from: Taken, tmp_path: Path
) -> None:
    typed = plan_from(write_workbook(real_plan, catalogue))
    assert diff_plans(real_plan, read_plan(carry_over(real_plan, typed).write(tmp_path))) == []


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
        Change("changed", "activity_targets", "parauga-2024-1.1 1", "low", "5", "6"),
        Change(
            *("changed", "activity_targets", "parauga-2024-1.1 1", "target_text"),
            *("Vismaz 5 pasākumi gadā", "Vismaz 6 pasākumi gadā"),
        ),
        Change("added", "activity_targets", "parauga-2024-a1-2.2 1", "target_text", "", "1 nometne gadā"),
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


def test_changed_deadline_and_executor(parauga: bytes, catalogue: Catalogue, plan_from: Taken) -> None:
    old = plan_from(parauga)
    change = {"Uzdevumi!D2": "2025. gada maijs – 2026. gada decembris", "Uzdevumi!E2": "Dienests"}
    assert diff_plans(old, plan_from(amended(old, catalogue, change))) == [
        Change(
            *("changed", "tasks", "1.1.1", "deadline_text"),
            *("2024. gada janvāris – 2026. gada decembris", "2025. gada maijs – 2026. gada decembris"),
        ),
        Change("changed", "tasks", "1.1.1", "start_date", "2024-01-01", "2025-05-01"),
        Change("changed", "tasks", "1.1.1", "executor", "Skolas", "Dienests"),
    ]


ONE_CELL = [
    ("Plāns!B8", "Cits dienests", [("plan", "parauga-2024-a1", "supervisor")]),
    ("Plāns!B5", "Grozīts plāns", [("plan", "parauga-2024-a1", "plan_title")]),
    ("Plāns!B7", "2028-12-31", [("plan", "parauga-2024-a1", "period_end")]),
    ("Plāns!B11", "2026-01-01", [("plan", "parauga-2024-a1", "valid_from")]),
    ("Plāns!B16", 0, [("plan", "parauga-2024-a1", "publication_lag_years")]),
    ("Plāns!B17", "U", [("plan", "parauga-2024-a1", "level_labels.1")]),
    ("Plāns!B23", "4.4. tabula", [("plan", "parauga-2024-a1", "results_table.title")]),
    ("Plāns!B24", "mērķis: MĒRĶIS", [("plan", "parauga-2024-a1", "results_table.columns")]),
    ("Mērķi!D2", "Vecāku un vecvecāku atbalsts", [("goals", "activity_plan 1", "goal_name")]),
    (
        *("Mērķi!E2", "Vecāki zina, kur meklēt palīdzību."),
        [("expected_results", "activity_plan 1 2", "text")],
    ),
    ("Rādītāji!M2", "2", [("goal_indicators", "1 1", "indicator_nr")]),
    (
        *("Rādītāji!N2", "2: tā pati grupa"),
        [("goal_indicators", "2 1", "is_inferred"), ("goal_indicators", "2 1", "reason")],
    ),
    ("Rādītāji!O2", "Cits aprēķins", [("indicators", "1 basic", "note")]),
    ("Aktivitātes!J2", "Valsts budžets", [("activities", "parauga-2024-1.1", "funding_source")]),
    (
        *("Aktivitātes!E4", "4 konsultācijas katram pedagogam gadā"),
        [
            ("activities", "parauga-2024-2.1", "planned_result"),
            ("activity_targets", "parauga-2024-2.1 1", "low"),
            ("activity_targets", "parauga-2024-2.1 1", "high"),
            ("activity_targets", "parauga-2024-2.1 1", "target_text"),
        ],
    ),
    ("Resursi!D2", "Lektori un telpas", [("resources", "parauga-2024-1.1 1", "resources_text")]),
    ("Resursi!E3", "Valsts", [("resources", "Nometne, kuras aktivitāšu plānā nav 1", "funding_source")]),
    ("Kalendārs!C2", 11, [("calendar", "publication 1", "month")]),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "expected"), ONE_CELL)
def test_change_in_one_cell(
    parauga: bytes,
    catalogue: Catalogue,
    plan_from: Taken,
    place: str,
    value: object,
    expected: list[tuple[str, str, str]],
) -> None:
    old = plan_from(parauga)
    found = diff_plans(old, plan_from(amended(old, catalogue, {place: value})))
    assert [(change.table, change.key, change.column) for change in found] == expected


def test_goal_link_that_is_new(ludza: RawPlan) -> None:
    raw = ludza.tables["goal_links"]
    fewer = replace(ludza, tables={**ludza.tables, "goal_links": replace(raw, rows=raw.rows[1:], lines=raw.lines[1:])})
    assert diff_plans(fewer, ludza) == [Change("added", "goal_links", "1 1", "strategic_goal_nr", "", "1")]


def test_row_put_before_others_is_one_change(real_plan: RawPlan) -> None:
    raw = real_plan.tables["calendar"]
    row = {**raw.rows[0], "event": "opinion_survey", "quote": "Jauns."}
    others = [{**other, "entry_nr": str(int(other["entry_nr"]) + 1)} for other in raw.rows]
    others = [other for other in others if other["event"] != "opinion_survey"]
    shorter = replace(real_plan, tables={**real_plan.tables, "calendar": replace(raw, rows=others)})
    longer = replace(real_plan, tables={**real_plan.tables, "calendar": replace(raw, rows=[row, *others])})
    assert diff_plans(shorter, longer) == [Change("added", "calendar", "opinion_survey 1", "quote", "", "Jauns.")]


def amended(old: RawPlan, catalogue: Catalogue, change: dict[str, object]) -> bytes:
    """The plan's own workbook as an amendment with some cells changed."""
    content = write_workbook(old, catalogue)
    return edited(content, {"Plāns!B4": "parauga-2024-a1", "Plāns!B13": "parauga-2024", **change})
