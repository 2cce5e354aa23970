"""A sound plan broken in one place: each rule answers with file, row, column and value, and only it."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from ingest.plans.registry import read_registry
from ingest.problems import InputError, Problem
from ingest.workspace import PRODUCT
from orchestration.registry import indicator_catalogue
from quality.messages import in_words
from quality.plan_rules import check_registry

Rows = list[dict[str, str]]


class Plans:
    """A folder with a copy of a real plan (Smiltene's: two goal lists, tasks, resources) to be broken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(PRODUCT / "plans" / "smiltene" / "smiltene-2024", self.folder())

    def folder(self, plan_id: str = "smiltene-2024") -> Path:
        return self.root / "smiltene" / plan_id

    def change(self, table: str, change: Callable[[Rows], object]) -> None:
        path = self.folder() / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        columns = list(rows[0])
        change(rows)
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8")

    def change_header(self, version: str = "smiltene-2024", **values: object) -> None:
        path = self.folder(version) / "plan.yml"
        header = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump({**header, **values}, allow_unicode=True), encoding="utf-8")

    def amend(self, plan_id: str, **values: object) -> None:
        shutil.copytree(self.folder(), self.folder(plan_id))
        self.change_header(plan_id, plan_id=plan_id, **values)

    def problems(self) -> list[Problem]:
        try:
            check_registry(read_registry([self.root]), indicator_catalogue())
        except InputError as error:
            return list(error.problems)
        return []


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    return Plans(tmp_path / "plans")


def only(problems: list[Problem]) -> tuple[str, str, int | None, str, str]:
    assert len(problems) == 1, problems
    problem = problems[0]
    assert in_words(problem, "lv")
    assert in_words(problem, "en")
    return problem.rule_id, problem.file.rsplit("/", 1)[-1], problem.row, problem.column, problem.value


def setter(index: int, **values: str) -> Callable[[Rows], object]:
    return lambda rows: rows[index].update(values)


def test_the_untouched_plan_is_sound(plans: Plans) -> None:
    assert plans.problems() == []


@pytest.mark.parametrize(
    ("table", "change", "expected"),
    [
        ("goals", setter(0, prevention_level="4"), ("plan_code_unknown", "goals.csv", 2, "prevention_level", "4")),
        ("goals", setter(2, place=""), ("plan_value_missing", "goals.csv", 4, "place", "")),
        (
            "indicators",
            setter(0, baseline_value="sešdesmit"),
            ("plan_not_number", "indicators.csv", 2, "baseline_value", "sešdesmit"),
        ),
        (
            "indicator_targets",
            setter(1, target_year="divi"),
            ("plan_not_int", "indicator_targets.csv", 3, "target_year", "divi"),
        ),
        (
            "goal_links",
            setter(0, is_inferred="jā"),
            ("plan_not_flag", "goal_links.csv", 2, "is_inferred", "jā"),
        ),
        ("tasks", setter(3, end_date="2025-13-01"), ("plan_not_date", "tasks.csv", 5, "end_date", "2025-13-01")),
        (
            "indicator_targets",
            setter(0, target_text="daudz", target_value="70"),
            ("plan_target_unreadable", "indicator_targets.csv", 2, "target_text", "daudz"),
        ),
        (
            "indicator_targets",
            setter(0, target_value="71"),
            ("plan_reading_differs", "indicator_targets.csv", 2, "target_text", "70%"),
        ),
        (
            "indicators",
            setter(0, baseline_text="kaut kad"),
            ("plan_baseline_unreadable", "indicators.csv", 2, "baseline_text", "kaut kad"),
        ),
        (
            "indicators",
            setter(0, baseline_period="2023"),
            ("plan_reading_differs", "indicators.csv", 2, "baseline_text", "2024. gads"),
        ),
        (
            "indicators",
            setter(4, indicator_key="laime"),
            ("plan_reference_unknown", "indicators.csv", 6, "indicator_key", "laime"),
        ),
        (
            "tasks",
            setter(0, activity_nr="99.9"),
            ("plan_reference_unknown", "tasks.csv", 2, "activity_nr", "99.9"),
        ),
        (
            "goal_indicators",
            setter(0, indicator_nr="99"),
            ("plan_reference_unknown", "goal_indicators.csv", 2, "indicator_nr", "99"),
        ),
        (
            "tasks",
            setter(0, start_date="2024-06-30", end_date="2024-03-01"),
            ("plan_dates_reversed", "tasks.csv", 2, "start_date, end_date", "2024-06-30 – 2024-03-01"),
        ),
        ("calendar", setter(0, place="9.9"), ("plan_reference_unknown", "calendar.csv", 2, "place", "9.9")),
        (
            "activity_targets",
            setter(0, target_text="tūkstoš pasākumu"),
            ("plan_target_words", "activity_targets.csv", 2, "target_text", "tūkstoš pasākumu"),
        ),
    ],
)
def test_one_wrong_value_is_one_problem(
    plans: Plans, table: str, change: Callable[[Rows], object], expected: tuple[str, str, int, str, str]
) -> None:
    plans.change(table, change)
    assert only(plans.problems()) == expected


def test_repeated_key_is_reported_on_each_row(plans: Plans) -> None:
    plans.change("expected_results", lambda rows: rows.append(dict(rows[0])))
    found = [(problem.rule_id, problem.column) for problem in plans.problems()]
    assert found == [("plan_key_repeated", "goal_list, goal_nr, result_nr")] * 2


def test_activity_without_goal(plans: Plans) -> None:
    plans.change("activities", setter(0, goal_nr="77"))
    assert only(plans.problems()) == ("plan_activity_without_goal", "activities.csv", 2, "goal_nr", "77")


def test_activity_without_planned_result(plans: Plans) -> None:
    plans.change("activity_targets", lambda rows: rows.remove(rows[0]))
    plans.change("resources", setter(0, planned_result=""))
    plans.change(
        "activity_readings",
        lambda rows: rows.remove(
            next(row for row in rows if (row["activity_nr"], row["field"]) == ("1.1", "planned_result"))
        ),
    )
    problems = [problem for problem in plans.problems() if problem.rule_id == "plan_text_missing"]
    assert [(problem.value, dict(problem.details)) for problem in problems] == [("1.1", {"target": "planned_result"})]


def test_milestone_outside_the_period(plans: Plans) -> None:
    plans.change("indicator_targets", setter(1, target_year="2031"))
    assert only(plans.problems()) == ("plan_year_outside", "indicator_targets.csv", 3, "target_year", "2031")


def test_unknown_missing_and_doubled_columns_are_named(plans: Plans) -> None:
    path = plans.folder() / "goals.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("prevention_level", "līmenis", 1).replace("goal_nr", "goal_list", 1), encoding="utf-8")
    found = {(problem.rule_id, problem.row, problem.column) for problem in plans.problems()}
    assert found == {
        ("plan_column_unknown", 1, "līmenis"),
        ("plan_column_missing", 1, "prevention_level"),
        ("plan_column_missing", 1, "goal_nr"),
        ("plan_column_doubled", 1, "goal_list"),
    }


def test_files_and_rows_that_do_not_belong(plans: Plans) -> None:
    (plans.folder() / "goals.csv").unlink()
    (plans.folder() / "mērķi.csv").write_text("a\n", encoding="utf-8")
    with (plans.folder() / "calendar.csv").open("a", encoding="utf-8") as file:
        file.write("11,publication\n")
    (plans.folder() / "tasks.csv").write_bytes("task_nr,activity_nr\nā".encode("cp1257"))
    found = {(problem.rule_id, problem.file.rsplit("/", 1)[-1]) for problem in plans.problems()}
    assert found == {
        ("plan_table_missing", "goals.csv"),
        ("plan_unknown_file", "mērķi.csv"),
        ("plan_row_width", "calendar.csv"),
        ("plan_table_unreadable", "tasks.csv"),
    }


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"krāsa": "zila"}, ("plan_header", "plan.yml", None, "krāsa", "zila")),
        ({"period_start": "rīt"}, ("plan_header", "plan.yml", None, "period_start", "rīt")),
        ({"plan_id": "cits-2024"}, ("plan_folder_name", "plan.yml", None, "plan_id", "smiltene/cits-2024")),
        (
            {"valid_to": "2023-01-01"},
            ("plan_dates_reversed", "plan.yml", None, "valid_from, valid_to", "2024-01-01 – 2023-01-01"),
        ),
        ({"replaces": "nekas"}, ("plan_predecessor_unknown", "plan.yml", None, "replaces", "nekas")),
    ],
)
def test_header_problems(plans: Plans, values: dict[str, object], expected: tuple[str, ...]) -> None:
    plans.change_header(**values)
    assert only(plans.problems()) == expected


def test_header_that_is_no_yaml(plans: Plans) -> None:
    (plans.folder() / "plan.yml").write_text("municipality: [", encoding="utf-8")
    assert only(plans.problems())[:2] == ("plan_yaml_unreadable", "plan.yml")


def test_an_amendment_that_replaces_is_no_overlap(plans: Plans) -> None:
    plans.amend("smiltene-2024-a1", replaces="smiltene-2024", valid_from="2025-03-01")
    assert plans.problems() == []


def test_versions_that_overlap(plans: Plans) -> None:
    plans.amend("smiltene-2024-a1", valid_from="2025-03-01")
    expected = ("plan_versions_overlap", "plan.yml", None, "valid_from", "smiltene-2024")
    assert only(plans.problems()) == expected


def test_versions_that_follow_each_other_without_replacing(plans: Plans) -> None:
    plans.change_header(valid_to="2025-02-28")
    plans.amend("smiltene-2024-a1", valid_from="2025-03-01", valid_to=None)
    assert plans.problems() == []


def test_an_amendment_cannot_begin_with_what_it_replaces(plans: Plans) -> None:
    plans.amend("smiltene-2024-a1", replaces="smiltene-2024")
    assert only(plans.problems())[0] == "plan_versions_overlap"
