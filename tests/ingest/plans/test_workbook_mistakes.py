"""Every mistake in a workbook is answered with sheet, cell and rule; nothing is guessed, nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from conftest import Edit, edited
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ingest.plans.registry import RawPlan
from ingest.problems import Problem

ProblemsOf = Callable[[bytes], list[Problem]]


def found(problems: list[Problem]) -> list[tuple[str, str, str, str]]:
    return [(problem.rule_id, problem.sheet, problem.column, problem.value) for problem in problems]


def test_a_sound_workbook_has_no_problem(parauga: bytes, problems_of: ProblemsOf) -> None:
    assert found(problems_of(parauga)) == []


ONE_CELL: list[tuple[str, Any, str, str]] = [
    # the form
    ("Plāns!B2", None, "plan_value_missing", ""),
    ("Plāns!B2", "Parauga novads", "workbook_code_pattern", "Parauga novads"),
    ("Plāns!B4", "pārauga-2024", "workbook_code_pattern", "pārauga-2024"),
    ("Plāns!B6", "31.02.2024", "plan_not_date", "31.02.2024"),
    ("Plāns!B7", "31.12.2023", "plan_dates_reversed", "2024-01-01 – 2023-12-31"),
    ("Plāns!B12", "2023-12-31", "plan_dates_reversed", "2024-01-01 – 2023-12-31"),
    ("Plāns!B14", 2023, "plan_year_outside", "2023"),
    ("Plāns!B15", 2025, "workbook_milestones_order", "2025"),
    ("Plāns!B15", "drīz", "plan_not_int", "drīz"),
    ("Plāns!B15", 2026.5, "plan_not_int", "2026,5"),
    ("Plāns!B16", 5, "workbook_number_outside", "5"),
    ("Plāns!B13", "parauga 2024", "workbook_code_pattern", "parauga 2024"),
    ("Plāns!B24", "mērķis: MĒRĶIS\ncits: CITS", "workbook_results_column", "cits: CITS"),
    ("Plāns!B24", "mērķis: MĒRĶIS\nmērķis: MĒRĶIS", "workbook_results_column", "mērķis: MĒRĶIS"),
    ("Plāns!B24", "mērķis", "workbook_results_column", "mērķis"),
    # kinds of cells
    ("Mērķi!C2", "vispārējā", "plan_code_unknown", "vispārējā"),
    ("Mērķi!D2", None, "plan_value_missing", ""),
    ("Mērķi!D2", " \n ", "plan_value_missing", ""),
    ("Mērķi!D2", True, "workbook_not_text", "TRUE"),
    ("Mērķi!D2", dt.datetime(2024, 5, 1), "workbook_became_date", "01.05.2024."),
    ("Rādītāji!M2", 1.2, "workbook_number_for_text", "1,2"),
    ("Rādītāji!I2", 0.7, "workbook_number_for_text", "0,7"),
    ("Rādītāji!J2", 1, "workbook_number_for_text", "1"),
    ("Aktivitātes!A3", dt.datetime(2025, 10, 1), "workbook_became_date", "01.10.2025."),
    ("Aktivitātes!H2", "2024 un 2025", "workbook_years_unreadable", "2024 un 2025"),
    ("Aktivitātes!H2", "2026-2024", "workbook_years_unreadable", "2026-2024"),
    ("Aktivitātes!H2", 2024.2025, "workbook_number_for_text", "2024,2025"),
    ("Ziņotāji!F2", 1234567890123456, "workbook_number_for_text", "1234567890123456"),
    ("Kalendārs!C2", 13, "workbook_number_outside", "13"),
    ("Kalendārs!E2", "varbūt", "plan_code_unknown", "varbūt"),
    ("Ziņotāji!G2", "pamatskola, augstskola", "plan_code_unknown", "pamatskola, augstskola"),
    ("Ziņotāji!H2", "vidusskola vakaros", "plan_code_unknown", "vidusskola vakaros"),
    ("Termiņi!A2", "pavasaris", "plan_code_unknown", "pavasaris"),
    ("Termiņi!B2", "29.02.", "plan_not_month_day", "29.02."),
    ("Termiņi!C2", 15.1, "plan_not_month_day", "15,1"),
    ("Termiņi!D2", "februāra beigās", "plan_not_month_day", "februāra beigās"),
    ("Ziņotāji!I2", "skolas pārskats, dienasgrāmata", "plan_code_unknown", "skolas pārskats, dienasgrāmata"),
    # words without a reading
    ("Rādītāji!I2", "nav zināms", "plan_baseline_unreadable", "nav zināms"),
    ("Rādītāji!K2", "labāk", "plan_target_unreadable", "labāk"),
    ("Uzdevumi!D2", "drīz", "plan_deadline_unreadable", "drīz"),
    # one sheet about another
    ("Rādītāji!M2", "1, 7", "plan_reference_unknown", "7"),
    ("Aktivitātes!C2", "9", "plan_activity_without_goal", "9"),
    ("Aktivitātes!A3", "1.1", "plan_key_repeated", "1.1"),
    ("Aktivitātes!B3", "parauga-2024-1.1", "plan_key_repeated", "parauga-2024-1.1"),
    ("Aktivitātes!H2", "2027–2028", "plan_year_outside", "2028"),
    ("Uzdevumi!B2", "1.2", "plan_reference_unknown", "1.2"),
    ("Resursi!A2", "3", "plan_reference_unknown", "3"),
    ("Ziņotāji!N2", "999", "plan_reference_unknown", "999"),
    ("Izpildītāji!C2", "999", "plan_reference_unknown", "999"),
    ("Mērķi!F2", "4", "plan_reference_unknown", "4"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "rule_id", "shown"), ONE_CELL)
def test_mistake_in_one_cell(
    parauga: bytes, problems_of: ProblemsOf, place: str, value: Any, rule_id: str, shown: str
) -> None:
    sheet, cell = place.split("!")
    assert found(problems_of(edited(parauga, {place: value}))) == [(rule_id, sheet, cell, shown)]


def test_serial_number_is_no_date(parauga: bytes, problems_of: ProblemsOf) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Plāns"]["B6"].value = 45292
        book["Plāns"]["B6"].number_format = "General"

    assert found(problems_of(edited(parauga, change))) == [("plan_not_date", "Plāns", "B6", "45292")]


def rename(sheet: str, cell: str, heading: Any) -> Edit:
    return lambda book: setattr(book[sheet][cell], "value", heading)


SHAPE: list[tuple[Edit, list[tuple[str, str, str, str]]]] = [
    (
        lambda book: book.remove(book["Uzdevumi"]),
        [("workbook_sheet_missing", "Uzdevumi", "", "")],
    ),
    (
        rename("Mērķi", "D1", "Nosaukums"),
        [
            ("workbook_heading_missing", "Mērķi", "", "Mērķa nosaukums"),
            ("workbook_heading_unknown", "Mērķi", "D1", "Nosaukums"),
        ],
    ),
    (
        rename("Mērķi", "H1", "Mērķa nosaukums"),
        [("workbook_heading_doubled", "Mērķi", "H1", "Mērķa nosaukums")],
    ),
    (rename("Mērķi", "H1", "Mūsu piezīmes"), [("workbook_heading_unknown", "Mērķi", "H1", "Mūsu piezīmes")]),
    (rename("Mērķi", "H2", "skat. 5. lpp."), [("workbook_value_outside", "Mērķi", "H2", "skat. 5. lpp.")]),
    (lambda book: book["Mērķi"].delete_rows(1), [("workbook_headings_not_found", "Mērķi", "", "")]),
    (
        rename("Plāns", "A4", "Versija"),
        [
            ("workbook_heading_missing", "Plāns", "", "Plāna versijas kods"),
            ("workbook_heading_unknown", "Plāns", "A4", "Versija"),
        ],
    ),
    (rename("Plāns", "A26", "Pašvaldības kods"), [("workbook_heading_doubled", "Plāns", "A26", "Pašvaldības kods")]),
    (rename("Plāns", "B26", "piebilde"), [("workbook_heading_unknown", "Plāns", "A26", "")]),
    (
        lambda book: book["Mērķi"].merge_cells("D2:D3"),
        [("workbook_merged_cells", "Mērķi", "D2", "D2:D3"), ("plan_value_missing", "Mērķi", "D3", "")],
    ),
    (rename("Mērķi", "E3", "=1+1"), [("workbook_formula_without_value", "Mērķi", "E3", "")]),
    (rename("Mērķi", "E3", "#REF!"), [("workbook_error_cell", "Mērķi", "E3", "#REF!")]),
    (rename("Mērķi", "E3", "#DIV/0!"), [("workbook_error_cell", "Mērķi", "E3", "#DIV/0!")]),
    (rename("Mērķi", "A1048576", "x"), [("workbook_far_cell", "Mērķi", "A1048576", "")]),
    (rename("Resursi", "XFD2", "x"), [("workbook_far_cell", "Resursi", "XFD2", "")]),
    (rename("Mērķi", "G2", "1: tas pats"), [("workbook_reason_unreadable", "Mērķi", "G2", "1: tas pats")]),
    (lambda book: book["Kalendārs"].delete_rows(2), []),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), SHAPE)
def test_mistake_in_the_shape(
    parauga: bytes, problems_of: ProblemsOf, change: Edit, expected: list[tuple[str, str, str, str]]
) -> None:
    assert found(problems_of(edited(parauga, change))) == expected


def test_error_cell_in_a_required_column_is_one_problem(parauga: bytes, problems_of: ProblemsOf) -> None:
    assert found(problems_of(edited(parauga, {"Mērķi!D2": "#REF!"}))) == [
        ("workbook_error_cell", "Mērķi", "D2", "#REF!")
    ]


def test_strategic_number_belongs_to_the_activity_plan(parauga: bytes, problems_of: ProblemsOf) -> None:
    change = {"Mērķi!A4": "1", "Mērķi!B4": "stratēģisko mērķu tabula", "Mērķi!C4": "universālā", "Mērķi!D4": "Vecāki"}
    assert found(problems_of(edited(parauga, change))) == []
    change |= {"Mērķi!F4": "1"}
    assert found(problems_of(edited(parauga, change))) == [("workbook_link_misplaced", "Mērķi", "F4", "1")]


def test_amendment_typed_without_keys_is_refused(parauga: bytes, problems_of: ProblemsOf) -> None:
    change = {"Plāns!B4": "parauga-2024-a1", "Plāns!B13": "parauga-2024"}
    assert found(problems_of(edited(parauga, change))) == [("workbook_keys_missing", "Aktivitātes", "B2", "")]
    change |= {"Aktivitātes!B2": "parauga-2024-1.1"}
    assert found(problems_of(edited(parauga, change))) == []


def test_all_mistakes_are_told_at_once_in_the_order_of_the_sheets(parauga: bytes, problems_of: ProblemsOf) -> None:
    change = {"Uzdevumi!D2": "drīz", "Mērķi!C10": "x", "Mērķi!C2": "x", "Plāns!B3": None}
    assert [(problem.sheet, problem.column) for problem in problems_of(edited(parauga, change))] == [
        ("Plāns", "B3"),
        ("Mērķi", "C2"),
        ("Mērķi", "A10"),
        ("Mērķi", "C10"),
        ("Mērķi", "D10"),
        ("Uzdevumi", "D2"),
    ]


def test_unreadable_number_is_not_called_unknown_elsewhere(parauga: bytes, problems_of: ProblemsOf) -> None:
    """Activities name goal 1, which Excel turned into a date: one mistake, not four."""
    change = {"Mērķi!A2": dt.datetime(2024, 1, 1)}
    assert found(problems_of(edited(parauga, change))) == [("workbook_became_date", "Mērķi", "A2", "01.01.2024.")]


@pytest.mark.parametrize(
    ("place", "target"), [("Mērķi!F2", "Mērķi"), ("Uzdevumi!B2", "Aktivitātes"), ("Ziņotāji!N2", "Ziņotāji")]
)
def test_unknown_reference_names_the_sheet_to_look_in(
    parauga: bytes, problems_of: ProblemsOf, place: str, target: str
) -> None:
    [problem] = problems_of(edited(parauga, {place: "77"}))
    assert dict(problem.details)["target"] == target


def test_problem_names_file_heading_and_choices(parauga: bytes, problems_of: ProblemsOf) -> None:
    [problem] = problems_of(edited(parauga, {"Mērķi!C2": "vispārējā"}))
    assert problem.file == "plāns.xlsx"
    assert dict(problem.details) == {
        "heading": "Prevencijas līmenis",
        "codes": "universālā, mērķtiecīgā, pielāgotā",
    }


ACCEPTED: list[tuple[Edit, str, str, list[str]]] = [
    (rename("Aktivitātes", "A2", 1.1), "activities", "activity_nr", ["1.1", "1.10", "2.1"]),
    (rename("Aktivitātes", "A2", "1.1."), "activities", "activity_nr", ["1.1", "1.10", "2.1"]),
    (rename("Aktivitātes", "C2", 1), "activities", "goal_nr", ["1", "1", "2"]),
    (rename("Aktivitātes", "H2", 2024), "activities", "years", ["2024", "", ""]),
    (rename("Aktivitātes", "H2", "2025; 2024"), "activities", "years", ["2024,2025", "", ""]),
    (rename("Mērķi", "C2", " Universālā\xa0"), "goals", "prevention_level", ["1", "3"]),
    (rename("Mērķi", "C2", 1), "goals", "prevention_level", ["1", "3"]),
    (rename("Mērķi", "D2", "Veca\u0304ki "), "goal_readings", "text", ["Vecāki", "Individuāls atbalsts"]),
    (rename("Mērķi", "D2", "Vecāku\natbalsts"), "goal_readings", "text", ["Vecāku atbalsts", "Individuāls atbalsts"]),
    (lambda book: book["Mērķi"].insert_rows(1), "goals", "goal_nr", ["1", "2"]),
    (lambda book: book["Mērķi"].insert_rows(3), "goals", "goal_nr", ["1", "2"]),
    (lambda book: setattr(book["Mērķi"], "title", "MĒRĶI "), "goals", "goal_nr", ["1", "2"]),
    (lambda book: setattr(book["Mērķi"], "sheet_state", "hidden"), "goals", "goal_nr", ["1", "2"]),
    (lambda book: book.move_sheet("Mērķi", offset=4), "goals", "goal_nr", ["1", "2"]),
    (lambda book: book.create_sheet("Melnraksts").append(["x"]), "goals", "goal_nr", ["1", "2"]),
    (lambda book: setattr(book["Mērķi"]["A1048576"], "number_format", "@"), "goals", "goal_nr", ["1", "2"]),
    (rename("Kalendārs", "E2", True), "calendar", "is_month_assumed", ["true"]),
    (rename("Mērķi", "D1", "mērķa  nosaukums*"), "goals", "goal_nr", ["1", "2"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "table", "column", "expected"), ACCEPTED)
def test_what_can_be_recovered_safely_is_accepted(
    parauga: bytes, plan_from: Callable[[bytes], RawPlan], change: Edit, table: str, column: str, expected: list[str]
) -> None:
    plan = plan_from(edited(parauga, change))
    assert [row[column] for row in plan.tables[table].rows] == expected


def test_dates_of_the_calendar_of_1904_are_the_same(parauga: bytes, plan_from: Callable[[bytes], RawPlan]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book["Plāns"]["B6"].value = dt.datetime(2024, 1, 1)

    assert plan_from(edited(parauga, change)).header.period_start == dt.date(2024, 1, 1)
