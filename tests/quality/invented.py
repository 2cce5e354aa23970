"""A plan invented for one rule: only the rows that the rule looks at."""

from __future__ import annotations

from pathlib import Path

from ingest.plans.header import PlanHeader
from ingest.plans.registry import RawPlan, RawTable
from ingest.plans.tables import plan_tables

Rows = list[dict[str, str]]

_DEFAULTS: dict[str, dict[str, str]] = {
    "goals": {"goal_list": "activity_plan", "prevention_level": "1", "place": "B"},
    "goal_readings": {"goal_list": "activity_plan", "place": "B"},
    "indicators": {
        "indicator_nr": "1",
        "breakdown": "total",
        "indicator_name": "Rādītājs",
        "unit": "pct",
        "better_direction": "higher",
        "baseline_kind": "value",
        "place": "A",
    },
    "indicator_targets": {
        "indicator_nr": "1",
        "breakdown": "total",
        "target_kind": "value",
        "comparator": "gte",
        "place": "A",
    },
    "activities": {"goal_nr": "1", "place": "B"},
    "activity_readings": {"place": "B"},
    "tasks": {"task_name": "Darbs", "start_date": "2024-01-01", "end_date": "2027-12-31", "place": "C"},
    "resources": {"place": "D"},
    "observations": {
        "measure": "learners",
        "scope": "municipality",
        "breakdown": "total",
        "period": "2023",
        "unit": "count",
        "place": "A",
    },
}


def invented_plan(**tables: Rows) -> RawPlan:
    """A plan version of 2024–2027 whose places are A, B, C, D in this order.

    Args:
        tables: Rows by table; columns not given are empty or have a plain value.
    """
    header = PlanHeader.model_validate(
        {
            "municipality": "paraugs",
            "municipality_name": "Parauga novads",
            "plan_id": "paraugs-2024",
            "plan_title": "Parauga plāns",
            "period_start": "2024-01-01",
            "period_end": "2027-12-31",
            "supervisor": "Izglītības pārvalde",
            "approved_on": None,
            "decision_nr": None,
            "valid_from": "2024-01-01",
            "valid_to": None,
            "replaces": None,
            "publication_lag_years": 1,
            "places": {place: f"{place}. tabula" for place in "ABCD"},
            "reading_order": {
                "goal_name": ["B", "A"],
                "activity_name": ["B", "C", "D"],
                "planned_result": ["B", "D"],
                "responsible": ["B", "D"],
            },
            "results_table": {"place": None, "title": None, "columns": []},
            "level_labels": {},
        }
    )
    return RawPlan(
        header,
        Path("paraugs-2024"),
        "paraugs/paraugs-2024",
        {
            name: _table(name, list(table.columns), tables.get(name, []))
            for name, table in plan_tables().items()
            if table.scope == "plan"
        },
    )


def _table(name: str, columns: list[str], rows: Rows) -> RawTable:
    empty = dict.fromkeys(columns, "")
    filled = [{**empty, **_DEFAULTS.get(name, {}), **row} for row in rows]
    assert all(list(row) == columns for row in filled), name
    return RawTable(f"{name}.csv", columns, filled, list(range(2, len(filled) + 2)))
