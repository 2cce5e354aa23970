"""What changed in a plan: the version that judges the year beside the one that judged the year before."""

from __future__ import annotations

import duckdb

from ingest.plans.diff import Change, diff_plans
from ingest.plans.registry import read_registry
from ingest.plans.tables import code_list, plan_tables
from ingest.typography import written_language
from ingest.workspace import PRODUCT, Workspace
from publication.blocks import Block, Cell, Paragraph, Part, Section, Table
from publication.phrases import Phrases
from publication.results import Results

_LISTS_OF_KEYS = ("goal_list", "breakdown", "calendar_event")
_WHOLE = "total"

_FORMER = "select distinct plan_id from marts.table_4_4 where municipality = ? and results_year = ?"


def plan_changes(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, results: Results, phrases: Phrases
) -> Section:
    """What the plan says otherwise than the version that judged the year before."""
    words = phrases["plan_changes"]
    former = connection.execute(_FORMER, [results.municipality, results.year - 1]).fetchone()
    if former is None or former[0] == results.plan.plan_id:
        unchanged = words["first_year" if former is None else "same_version"]
        return Section(
            words["title"], (Paragraph(unchanged.format(year=results.year, before=results.year - 1)),), is_wide=True
        )
    versions = {plan.header.plan_id: plan for plan in read_registry([PRODUCT / "plans", workspace.plans]).plans}
    changes = diff_plans(versions[former[0]], versions[results.plan.plan_id])
    return Section(words["title"], _blocks(changes, results, phrases), is_wide=True)


def _blocks(changes: list[Change], results: Results, phrases: Phrases) -> tuple[Block, ...]:
    words = phrases["plan_changes"]
    parts = [
        Part((label,), rows)
        for table, label in words["tables"].items()
        if (rows := tuple(_row(change, results, phrases) for change in changes if change.table == table))
    ]
    if not parts:
        return (Paragraph(words["same_text"]),)
    table = Table(
        caption=words["caption"].format(municipality=results.municipality_name, year=results.year),
        columns=tuple(words[name] for name in ("record", "change", "before", "after")),
        widths=(50, 30, 70, 70),
        naming_column=0,
        parts=tuple(parts),
    )
    return (Paragraph(words["intro"]), table)


def _row(change: Change, results: Results, phrases: Phrases) -> tuple[Cell, ...]:
    words = phrases["plan_changes"]
    what = words["kinds"][change.kind]
    column = words["columns"].get(change.column) if change.kind == "changed" else None
    return (
        Cell(_name(change, results, phrases)),
        Cell(f"{what}: {column}" if column else what),
        Cell(_value(change, change.before, phrases)),
        Cell(_value(change, change.after, phrases)),
    )


def _value(change: Change, value: str, phrases: Phrases) -> str:
    """A value of the plan's tables, a code in the words of its list."""
    table = plan_tables().get(change.table)
    column = table.columns.get(change.column) if table else None
    if column and column.type == "flag":
        return str(phrases["plan_changes"]["flags"].get(value, value))
    return code_list(column.codes, written_language()).get(value, value) if column and column.codes else value


def _name(change: Change, results: Results, phrases: Phrases) -> str:
    """The activity by its name; anything else by its number as printed, with the list or part that the number is of."""
    if change.table == "plan":
        return str(phrases["plan_changes"]["whole_plan"])
    first, *others = change.key.split()
    names = {one.activity_key: f"{one.activity_nr}. {one.activity_name}" for one in results.activities}
    if change.table in {"activities", "activity_targets", "resources"}:
        return names.get(first) or change.before
    words = {code: word for name in _LISTS_OF_KEYS for code, word in code_list(name, written_language()).items()}
    named = [words.get(part, part) for part in (first, *others) if part != _WHOLE]
    return " · ".join(named) + ("." if named[-1][-1].isdigit() else "")
