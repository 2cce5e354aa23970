"""What dbt is told of the forms."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from ingest.forms.code_lists import dimension
from ingest.forms.definition import all_forms
from ingest.forms.landing import TABLES, counts_from, form_rows, land_forms
from ingest.workspace import Workspace


def feed(form: str, field: str, indicator: str) -> dict[str, object]:
    (found,) = [
        row
        for row in form_rows()["feeds"]
        if (row["form"], row["field_id"], row["indicator_key"]) == (form, field, indicator)
    ]
    return {name: value for name, value in found.items() if value not in (None, False, 0)}


def test_every_feed_of_every_field_is_a_row() -> None:
    feeds = form_rows()["feeds"]
    assert len(feeds) == sum(len(field.feeds) for form in all_forms() for field in form.fields) == 33
    assert all(list(row) == list(TABLES["feeds"]) for row in feeds)


@pytest.mark.parametrize(
    ("form", "field", "indicator", "expected"),
    [
        (
            "school_report",
            "grade_9_destination",
            "not_continuing_after_basic_share",
            {"numerator_factor": 1, "only_code": "not_continuing", "only_stage": "basic", "counts_from": "R"},
        ),
        (
            "school_report",
            "grade_9_certificate_later",
            "basic_finished_without_certificate_share",
            {"numerator_factor": -1, "only_stage": "basic", "counts_from": "R"},
        ),
        (
            "school_report",
            "has_pmp_system",
            "institutions_with_pmp_system_share",
            {"numerator_factor": 1, "denominator_factor": 1, "counts_answers": True, "counts_from": "S2"},
        ),
        (
            "school_report",
            "learners_start",
            "interest_education_share",
            {"denominator_factor": 1, "is_by_stage_form": True, "counts_from": "S2"},
        ),
        (
            "board_values",
            "coordination_meetings",
            "coordination_meetings",
            {"numerator_factor": 1, "period_kind": "calendar_year", "counts_from": "S1"},
        ),
        (
            "task_report",
            "youth_supported",
            "youth_supported_count",
            {
                "numerator_factor": 1,
                "only_reporters": "youth_centre,ngo",
                "period_kind": "calendar_year",
                "counts_from": "S1",
            },
        ),
    ],
)
def test_a_feed_says_what_counts_when_and_of_whom(
    form: str, field: str, indicator: str, expected: dict[str, object]
) -> None:
    named = {"form": form, "field_id": field, "indicator_key": indicator}
    assert feed(form, field, indicator) == {"period_kind": "school_year", **named, **expected}


def test_the_board_may_stand_in_where_its_form_says_so() -> None:
    assert {row["field_id"] for row in form_rows()["feeds"] if row["board_may_supply"]} == {
        "interest_education_learners",
        "support_posts",
        "teachers_trained",
    }


def test_half_a_year_never_counts_for_a_whole_one() -> None:
    """What January and June both ask counts in June; only what June cannot ask counts before or after."""
    for form in all_forms():
        for field in form.fields:
            assert (counts_from(field) == "S2") == ("S2" in field.asked_in), field.field


def test_whom_a_form_asks_in_a_collection() -> None:
    asked = [tuple(row.values()) for row in form_rows()["form_collections"]]
    assert [row for row in asked if row[1] == "R"] == [
        ("school_report", "R", False, None),
        ("board_values", "R", False, None),
    ]
    assert [row for row in asked if row[0] == "task_report"] == [
        ("task_report", "S1", True, None),
        ("task_report", "S1", False, "youth_centre,ngo"),
        ("task_report", "S2", True, None),
    ]
    assert len(asked) == 6 * 2 + 2 + 1


def test_a_field_is_broken_down_by_stage_and_form_whole_or_not_at_all() -> None:
    """dbt reads the breakdown of such a field as one code of the dimension."""
    for row in form_rows()["feeds"]:
        (field,) = [
            field
            for form in all_forms()
            for field in form.fields
            if (form.form, field.field) == (row["form"], row["field_id"])
        ]
        assert row["is_by_stage_form"] or "stage" not in ".".join(field.by), field.field
    assert len(dimension("stage_form")) == 8


def test_files_hold_the_rows_and_stay_untouched_when_nothing_changed(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    land_forms(workspace)
    files = sorted(workspace.form_tables.glob("*.parquet"))
    assert [path.stem for path in files] == sorted(TABLES)
    assert len(duckdb.read_parquet(str(workspace.form_tables / "feeds.parquet"))) == 33
    before = [path.stat().st_mtime_ns for path in files]
    land_forms(workspace)
    assert [path.stat().st_mtime_ns for path in files] == before
