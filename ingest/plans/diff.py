"""What changed between two versions of a plan: activities by their key, everything else by its numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from ingest.plans.carry_over import POSITIONS, WITHOUT_CELL
from ingest.plans.chosen_texts import activity_texts, counting_readings, funding_sources, goal_names
from ingest.plans.header import TextField
from ingest.plans.registry import RawPlan
from ingest.plans.tables import plan_tables

ChangeKind = Literal["added", "dropped", "renumbered", "changed"]
Row = dict[str, str]
Records = dict[str, Row]

_NOT_COMPARED = ("goal_readings", "activity_readings", "observations", "compositions", "indicator_figures")
"""Of the texts the one that counts is a column of its goal or activity; printed history is no part of an amendment."""

_TITLES = {
    "plan": "plan_title",
    "goals": "goal_name",
    "expected_results": "text",
    "goal_links": "strategic_goal_nr",
    "goal_indicators": "indicator_nr",
    "indicators": "indicator_name",
    "indicator_targets": "target_text",
    "activities": "activity_name",
    "activity_targets": "target_text",
    "tasks": "task_name",
    "resources": "resources_text",
    "calendar": "quote",
}
"""The tables that are compared, each with the column that says what an added or dropped record was."""

_READ_FROM_TEXT = {
    "indicators": ("baseline_kind", "baseline_value", "baseline_period"),
    "indicator_targets": ("target_kind", "comparator", "target_value"),
}
"""Structured readings that the rules hold to the printed text beside them."""

_COUNTED = {
    "expected_results": ("goal_list", "goal_nr"),
    "activity_targets": ("activity",),
    "resources": ("activity",),
    "calendar": ("event",),
}
"""Tables whose rows only have a position: counted per goal, activity or event, so that a new row moves few others."""

_HEADER_LEFT_OUT = {"plan_id", "replaces", "places", "reading_order", "results_table", "level_labels"}


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        kind: A record was `added`, `dropped` or `renumbered`, or one column of it `changed`.
        table: Table of the plan; `plan` for its header.
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
        Changes of the header and of every table, table by table in the order of the new version, dropped records
        last. Of a text that several tables print the one that counts is compared; where a record stands in the
        document, and what a plan workbook does not hold, is no change.
    """
    changes = list(_differences("plan", {new.header.plan_id: _header(old)}, {new.header.plan_id: _header(new)}))
    for name, table in plan_tables().items():
        if table.scope == "plan" and name not in _NOT_COMPARED:
            changes += _differences(name, _records(old, name), _records(new, name))
    return changes


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


def _header(plan: RawPlan) -> Row:
    stated = plan.header.model_dump(mode="json", exclude=_HEADER_LEFT_OUT)
    results = plan.header.results_table
    return {
        **{name: "" if value is None else str(value) for name, value in stated.items()},
        "results_table.title": results.title or "",
        "results_table.columns": "\n".join(f"{column.key}: {column.label}" for column in results.columns),
        **{
            f"level_labels.{level}": f"{label.mark} {label.heading}"
            for level, label in plan.header.level_labels.items()
        },
    }


def _records(plan: RawPlan, name: str) -> Records:
    columns = _compared_columns(name)
    texts = _texts(plan, name)
    records: Records = {}
    seen: defaultdict[str, int] = defaultdict(int)
    for row in _rows(plan, name):
        key = " ".join(row[column] for column in _key_columns(name))
        seen[key] += 1
        record = {column: row[column] for column in columns}
        record |= {field: chosen.get(key, "") for field, chosen in texts.items()}
        records[f"{key} {seen[key]}" if name in _COUNTED else key] = record
    return records


def _key_columns(name: str) -> tuple[str, ...]:
    return ("activity_key",) if name == "activities" else _COUNTED.get(name, tuple(plan_tables()[name].key))


def _compared_columns(name: str) -> list[str]:
    left_out = {"place", "target_nr", *POSITIONS, *WITHOUT_CELL.get(name, ()), *_READ_FROM_TEXT.get(name, ())}
    if "activity" in _key_columns(name):
        left_out.add("activity_nr")
    return [column for column in plan_tables()[name].columns if column not in left_out]


def _rows(plan: RawPlan, name: str) -> Iterator[Row]:
    """The rows to compare, each with the key of the activity it is about: its number may change."""
    keys = _activity_keys(plan)
    counting = counting_readings(plan, "planned_result")
    for row in plan.tables[name].rows:
        if name == "activity_targets" and row["place"] != counting[row["activity_nr"]].place:
            continue
        yield {**row, "activity": keys.get(row.get("activity_nr", "")) or row.get("activity_name", "")}


def _activity_keys(plan: RawPlan) -> dict[str, str]:
    return {row["activity_nr"]: row["activity_key"] for row in plan.tables["activities"].rows}


def _texts(plan: RawPlan, name: str) -> dict[str, dict[str, str]]:
    """The texts that count of each goal or activity, by field and key."""
    if name == "goals":
        return {"goal_name": {" ".join(goal): text for goal, text in goal_names(plan).items()}}
    if name != "activities":
        return {}
    keys = _activity_keys(plan)
    texts = {field: activity_texts(plan, field) for field in get_args(TextField) if field != "goal_name"}
    texts["funding_source"] = {number: reading.text for number, reading in funding_sources(plan).items()}
    return {
        field: {keys[number]: text for number, text in chosen.items() if number in keys}
        for field, chosen in texts.items()
    }
