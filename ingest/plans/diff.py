"""What changed between two versions of a plan: activities by their key, everything else by its numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ingest.plans.chosen_texts import activity_texts, goal_names
from ingest.plans.registry import RawPlan

ChangeKind = Literal["added", "dropped", "renumbered", "changed"]
Records = Mapping[str, Mapping[str, str]]

_TITLES = {
    "goals": "goal_name",
    "indicators": "indicator_name",
    "indicator_targets": "target_text",
    "activities": "activity_name",
    "tasks": "task_name",
}
"""The tables that are compared, each with the column that says what an added or dropped record was."""

_COLUMNS = {
    "indicators": (
        *("indicator_name", "prevention_level", "indicator_key", "unit", "better_direction"),
        *("baseline_text", "data_source"),
    ),
    "indicator_targets": ("target_text",),
    "tasks": ("activity_nr", "task_name", "deadline_text", "executor", "supervisor"),
}
_KEYS = {
    "indicators": ("indicator_nr", "breakdown"),
    "indicator_targets": ("indicator_nr", "breakdown", "target_year"),
    "tasks": ("task_nr",),
}


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        kind: A record was `added`, `dropped` or `renumbered`, or one column of it `changed`.
        table: Table of the plan.
        key: The record: an activity's key, else its numbers with a space between them.
        column: What changed; for an added or dropped record the column that names it.
        before: Text in the old version; empty where added.
        after: Text in the new version; empty where dropped.
    """

    kind: ChangeKind
    table: str
    key: str
    column: str
    before: str = ""
    after: str = ""


def diff_plans(old: RawPlan, new: RawPlan) -> list[Change]:
    """Compare two versions of a plan.

    Args:
        old: The earlier version.
        new: The later version.

    Returns:
        Changes of goals, indicators, targets, activities and tasks, table by table in the order of the new version,
        dropped records last. Of a text that several tables print the one that counts is compared; where a record
        stands in the document is no change.
    """
    return [change for table in _TITLES for change in _differences(table, _records(old, table), _records(new, table))]


def _differences(table: str, before: Records, after: Records) -> Iterator[Change]:
    title = _TITLES[table]
    for key, record in after.items():
        if key not in before:
            yield Change("added", table, key, title, after=record[title])
            continue
        for column, text in record.items():
            if text != before[key][column]:
                is_own_number = (table, column) == ("activities", "activity_nr")
                yield Change(
                    "renumbered" if is_own_number else "changed", table, key, column, before[key][column], text
                )
    for key, record in before.items():
        if key not in after:
            yield Change("dropped", table, key, title, before=record[title])


def _records(plan: RawPlan, table: str) -> Records:
    if table == "goals":
        return _goals(plan)
    if table == "activities":
        return _activities(plan)
    return {
        " ".join(row[column] for column in _KEYS[table]): {column: row[column] for column in _COLUMNS[table]}
        for row in plan.tables[table].rows
    }


def _goals(plan: RawPlan) -> Records:
    names = goal_names(plan)
    results = defaultdict(list)
    for row in plan.tables["expected_results"].rows:
        results[row["goal_list"], row["goal_nr"]].append(row["text"])
    return {
        " ".join(goal): {
            "goal_name": names[goal],
            "prevention_level": row["prevention_level"],
            "expected_results": "\n".join(results[goal]),
        }
        for row in plan.tables["goals"].rows
        for goal in [(row["goal_list"], row["goal_nr"])]
    }


def _activities(plan: RawPlan) -> Records:
    texts = {
        "activity_name": activity_texts(plan, "activity_name"),
        "planned_result": activity_texts(plan, "planned_result"),
        "responsible": activity_texts(plan, "responsible"),
        "involved": activity_texts(plan, "involved"),
        "planned_funding": activity_texts(plan, "planned_funding"),
    }
    return {
        row["activity_key"]: {
            **{column: row[column] for column in ("activity_nr", "goal_nr", "prevention_level", "years")},
            **{field: chosen.get(row["activity_nr"], "") for field, chosen in texts.items()},
        }
        for row in plan.tables["activities"].rows
    }
