"""The period of an observation."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from invented import invented_plan

from ingest.plans.registry import read_plan
from ingest.plans.tables import plan_tables
from ingest.workspace import PRODUCT
from quality.observation_rules import figure_without_observation, is_period, observation_period_unreadable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", True),
        ("2023/2024", True),
        ("2019/2020–2021/2022", True),
        ("2017–2023", True),
        ("undated", True),
        ("2022/2024", False),
        ("2023-2024", False),
        ("2023–2017", False),
        ("2017–2017", False),
        ("2017–2022/2023", False),
        ("2017–2018–2019", False),
        ("23/24", False),
        ("", False),
    ],
)
def test_what_a_period_may_be(text: str, expected: bool) -> None:
    assert is_period(text) is expected


def test_an_unreadable_period_is_named_with_its_row(tmp_path: Path) -> None:
    folder = tmp_path / "smiltene" / "smiltene-2024"
    folder.mkdir(parents=True)
    for path in (PRODUCT / "plans" / "smiltene" / "smiltene-2024").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    rows = list(csv.DictReader(io.StringIO((folder / "observations.csv").read_text(encoding="utf-8"), newline="")))
    rows[1]["period"] = "2022/2024"
    with (folder / "observations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(plan_tables()["observations"].columns))
        writer.writeheader()
        writer.writerows(rows)
    (problem,) = observation_period_unreadable(read_plan(folder))
    assert (problem.rule_id, problem.file, problem.row, problem.column, problem.value) == (
        "plan_period_unreadable",
        "smiltene/smiltene-2024/observations.csv",
        3,
        "period",
        "2022/2024",
    )


@pytest.mark.parametrize(
    ("change", "is_printed"),
    [
        ({}, True),
        ({"measure": "repeaters"}, False),
        ({"scope": "municipality"}, False),
        ({"printed_breakdown": "11. klase"}, False),
        ({"scope": "municipality", "printed_breakdown": "12. klase"}, True),
        ({"scope": "country", "printed_breakdown": "12. klase"}, False),
    ],
)
def test_a_part_of_a_value_that_no_observation_answers_to_is_named(change: dict[str, str], is_printed: bool) -> None:
    figure = {"indicator_key": "k", "breakdown": "total", "part": "numerator", "measure": "learners",
              "scope": "institutions", "printed_breakdown": "10. klase", **change}  # fmt: skip
    observations = [
        {"observation_nr": "1", "scope": "Ezera skola", "breakdown": "10. klase"},
        {"observation_nr": "2", "scope": "municipality", "breakdown": "12. klase"},
    ]
    found = list(figure_without_observation(invented_plan(observations=observations, indicator_figures=[figure])))
    wanted = f"{figure['measure']}, {figure['scope']}, {figure['printed_breakdown']}"
    assert [(problem.rule_id, problem.row, problem.value) for problem in found] == (
        [] if is_printed else [("plan_figure_not_printed", 2, wanted)]
    )
