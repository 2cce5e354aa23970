"""What a plan workbook has no cell for, taken over from the version that an amendment replaces.

A plan prints the same text in several tables; the workbook holds the one that counts. Whatever the amendment leaves
as it was keeps all its readings, the targets read from them and the places they stand in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from ingest.plans.chosen_texts import Reading, counting_readings, funding_sources, goal_names
from ingest.plans.folder import PlanFolder, plan_folder
from ingest.plans.header import PlanHeader, TextField
from ingest.plans.registry import RawPlan
from ingest.plans.tables import code_list, plan_tables

Row = dict[str, str]
Rows = list[Row]

WITHOUT_CELL: dict[str, tuple[str, ...]] = {
    "activities": ("years_text",),
    "tasks": ("goal_name", "printed_activity_nr", "activity_name"),
}
"""Columns that a workbook has no cell for, besides `place`."""

POSITIONS = ("result_nr", "resource_nr", "entry_nr")
"""Columns that only number the rows: they change when a row is put before."""

_BY_ACTIVITY = ("activities", "activity_readings", "activity_targets", "tasks", "resources")


def carry_over(old: RawPlan, new: RawPlan) -> PlanFolder:
    """Complete an amendment that was read from a workbook.

    Args:
        old: The version that it replaces.
        new: The amendment as the workbook has it.

    Returns:
        The amendment with everything of the old version that it did not change.
    """
    before = _with_numbers_of(new, old)
    tables = {name: _known_rows(name, before, new) for name in new.tables}
    tables |= _goals(before, new)
    tables |= _activity_texts(before, new, tables["resources"])
    tables |= _printed_history(old, new)
    return plan_folder(_header(old.header, new.header), tables)


def _header(old: PlanHeader, new: PlanHeader) -> PlanHeader:
    order = {
        # The sheet comes first: where it holds a text, that one was typed anew and replaces what is printed elsewhere.
        field: list(dict.fromkeys([*places[:1], *old.reading_order.get(field, []), *places]))
        for field, places in new.reading_order.items()
    }
    results = new.results_table.model_copy(update={"place": old.results_table.place})
    return new.model_copy(
        update={
            "places": {**old.places, **new.places},
            "reading_order": order,
            "results_table": results if results == old.results_table else new.results_table,
        }
    )


def _printed_history(old: RawPlan, new: RawPlan) -> dict[str, Rows]:
    """Observations, what they are part of, and their compositions without those of an indicator that is dropped."""
    indicators = new.tables["indicators"].keys("indicator_nr", "breakdown") | {("", "")}
    compositions = old.tables["compositions"].rows
    dropped = {
        row["composition_nr"] for row in compositions if (row["indicator_nr"], row["breakdown"]) not in indicators
    }
    kept = [row for row in compositions if row["composition_nr"] not in dropped]
    as_they_are = {name: old.tables[name].rows for name in ("observations", "indicator_figures")}
    return {**as_they_are, "compositions": kept}


def _with_numbers_of(new: RawPlan, old: RawPlan) -> RawPlan:
    """The old version with the numbers that its activities have now; without number where they are dropped."""
    numbers_now = {row["activity_key"]: row["activity_nr"] for row in new.tables["activities"].rows}
    numbers = {row["activity_nr"]: numbers_now.get(row["activity_key"], "") for row in old.tables["activities"].rows}

    def renumbered(row: Row) -> Row:
        number = row["activity_nr"]
        # A task table that prints another number than that of the activity is quoted as it is.
        same = [column for column in ("activity_nr", "printed_activity_nr") if row.get(column) == number]
        return {**row, **dict.fromkeys(same, numbers.get(number, ""))}

    tables = {
        name: replace(old.tables[name], rows=list(map(renumbered, old.tables[name].rows))) for name in _BY_ACTIVITY
    }
    return replace(old, tables={**old.tables, **tables})


def _known_rows(name: str, before: RawPlan, new: RawPlan) -> Rows:
    """The rows of the amendment; one that the old version has too keeps its place and what has no cell."""
    kept = ("place", *WITHOUT_CELL.get(name, ()))
    told = [column for column in plan_tables()[name].columns if column not in (*kept, *POSITIONS)]
    known = {tuple(row[column] for column in told): row for row in before.tables[name].rows}
    return [
        {**row, **{column: old[column] for column in kept if column in old}}
        for row in new.tables[name].rows
        for old in [known.get(tuple(row[column] for column in told), row)]
    ]


def _goals(before: RawPlan, new: RawPlan) -> dict[str, Rows]:
    """A goal keeps its place: without it another of its kept names could count."""
    places = {_goal(row): row["place"] for row in before.tables["goals"].rows}
    were, are = goal_names(before), goal_names(new)
    same = {goal for goal, name in are.items() if were.get(goal) == name}
    readings = [row for row in before.tables["goal_readings"].rows if _goal(row) in same]
    readings += [row for row in new.tables["goal_readings"].rows if _goal(row) not in same]
    goals = [{**row, "place": places.get(_goal(row), row["place"])} for row in new.tables["goals"].rows]
    order = list(map(_goal, goals))
    return {"goals": goals, "goal_readings": sorted(readings, key=lambda row: order.index(_goal(row)))}


def _goal(row: Mapping[str, str]) -> tuple[str, str]:
    return row["goal_list"], row["goal_nr"]


def _activity_texts(before: RawPlan, new: RawPlan, resources: Rows) -> dict[str, Rows]:
    """Readings, and the targets of those planned results that are still printed."""
    old_rows, typed_rows = before.tables["activity_readings"].rows, new.tables["activity_readings"].rows
    same, repeated = _same_texts(before, new)
    kept = [row for row in old_rows if _text(row) in same]
    typed = [row for row in typed_rows if _text(row) not in repeated]
    planned = {
        (row["activity_nr"], row["place"]): row["text"] for row in [*typed, *kept] if row["field"] == "planned_result"
    }
    for row in resources:
        planned.setdefault((row["activity_nr"], row["place"]), row["planned_result"])
    targets = [
        *(row for row in new.tables["activity_targets"].rows if (row["activity_nr"], "planned_result") not in repeated),
        *(
            row
            for row in before.tables["activity_targets"].rows
            if (row["activity_nr"], "planned_result") in same
            and row["target_text"] in planned.get((row["activity_nr"], row["place"]), "")
        ),
    ]
    order = [row["activity_nr"] for row in new.tables["activities"].rows]
    return {
        "activity_readings": _in_order([*typed, *kept], order),
        "activity_targets": _numbered(_in_order(targets, order)),
    }


def _same_texts(before: RawPlan, new: RawPlan) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Texts (activity number and field) that are as they were, and those whose old reading can count in their stead."""
    own = {(*_text(row), row["place"]) for row in before.tables["activity_readings"].rows}
    activities = {row["activity_nr"] for row in before.tables["activities"].rows} - {""}
    same, repeated = set(), set()
    for field in code_list("reading_field"):
        were, are = _counting(before, field), _counting(new, field)
        for number in activities:
            old, now = were.get(number), are.get(number)
            if (old and old.text) == (now and now.text):
                same.add((number, field))
                if old and (number, field, old.place) in own:
                    repeated.add((number, field))
    return same, repeated


def _counting(plan: RawPlan, field: str) -> dict[str, Reading]:
    return funding_sources(plan) if field == "funding_source" else counting_readings(plan, cast(TextField, field))


def _text(row: Mapping[str, str]) -> tuple[str, str]:
    return row["activity_nr"], row["field"]


def _in_order(rows: Iterable[Row], activities: list[str]) -> Rows:
    return sorted(rows, key=lambda row: activities.index(row["activity_nr"]))


def _numbered(targets: Iterable[Row]) -> Rows:
    """Targets numbered anew from 1 through each activity."""
    seen: defaultdict[str, int] = defaultdict(int)
    numbered = []
    for row in targets:
        seen[row["activity_nr"]] += 1
        numbered.append({**row, "target_nr": str(seen[row["activity_nr"]])})
    return numbered
