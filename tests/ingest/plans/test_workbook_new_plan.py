"""An invented municipality describes its plan in Excel: no YAML, no code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.plans.named_reporters import name_rows
from ingest.plans.registry import RawPlan, RawTable, read_registry
from ingest.plans.workbook.layout import Catalogue
from ingest.plans.workbook.read import read_workbook
from ingest.plans.workbook.write import write_workbook
from ingest.problems import InputError
from ingest.storage import write_once
from quality.plan_rules import check_registry

Taken = Callable[[bytes], RawPlan]


def picked(raw: RawTable, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in raw.rows]


def test_folder_is_a_sound_registry_of_its_own(parauga: bytes, catalogue: Catalogue, tmp_path: Path) -> None:
    read_workbook(parauga, "plāns.xlsx", catalogue).write(tmp_path)
    registry = read_registry([tmp_path])
    check_registry(registry, [key for key, _ in catalogue])
    assert [plan.shown_as for plan in registry.plans] == ["parauga/parauga-2024"]
    assert [row["reporter_name"] for row in registry.reporters["parauga"].rows] == ["Parauga vidusskola"]
    assert picked(registry.reporters["parauga"], "forms") == [("school_report,activity_log",)]


def test_executors_of_the_workbook_say_who_does_a_task(parauga: bytes, catalogue: Catalogue, tmp_path: Path) -> None:
    read_workbook(parauga, "plāns.xlsx", catalogue).write(tmp_path)
    rows = name_rows(read_registry([tmp_path]))
    named = [(row["subject"], row["subject_nr"], row["field"], row["reporter_id"]) for row in rows["named_reporters"]]
    assert named == [("task", "1.1.1", "executor", "4312900001")]
    assert [row["printed_name"] for row in rows["unmatched_names"]] == ["Izglītības pārvalde"]


def test_form_becomes_the_header(parauga: bytes, plan_from: Taken) -> None:
    header = plan_from(parauga).header
    assert (header.municipality, header.municipality_name) == ("parauga", "Parauga novads")
    assert (header.period_start, header.period_end) == (dt.date(2024, 1, 1), dt.date(2027, 12, 31))
    assert (header.valid_from, header.valid_to, header.approved_on) == (dt.date(2024, 1, 1), None, None)
    assert header.publication_lag_years == 1
    assert [(label.mark, label.heading) for label in header.level_labels.values()] == [
        ("❶", "UNIVERSĀLĀ PREVENCIJA"),
        ("❷", "MĒRĶTIECĪGĀ PREVENCIJA"),
        ("❸", "PIELĀGOTĀ PREVENCIJA"),
    ]


def test_activities_keep_their_numbers_and_get_keys(parauga: bytes, plan_from: Taken) -> None:
    activities = plan_from(parauga).tables["activities"]
    assert picked(activities, "activity_nr", "activity_key", "prevention_level", "years") == [
        ("1.1", "parauga-2024-1.1", "1", "2024,2025,2026"),
        ("1.10", "parauga-2024-1.10", "1", ""),
        ("2.1", "parauga-2024-2.1", "3", ""),
    ]


def test_printed_words_get_their_structured_readings(parauga: bytes, plan_from: Taken) -> None:
    tables = plan_from(parauga).tables
    baselines = [
        (row["baseline_kind"], row["baseline_value"], row["baseline_period"]) for row in tables["indicators"].rows
    ]
    assert baselines == [("value", "1.5", "2023"), ("to_be_determined", "", "2024")]
    assert picked(tables["indicator_targets"], "target_year", "target_kind", "comparator", "target_value") == [
        ("2025", "value", "lte", "1"),
        ("2027", "value", "lt", "0.5"),
        ("2025", "direction", "lt", ""),
        ("2027", "direction", "lt", ""),
    ]
    planned = tables["activity_targets"].rows
    assert [
        (row["activity_nr"], row["measure"], row["low"], row["high"], row["per"], row["each"]) for row in planned
    ] == [
        ("1.1", "events", "5", "", "year", ""),
        ("2.1", "consultations", "3", "3", "year", "teacher"),
    ]
    assert picked(tables["tasks"], "start_date", "end_date") == [("2024-01-01", "2026-12-31")]


def test_one_cell_of_lines_or_numbers_becomes_rows(parauga: bytes, plan_from: Taken) -> None:
    tables = plan_from(parauga).tables
    assert picked(tables["expected_results"], "goal_nr", "result_nr", "text") == [
        ("1", "1", "Vecāki zina, kur meklēt palīdzību."),
        ("1", "2", "Vecāki piedalās skolas dzīvē."),
    ]
    assert picked(tables["goal_indicators"], "goal_nr", "indicator_nr", "is_inferred") == [
        ("1", "1", "false"),
        ("2", "1", "false"),
    ]


def test_resource_takes_the_name_of_its_activity_where_it_prints_none(parauga: bytes, plan_from: Taken) -> None:
    resources = plan_from(parauga).tables["resources"]
    assert picked(resources, "resource_nr", "activity_nr", "activity_name") == [
        ("1", "1.1", "Vecāku vakari"),
        ("2", "", "Nometne, kuras aktivitāšu plānā nav"),
    ]


def test_empty_workbook_asks_for_what_a_plan_needs(catalogue: Catalogue) -> None:
    with pytest.raises(InputError) as caught:
        read_workbook(write_workbook(None, catalogue), "plāns.xlsx", catalogue)
    found = {(problem.rule_id, problem.sheet, problem.column) for problem in caught.value.problems}
    assert ("plan_value_missing", "Plāns", "B2") in found
    assert [place for place in sorted(found) if place[1] != "Plāns"] == [
        ("workbook_sheet_empty", "Aktivitātes", ""),
        ("workbook_sheet_empty", "Mērķi", ""),
        ("workbook_sheet_empty", "Rādītāji", ""),
    ]


def test_written_version_is_never_changed(parauga: bytes, catalogue: Catalogue, tmp_path: Path) -> None:
    folder = read_workbook(parauga, "plāns.xlsx", catalogue)
    written = folder.write(tmp_path)
    before = {path.name: path.read_bytes() for path in written.iterdir()}
    with pytest.raises(FileExistsError):
        replace(folder, files={**folder.files, "goals.csv": b"other"}, lists={"reporters.csv": b"other"}).write(
            tmp_path
        )
    assert {path.name: path.read_bytes() for path in written.iterdir()} == before
    assert (written.parent / "reporters.csv").read_bytes() == folder.lists["reporters.csv"]


@pytest.mark.parametrize("broken_at", ["goals.csv", "tasks.csv", "plan.yml", "reporters.csv"])
def test_broken_off_write_leaves_room_for_a_corrected_one(
    parauga: bytes, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_at: str
) -> None:
    folder = read_workbook(parauga, "plāns.xlsx", catalogue)

    def full_disk(path: Path, content: bytes) -> None:
        if path.name == broken_at:
            raise OSError("no space left on device")
        write_once(path, content)

    with monkeypatch.context() as patch:
        patch.setattr("ingest.plans.folder.write_once", full_disk)
        patch.setattr("ingest.plans.folder.write_derived", full_disk)
        with pytest.raises(OSError, match="no space"):
            folder.write(tmp_path)
    assert list((tmp_path / "parauga").iterdir()) == []
    corrected = folder.files["tasks.csv"].replace("Sarīkot vakarus".encode(), "Rīkot vakarus".encode())
    replace(folder, files={**folder.files, "tasks.csv": corrected}).write(tmp_path)
    registry = read_registry([tmp_path])
    assert [row["task_name"] for plan in registry.plans for row in plan.tables["tasks"].rows] == ["Rīkot vakarus"]
    assert list(registry.reporters) == ["parauga"]


def test_whole_version_appears_in_one_step(
    parauga: bytes, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Just before it every file is there, reporters too, and the registry sees no plan: a kill leaves none."""
    folder = read_workbook(parauga, "plāns.xlsx", catalogue)
    seen = []
    rename = Path.rename

    def watched(path: Path, target: Path) -> Path:
        registry = read_registry([tmp_path])
        seen.append((sorted(file.name for file in path.iterdir()), registry.plans, list(registry.reporters)))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", watched)
    folder.write(tmp_path)
    assert seen == [(sorted(folder.files), [], ["parauga"])]
    assert [plan.header.plan_id for plan in read_registry([tmp_path]).plans] == ["parauga-2024"]
