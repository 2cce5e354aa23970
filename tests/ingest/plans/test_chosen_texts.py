"""The texts that count are the same in Python, for the workbook and the diff, as in the warehouse."""

from __future__ import annotations

import duckdb
import pytest

from ingest.plans.chosen_texts import activity_texts, goal_names
from ingest.plans.registry import RawPlan


@pytest.mark.slow
@pytest.mark.parametrize("field", ["activity_name", "planned_result", "responsible", "involved"])
def test_activity_texts_are_those_of_the_mart(real_plan: RawPlan, marts: duckdb.DuckDBPyConnection, field: str) -> None:
    rows = marts.execute(
        f"select activity_nr, {field} from marts.dim_activity where municipality = ? and {field} is not null",  # noqa: S608
        [real_plan.header.municipality],
    ).fetchall()
    assert rows
    assert activity_texts(real_plan, field) == dict(rows)  # type: ignore[arg-type]


@pytest.mark.slow
def test_goal_names_are_those_of_the_mart(real_plan: RawPlan, marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select goal_list, goal_nr, goal_name from marts.dim_goal where municipality = ?",
        [real_plan.header.municipality],
    ).fetchall()
    assert rows
    assert goal_names(real_plan) == {(goal_list, number): name for goal_list, number, name in rows}


def test_strategic_goal_is_called_what_its_own_table_calls_it(ludza: RawPlan) -> None:
    """Table 3.3 stands first in the reading order and prints goal 2 of its own list in other words."""
    rows = ludza.tables["goal_readings"].rows
    rows = [*rows, {"goal_list": "strategic", "goal_nr": "2", "place": "3.3", "text": "Cits nosaukums"}]
    raw = ludza.tables["goal_readings"]
    tables = {**ludza.tables, "goal_readings": type(raw)(raw.shown_as, raw.columns, rows, [*raw.lines, 0])}
    names = goal_names(RawPlan(ludza.header, ludza.folder, ludza.shown_as, tables))
    assert names["strategic", "2"] == "Jauniešu kopienas stiprināšana."
    assert names["activity_plan", "2"] == "Jauniešu kopienu stiprināšana"
