"""Taking a workbook in: what the registry would refuse later is refused before anything is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import edited

from ingest.plans.registry import read_registry
from ingest.problems import InputError
from ingest.workspace import Workspace
from orchestration.plan_intake import plan_workbook, take_in, unread
from quality.messages import in_words


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"Ziņotāji!H2": "izglītības pārvaldes dati"},
            "plāns.xlsx, lapa «Ziņotāji», šūna H2: veidlapu «izglītības pārvaldes dati» šāda veida iestāde (skola) "
            "neaizpilda",
        ),
        (
            {"Ziņotāji!H2": None},
            "plāns.xlsx, lapa «Ziņotāji», šūna H2: no ziņotāja «4312900001» gaida ziņas, bet nav nosaukta neviena",
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
