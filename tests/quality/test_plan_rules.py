"""A sound plan broken in one place: each rule answers with file, row, column and value, and only it."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from ingest.plans.header import MOST_BYTES
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
            ("plan_reading_differs", "tasks.csv", 2, "deadline_text", "03.2024. - 06.2024."),
        ),
        (
            "tasks",
            setter(0, end_date="2024-06-29"),
            ("plan_reading_differs", "tasks.csv", 2, "deadline_text", "03.2024. - 06.2024."),
        ),
        (
            "tasks",
            setter(1, deadline_text="rudenī"),
            ("plan_deadline_unreadable", "tasks.csv", 3, "deadline_text", "rudenī"),
        ),
        ("tasks", setter(3, end_date="20250630"), ("plan_not_date", "tasks.csv", 5, "end_date", "20250630")),
        ("calendar", setter(4, month="٦"), ("plan_not_int", "calendar.csv", 6, "month", "٦")),
        ("calendar", setter(4, month="13"), ("plan_month_unknown", "calendar.csv", 6, "month", "13")),
        ("calendar", setter(4, month="0"), ("plan_month_unknown", "calendar.csv", 6, "month", "0")),
        ("calendar", setter(8, year="2022"), ("plan_year_outside", "calendar.csv", 10, "year", "2022")),
        ("calendar", setter(8, year="2031"), ("plan_year_outside", "calendar.csv", 10, "year", "2031")),
        ("goal_links", setter(1, reason=""), ("plan_reason_missing", "goal_links.csv", 3, "reason", "")),
        ("goal_indicators", setter(0, reason=" "), ("plan_reason_missing", "goal_indicators.csv", 2, "reason", " ")),
        (
            "activities",
            setter(0, years="2024, 2025"),
            ("plan_years_unreadable", "activities.csv", 2, "years", "2024, 2025"),
        ),
        (
            "activities",
            setter(0, years="2025,2024"),
            ("plan_years_unreadable", "activities.csv", 2, "years", "2025,2024"),
        ),
        (
            "activities",
            setter(0, years="2024–2028"),
            ("plan_years_unreadable", "activities.csv", 2, "years", "2024–2028"),
        ),
        ("activities", setter(0, years="2028,2029"), ("plan_year_outside", "activities.csv", 2, "years", "2029")),
        (
            "activity_targets",
            setter(0, low="31"),
            ("plan_bounds_reversed", "activity_targets.csv", 2, "low, high", "31 – 30"),
        ),
        (
            "activity_targets",
            setter(0, low="", high=""),
            ("plan_bounds_missing", "activity_targets.csv", 2, "low, high", ""),
        ),
        (
            "indicator_figures",
            setter(0, indicator_key="daudz"),
            ("plan_reference_unknown", "indicator_figures.csv", 2, "indicator_key", "daudz"),
        ),
        (
            "indicator_figures",
            setter(0, measure="daudz"),
            ("plan_code_unknown", "indicator_figures.csv", 2, "measure", "daudz"),
        ),
        (
            "indicator_figures",
            setter(0, printed_breakdown="psihologs"),
            (
                "plan_figure_not_printed",
                "indicator_figures.csv",
                2,
                "measure, scope, printed_breakdown",
                "staff_posts, municipality, psihologs",
            ),
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


def test_two_activities_with_one_key(plans: Plans) -> None:
    plans.change("activities", setter(1, activity_key="smiltene-2024-1.1"))
    found = [(problem.rule_id, problem.row, problem.column, problem.value) for problem in plans.problems()]
    assert found == [("plan_key_repeated", row, "activity_key", "smiltene-2024-1.1") for row in (2, 3)]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("activities", setter(0, years="")),
        ("activities", setter(0, years="2024,2028")),
        ("activity_targets", setter(0, low="")),
        ("activity_targets", setter(0, low="6")),
        ("activity_targets", setter(0, high="")),
        ("calendar", setter(8, year="2023")),
        ("calendar", setter(8, year="2030")),
        ("calendar", setter(8, month="1", year="")),
        ("goal_links", setter(0, is_inferred="false", reason="")),
    ],
)
def test_what_a_plan_may_leave_open(plans: Plans, table: str, change: Callable[[Rows], object]) -> None:
    plans.change(table, change)
    assert plans.problems() == []


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
        (
            {"valid_from": "2029-01-01"},
            ("plan_valid_from_outside", "plan.yml", None, "valid_from", "2029-01-01"),
        ),
        (
            {"valid_from": "2023-12-31"},
            ("plan_valid_from_outside", "plan.yml", None, "valid_from", "2023-12-31"),
        ),
        (
            {"replaces": "smiltene-2024"},
            ("plan_predecessor_not_earlier", "plan.yml", None, "replaces", "smiltene-2024"),
        ),
        ({"replaces": "nekas"}, ("plan_predecessor_unknown", "plan.yml", None, "replaces", "nekas")),
    ],
)
def test_header_problems(plans: Plans, values: dict[str, object], expected: tuple[str, ...]) -> None:
    plans.change_header(**values)
    assert only(plans.problems()) == expected


@pytest.mark.parametrize(
    ("values", "cause_lv", "cause_en"),
    [
        ({"krāsa": "zila"}, "šādas atslēgas nav", "there is no such key"),
        ({"period_start": "2024-13-01"}, "jābūt datumam", "a date is wanted"),
        ({"valid_from": None}, "jābūt datumam", "a date is wanted"),
        ({"supervisor": 12}, "jābūt tekstam", "a text is wanted"),
        ({"plan_id": "Smiltene 2024"}, "jābūt mazajiem latīņu burtiem", "small Latin letters"),
        ({"publication_lag_years": "viens"}, "jābūt veselam skaitlim", "a whole number is wanted"),
        ({"publication_lag_years": 3}, "skaitlis ir par lielu", "the number is too large"),
        ({"publication_lag_years": -1}, "skaitlis ir par mazu", "the number is too small"),
        ({"level_labels": {4: {"mark": "x", "heading": "x"}}}, "šāds kods nav paredzēts", "this code is not"),
        ({"reading_order": {"goal_name": "4.1"}}, "jābūt sarakstam", "a list is wanted"),
        ({"places": ["4.1"]}, "jābūt atslēgām ar vērtībām", "keys with values are wanted"),
        ({"results_table": "4.4"}, "jābūt atslēgām ar vērtībām", "keys with values are wanted"),
    ],
)
def test_header_problems_in_both_languages(
    plans: Plans, values: dict[str, object], cause_lv: str, cause_en: str
) -> None:
    plans.change_header(**values)
    [problem] = plans.problems()
    assert problem.rule_id == "plan_header"
    assert f"nezināma atslēga: {cause_lv}" in in_words(problem, "lv")
    assert f"wrong or unknown: {cause_en}" in in_words(problem, "en")


def test_a_missing_key_and_an_empty_description(plans: Plans) -> None:
    path = plans.folder() / "plan.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("supervisor:", "# supervisor:", 1), encoding="utf-8")
    [problem] = plans.problems()
    assert (problem.column, problem.value) == ("supervisor", "dict")
    assert "šīs atslēgas trūkst" in in_words(problem)
    path.write_text("", encoding="utf-8")
    [problem] = plans.problems()
    assert "jābūt atslēgām ar vērtībām" in in_words(problem)


BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi")
)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("municipality: [", "while parsing a flow node"),
        (BOMB, "aliases and tags are not read"),
        ("supervisor: !!binary x", "aliases and tags are not read"),
        ("places: " + "[" * 50_000, "maximum recursion depth"),
        ('supervisor: "\\UFFFFFFFF"', "too large"),
    ],
)
def test_header_that_is_no_plain_yaml(plans: Plans, text: str, cause: str) -> None:
    (plans.folder() / "plan.yml").write_text(text, encoding="utf-8")
    [problem] = plans.problems()
    assert (problem.rule_id, problem.file) == ("plan_yaml_unreadable", "smiltene/smiltene-2024/plan.yml")
    assert cause in dict(problem.details)["cause"]


def test_header_that_is_too_large_is_not_read(plans: Plans) -> None:
    path = plans.folder() / "plan.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "#" * (MOST_BYTES - len(text.encode())), encoding="utf-8")
    assert plans.problems() == []
    with path.open("a", encoding="utf-8") as file:
        file.write("#")
    assert only(plans.problems())[:2] == ("plan_yaml_too_large", "plan.yml")


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
    expected = ("plan_predecessor_not_earlier", "plan.yml", None, "replaces", "smiltene-2024")
    assert only(plans.problems()) == expected


def test_versions_that_replace_each_other(plans: Plans) -> None:
    plans.amend("smiltene-2024-a1", replaces="smiltene-2024", valid_from="2025-03-01")
    plans.change_header(replaces="smiltene-2024-a1")
    expected = ("plan_predecessor_not_earlier", "plan.yml", None, "replaces", "smiltene-2024-a1")
    assert only(plans.problems()) == expected
