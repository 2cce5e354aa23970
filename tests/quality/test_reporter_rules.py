"""The lists of an invented municipality, sound and broken in one place."""

from __future__ import annotations

import pytest

from ingest.plans.registry import RawRegistry, RawTable
from ingest.plans.tables import plan_tables
from quality.messages import in_words
from quality.reporter_rules import reporter_problems

SCHOOL = {
    "reporter_id": "4312",
    "reporter_name": 'Vidusskola "Ezers"',
    "aliases": "Ezera skola; Ezers",
    "reporter_kind": "school",
    "registration_number": "4312",
    "education_stages": "basic,upper_secondary",
    "forms": "school_report,activity_log",
    "contact_role": "direktora vietnieks",
    "is_expected": "true",
}
BOARD = {
    "reporter_id": "ezers-board",
    "reporter_name": "Izglītības pārvalde",
    "reporter_kind": "education_board",
    "forms": "board_values",
    "is_expected": "true",
}
SCHOOLS = {"printed_name": "Skolas", "reporter_kind": "school"}
EXPERTS = {"printed_name": "Eksperti", "note": "plānā nenosaukti eksperti"}
Row = dict[str, str]


def table(name: str, rows: tuple[Row, ...]) -> RawTable:
    columns = list(plan_tables()[name].columns)
    filled = [{**dict.fromkeys(columns, ""), **row} for row in rows]
    return RawTable(f"ezers/{name}.csv", columns, filled, list(range(2, len(rows) + 2)))


def problems(reporters: tuple[Row, ...], executors: tuple[Row, ...]) -> list[tuple[str, int | None, str, str]]:
    registry = RawRegistry([], {"ezers": table("reporters", reporters)}, {"ezers": table("executors", executors)})
    found = reporter_problems(registry)
    assert all(in_words(problem, language) for problem in found for language in ("lv", "en"))
    return [(problem.rule_id, problem.row, problem.column, problem.value) for problem in found]


def test_sound_lists_have_no_problem() -> None:
    assert problems((SCHOOL, BOARD), (SCHOOLS, EXPERTS)) == []


def test_a_municipality_may_have_only_one_of_the_lists() -> None:
    assert reporter_problems(RawRegistry([], {"ezers": table("reporters", (SCHOOL,))})) == []
    assert reporter_problems(RawRegistry([], {}, {"ezers": table("executors", (EXPERTS,))})) == []
    assert reporter_problems(RawRegistry([])) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"successor_id": "ezers-board", "valid_to": "2025-08-31"}, None),
        ({"successor_id": "9999"}, ("plan_reference_unknown", "successor_id", "9999")),
        ({"valid_from": "2024-09-01", "valid_to": "2024-09-01"}, None),
        (
            {"valid_from": "2024-09-02", "valid_to": "2024-09-01"},
            ("plan_dates_reversed", "valid_to", "2024-09-02 – 2024-09-01"),
        ),
        ({"registration_number": ""}, None),
        ({"registration_number": "4313"}, ("reporter_id_differs", "reporter_id", "4312")),
        ({"reporter_kind": "vocational_school", "education_stages": "vocational"}, ("executor_kind_empty", "", "")),
        ({"reporter_kind": "preschool", "forms": "activity_log"}, ("executor_kind_empty", "", "")),
        ({"forms": "board_values"}, ("reporter_form_not_of_kind", "forms", "board_values")),
        ({"forms": "activity_log, school_report"}, ("plan_code_unknown", "forms", "activity_log, school_report")),
        ({"education_stages": "basic,primary"}, ("plan_code_unknown", "education_stages", "basic,primary")),
        ({"study_forms": "upper_secondary.full_time,upper_secondary.distance"}, None),
        ({"study_forms": "basic.evening"}, ("plan_code_unknown", "study_forms", "basic.evening")),
        (
            {"study_forms": "vocational.extramural"},
            ("reporter_study_form_without_stage", "study_forms", "vocational.extramural"),
        ),
        ({"forms": ""}, ("reporter_without_forms", "forms", "4312")),
        ({"contact_role": ""}, None),
        ({"contact_role": "sekretāre, skola@ezers.lv"}, ("reporter_contact_personal", "contact_role", "")),
        ({"contact_role": "sekretāre 20000000"}, ("reporter_contact_personal", "contact_role", "")),
        ({"aliases": "Ezers;ezers"}, None),
        ({"aliases": "«izglītības  pārvalde»"}, ("reporter_name_repeated", "reporter_name, aliases", "")),
        ({"aliases": "skolas"}, ("reporter_name_repeated", "printed_name", "Skolas")),
    ],
)
def test_rules_over_a_reporter(change: Row, expected: tuple[str, str, str] | None) -> None:
    found = problems(({**SCHOOL, **change}, BOARD), (SCHOOLS, EXPERTS))
    if expected is None:
        assert found == []
        return
    [(rule_id, row, column, value)] = found
    wanted = [part or other for part, other in zip(expected, (rule_id, column, value), strict=True)]
    assert [rule_id, column, value] == wanted
    assert row in (2, 3)


def test_a_form_of_schools_is_not_asked_from_the_board() -> None:
    forms = {**BOARD, "forms": "board_values,school_report"}
    assert problems((SCHOOL, forms), ()) == [("reporter_form_not_of_kind", 3, "forms", "school_report")]


def test_nothing_has_to_be_filled_in_where_nothing_is_expected() -> None:
    assert problems(({**SCHOOL, "is_expected": "false", "forms": ""}, BOARD), (EXPERTS,)) == []


@pytest.mark.parametrize(
    ("executors", "expected"),
    [
        (({"printed_name": "Iestādes", "reporter_id": "4312"},), []),
        (({"printed_name": "Iestādes", "reporter_id": "9"},), [("plan_reference_unknown", 2, "reporter_id", "9")]),
        ((SCHOOLS, {"printed_name": "Skolas", "reporter_id": "ezers-board"}), []),
        (
            ({**SCHOOLS, "reporter_id": "4312"},),
            [("executor_meaning_doubled", 2, "reporter_kind, reporter_id", "Skolas")],
        ),
        (
            (SCHOOLS, {"printed_name": "SKOLAS", "note": "nav"}),
            [("executor_meaning_doubled", 3, "reporter_kind, reporter_id", "SKOLAS")],
        ),
        (({"printed_name": "Eksperti", "note": " "},), [("executor_meaning_missing", 2, "note", "Eksperti")]),
        (
            ({"printed_name": "Biedrības", "reporter_kind": "ngo"},),
            [("executor_kind_empty", 2, "reporter_kind", "ngo")],
        ),
        (({"printed_name": "ezera skola"},), None),
    ],
)
def test_rules_over_the_meaning_of_a_printed_name(
    executors: tuple[Row, ...], expected: list[tuple[str, int, str, str]] | None
) -> None:
    found = problems((SCHOOL, BOARD), executors)
    if expected is None:
        assert [problem[0] for problem in found] == ["reporter_name_repeated", "executor_meaning_missing"]
    else:
        assert found == expected


def test_the_same_meaning_twice_is_a_repeated_key() -> None:
    columns = "printed_name, reporter_kind, reporter_id"
    repeated = [("plan_key_repeated", row, columns, "Skolas, school, ") for row in (2, 3)]
    assert problems((SCHOOL,), (SCHOOLS, SCHOOLS)) == repeated


def test_a_kind_of_which_only_silent_reporters_are_left_means_nobody() -> None:
    silent = {**SCHOOL, "is_expected": "false"}
    assert problems((silent, BOARD), (SCHOOLS,)) == [("executor_kind_empty", 2, "reporter_kind", "school")]
