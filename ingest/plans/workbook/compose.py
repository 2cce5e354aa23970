"""From the rows of the sheets to the rows of the plan tables; a text without reading is noted at its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, TypeVar

from ingest.excel.findings import Findings
from ingest.plans.header import LevelLabel, PlanHeader, ResultsTable
from ingest.plans.readings import UnreadableText, read_baseline, read_deadline, read_planned_result, read_target
from ingest.plans.workbook.cross_checks import WorkbookContent, activity_key
from ingest.plans.workbook.layout import workbook_layout
from ingest.plans.workbook.sheets import SheetRow

TableRow = dict[str, str]
Reading = TypeVar("Reading")

_LEVELS: tuple[Literal[1, 2, 3], ...] = (1, 2, 3)
_MILESTONES = (("first_milestone_year", "first_target"), ("second_milestone_year", "second_target"))
_ACTIVITY_TEXTS = ("activity_name", "planned_result", "responsible", "involved", "planned_funding", "funding_source")
_REASON = re.compile(r"([^\s:]+):\s*(.+)")


def compose_tables(content: WorkbookContent, findings: Findings) -> dict[str, list[TableRow]]:
    """Rows of every plan table that the workbook carries; the place of a record is its sheet."""
    rows = content.rows
    tables = {
        "goals": [_same(row, "goal_list", "goal_nr", "prevention_level", "place") for row in rows["goals"]],
        "goal_readings": [
            {
                **_same(row, "goal_list", "goal_nr", "place"),
                "printed_goal_nr": row["goal_nr"],
                "text": row["goal_name"],
            }
            for row in rows["goals"]
        ],
        "expected_results": [result for row in rows["goals"] for result in _expected_results(row)],
        "goal_links": [link for row in rows["goals"] for link in _goal_links(row, findings)],
        "goal_indicators": _goal_indicators(content, findings),
        "indicators": [_indicator(row, findings) for row in rows["indicators"]],
        "indicator_targets": [target for row in rows["indicators"] for target in _targets(row, content.form, findings)],
        "activities": _activities(content),
        "activity_readings": [reading for row in rows["activities"] for reading in _activity_readings(row)],
        "activity_targets": [target for row in rows["activities"] for target in _activity_targets(row, findings)],
        "tasks": [_task(row, findings) for row in rows["tasks"]],
        "resources": _resources(content),
        "calendar": [{"entry_nr": str(nr), **_all(row)} for nr, row in enumerate(rows["calendar"], start=1)],
    }
    return tables


def compose_header(form: SheetRow, results_table: ResultsTable) -> PlanHeader:
    """What the form says about the version; every text is read from the one sheet that holds it."""
    layout = workbook_layout()
    places = {name: layout.tables[name].sheet for name in ("goals", "indicators", "activities", "tasks")}
    places |= {name: layout.tables[name].sheet for name in ("resources", "calendar")}
    labels = {nr: LevelLabel(mark=form[f"level_{nr}_mark"], heading=form[f"level_{nr}_heading"]) for nr in _LEVELS}
    plain = PlanHeader.model_fields.keys() & form.texts.keys()
    return PlanHeader.model_validate(
        {
            **{name: form[name] or None for name in plain},
            "places": {sheet: sheet for sheet in places.values()},
            "reading_order": {
                "goal_name": [places["goals"]],
                **{name: [places["activities"]] for name in _ACTIVITY_TEXTS if name != "funding_source"},
                "responsible": [places["activities"], places["resources"]],
            },
            "results_table": results_table,
            "level_labels": labels,
        }
    )


def _same(row: SheetRow, *fields: str) -> TableRow:
    return {field: row.sheet if field == "place" else row[field] for field in fields}


def _all(row: SheetRow) -> TableRow:
    return {**row.texts, "place": row.sheet}


def _expected_results(row: SheetRow) -> Iterator[TableRow]:
    for nr, text in enumerate(filter(None, row["expected_results"].split("\n")), start=1):
        yield {**_same(row, "goal_list", "goal_nr", "place"), "result_nr": str(nr), "text": text}


def _goal_links(row: SheetRow, findings: Findings) -> Iterator[TableRow]:
    for strategic, pair in _pairs(row, "strategic_nrs", "link_reasons", findings):
        yield {"strategic_goal_nr": strategic, "goal_nr": row["goal_nr"], **pair}


def _goal_indicators(content: WorkbookContent, findings: Findings) -> list[TableRow]:
    """In the order of the goals; an indicator's rows may all name the goal, or one of them."""
    found: dict[tuple[str, str], TableRow] = {}
    for row in content.rows["indicators"]:
        for goal, pair in _pairs(row, "goal_nrs", "goal_reasons", findings):
            key = (goal, row["indicator_nr"])
            if key not in found or pair["reason"]:
                found[key] = {"goal_nr": goal, "indicator_nr": row["indicator_nr"], **pair}
    order = [row["goal_nr"] for row in content.goals("activity_plan")]
    return sorted(found.values(), key=lambda pair: order.index(pair["goal_nr"]) if pair["goal_nr"] in order else 0)


def _pairs(row: SheetRow, field: str, reasons: str, findings: Findings) -> Iterator[tuple[str, TableRow]]:
    """Numbers that a row names, each inferred where a line of the reasons begins with it."""
    numbers = [number for number in row[field].split(",") if number]
    given: dict[str, str] = {}
    for line in filter(None, row[reasons].split("\n")):
        found = _REASON.fullmatch(line)
        if not found or found[1].rstrip(".") not in numbers:
            findings.add("workbook_reason_unreadable", row.sheet, row.cells[reasons], line)
            continue
        given[found[1].rstrip(".")] = found[2]
    for number in numbers:
        yield number, {"is_inferred": str(number in given).lower(), "reason": given.get(number, "")}


def _indicator(row: SheetRow, findings: Findings) -> TableRow:
    columns = {"place", *row.texts} - {"first_target", "second_target", "goal_nrs", "goal_reasons"}
    baseline = _read(row, "baseline_text", read_baseline, "plan_baseline_unreadable", findings)
    if baseline is None:
        return _same(row, *columns)
    reading = {
        "baseline_kind": baseline.kind,
        "baseline_value": _number(baseline.value),
        "baseline_period": baseline.period or "",
    }
    return {**_same(row, *columns), **reading}


def _targets(row: SheetRow, form: SheetRow, findings: Findings) -> Iterator[TableRow]:
    direction = row["better_direction"]
    for year, field in _MILESTONES:
        if not row[field] or not direction:
            continue
        target = _read(row, field, lambda text: read_target(text, direction), "plan_target_unreadable", findings)
        if target is not None:
            yield {
                **_same(row, "indicator_nr", "breakdown", "place"),
                "target_year": form[year],
                "target_text": row[field],
                "target_kind": target.kind,
                "comparator": target.comparator,
                "target_value": _number(target.value),
            }


def _activities(content: WorkbookContent) -> list[TableRow]:
    levels = {row["goal_nr"]: row["prevention_level"] for row in content.goals("activity_plan")}
    return [
        {
            **_same(row, "activity_nr", "goal_nr", "years", "place", "note"),
            "activity_key": activity_key(row, content.form),
            "prevention_level": levels.get(row["goal_nr"], ""),
        }
        for row in content.rows["activities"]
    ]


def _activity_readings(row: SheetRow) -> Iterator[TableRow]:
    for field in _ACTIVITY_TEXTS:
        if row[field]:
            yield {**_same(row, "activity_nr", "place"), "field": field, "text": row[field]}


def _activity_targets(row: SheetRow, findings: Findings) -> Iterator[TableRow]:
    targets = _read(row, "planned_result", read_planned_result, "plan_planned_result_unreadable", findings)
    for nr, target in enumerate(targets or (), start=1):
        yield {
            **_same(row, "activity_nr", "place"),
            "target_nr": str(nr),
            "measure": target.measure,
            "audience": target.audience or "",
            "low": _number(target.low),
            "high": _number(target.high),
            "per": target.per,
            "each": target.each or "",
            "target_text": target.target_text,
        }


def _task(row: SheetRow, findings: Findings) -> TableRow:
    columns = ("task_nr", "activity_nr", "task_name", "deadline_text", "executor", "supervisor", "place")
    dates = _read(row, "deadline_text", read_deadline, "plan_deadline_unreadable", findings)
    if dates is None:
        return _same(row, *columns)
    return {**_same(row, *columns), "start_date": dates[0].isoformat(), "end_date": dates[1].isoformat()}


def _resources(content: WorkbookContent) -> list[TableRow]:
    names = {row["activity_nr"]: row["activity_name"] for row in content.rows["activities"]}
    return [
        {
            **_all(row),
            "resource_nr": str(nr),
            "activity_name": row["activity_name"] or names.get(row["activity_nr"], ""),
        }
        for nr, row in enumerate(content.rows["resources"], start=1)
    ]


def _read(
    row: SheetRow, field: str, reader: Callable[[str], Reading], rule_id: str, findings: Findings
) -> Reading | None:
    """A printed text's reading; None for an empty or unreadable one, the latter noted."""
    if not row[field]:
        return None
    try:
        return reader(row[field])
    except UnreadableText as error:
        findings.add(rule_id, row.sheet, row.cells[field], row[field], reason=error.reason)
        return None


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)
