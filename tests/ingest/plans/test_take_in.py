"""Taking a workbook in: what the registry would refuse later is refused before anything is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import edited

from ingest.forms.orders import deadlines_of
from ingest.periods import Collection, Deadlines
from ingest.plans.registry import read_registry
from ingest.problems import InputError
from ingest.workspace import Workspace
from orchestration.plan_intake import plan_workbook, take_in, unread
from orchestration.registry import load_registry
from quality.messages import in_words


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"Ziņotāji!I2": "izglītības pārvaldes dati"},
            "plāns.xlsx, lapa «Ziņotāji», šūna I2: veidlapu «izglītības pārvaldes dati» šāda veida iestāde (skola) "
            "neaizpilda",
        ),
        (
            {"Ziņotāji!I2": None},
            "plāns.xlsx, lapa «Ziņotāji», šūna I2: no ziņotāja «4312900001» gaida ziņas, bet nav nosaukta neviena",
        ),
        (
            {"Izpildītāji!B2": "bāriņtiesa"},
            "plāns.xlsx, lapa «Izpildītāji», šūna B2: neviena ziņotāja ar veidu «bāriņtiesa»",
        ),
        (
            {"Izpildītāji!A2": "Parauga vidusskola"},
            "plāns.xlsx, lapa «Izpildītāji», šūna A2: nosaukums «Parauga vidusskola» jau ir ziņotājam 4312900001",
        ),
        (
            {"Izpildītāji!A4": "NVO", "Izpildītāji!A2": "Skolas"},
            "plāns.xlsx, lapa «Izpildītāji», šūna D4: nosaukums «NVO» nenozīmē nevienu ziņotāju",
        ),
    ],
)
def test_problems_of_the_lists_name_sheet_cell_and_labels(
    parauga: bytes, tmp_path: Path, change: dict[str, str | None], said: str
) -> None:
    path = tmp_path / "plāns.xlsx"
    path.write_bytes(edited(parauga, change))
    workspace = Workspace(tmp_path / "workspace")
    with pytest.raises(InputError) as caught:
        take_in(workspace, path, is_amendment=False)
    [told] = map(in_words, caught.value.problems)
    assert told.startswith(said)
    assert not workspace.plans.exists()


def test_deadlines_of_the_workbook_are_those_of_the_municipality(parauga: bytes, tmp_path: Path) -> None:
    workspace, path = Workspace(tmp_path / "workspace"), tmp_path / "plāns.xlsx"
    days = {"B2": "10.01.", "C2": dt.date(2025, 2, 10), "C4": "09-15", "D4": "30. 9"}
    path.write_bytes(edited(parauga, {f"Termiņi!{cell}": day for cell, day in days.items()}))
    take_in(workspace, path, is_amendment=False)
    registry = load_registry(workspace)
    found = {name: deadlines_of(registry, "parauga", Collection.parse(f"2024/2025-{name}")) for name in ("S1", "R")}
    assert found == {
        "S1": Deadlines(dt.date(2025, 1, 10), dt.date(2025, 2, 10), dt.date(2025, 2, 27)),
        "R": Deadlines(dt.date(2025, 9, 1), dt.date(2025, 9, 15), dt.date(2025, 9, 30)),
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {f"Termiņi!{column}4": None for column in "ABCD"},
            "plāns.xlsx, lapa «Termiņi»: nav teikts, kad pieņem pārskatus R",
        ),
        ({"Termiņi!C4": "30.10."}, "plāns.xlsx, lapa «Termiņi», šūna C4: "),
    ],
)
def test_deadlines_that_do_not_fit_are_told_at_their_place(
    parauga: bytes, tmp_path: Path, change: dict[str, str | None], said: str
) -> None:
    path = tmp_path / "plāns.xlsx"
    path.write_bytes(edited(parauga, change))
    with pytest.raises(InputError) as caught:
        take_in(Workspace(tmp_path / "workspace"), path, is_amendment=False)
    [told] = map(in_words, caught.value.problems)
    assert told.startswith(said)


def test_a_list_that_the_workbook_leaves_alone_is_named_by_its_file(parauga: bytes, tmp_path: Path) -> None:
    workspace, path = Workspace(tmp_path / "workspace"), tmp_path / "plāns.xlsx"
    (workspace.plans / "parauga").mkdir(parents=True)
    kept = workspace.plans / "parauga" / "executors.csv"
    kept.write_text("printed_name,reporter_kind,reporter_id,note\nNVO,,,\n", encoding="utf-8")
    path.write_bytes(edited(parauga, {"Izpildītāji!A2": None, "Izpildītāji!B2": None}))
    with pytest.raises(InputError) as caught:
        take_in(workspace, path, is_amendment=False)
    assert [(problem.file, problem.row) for problem in caught.value.problems] == [("parauga/executors.csv", 2)]


def test_amendment_keeps_what_it_leaves_alone(tmp_path: Path) -> None:
    workspace, path = Workspace(tmp_path / "workspace"), tmp_path / "grozījumi.xlsx"
    plan_workbook(workspace, "ludza-2024", path)
    change = {"Plāns!B4": "ludza-2024-a1", "Plāns!B11": "2026-03-01", "Plāns!B13": "ludza-2024"}
    path.write_bytes(edited(path.read_bytes(), change))
    plan = take_in(workspace, path, is_amendment=True)
    assert plan.folder == workspace.plans / "ludza" / "ludza-2024-a1"
    assert {row["place"] for row in plan.tables["activity_readings"].rows} == {"3.3", "3.6"}
    assert [len(plan.tables[name].rows) for name in ("observations", "indicator_figures")] == [309, 14]
    assert unread(plan) == []
    assert [kept.header.plan_id for kept in read_registry([workspace.plans]).plans] == ["ludza-2024-a1"]
