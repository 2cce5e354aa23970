"""An existing plan as the cells of a workbook: for each text the reading that counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.plans.chosen_texts import activity_texts, funding_sources, goal_names
from ingest.plans.registry import RawPlan, RawTable
from ingest.plans.workbook.layout import workbook_layout
from ingest.plans.workbook.results_columns import as_lines

SheetCells = dict[str, str]


@dataclass(frozen=True)
class Filling:
    """What to write: texts of the form by field, and of each table sheet row by row."""

    form: SheetCells = field(default_factory=dict)
    rows: dict[str, list[SheetCells]] = field(default_factory=dict)


def empty_filling() -> Filling:
    """A new plan: only what most plans have in common."""
    fields = workbook_layout().form.fields
    return Filling({name: entry.default for name, entry in fields.items() if entry.default})


def filling_of(plan: RawPlan, lists: Mapping[str, RawTable]) -> Filling:
    """An existing plan; other readings of a text and printed marks have no cell and stay behind."""
    years = sorted({row["target_year"] for row in plan.tables["indicator_targets"].rows}, key=int)
    rows = {
        "goals": _goals(plan),
        "indicators": _indicators(plan, years),
        "activities": _activities(plan),
        "tasks": plan.tables["tasks"].rows,
        "resources": plan.tables["resources"].rows,
        "calendar": plan.tables["calendar"].rows,
        **{name: raw.rows for name, raw in lists.items()},
    }
    return Filling(_form(plan, years), rows)


def _form(plan: RawPlan, years: list[str]) -> SheetCells:
    stated = plan.header.model_dump(mode="json")
    cells = {name: str(value) for name, value in stated.items() if isinstance(value, str | int)}
    for level, label in plan.header.level_labels.items():
        cells |= {f"level_{level}_mark": label.mark, f"level_{level}_heading": label.heading}
    cells |= {
        "results_title": plan.header.results_table.title or "",
        "results_columns": as_lines(plan.header.results_table),
    }
    return cells | dict(zip(("first_milestone_year", "second_milestone_year"), years, strict=False))


def _goals(plan: RawPlan) -> list[SheetCells]:
    names = goal_names(plan)
    results = defaultdict(list)
    for row in plan.tables["expected_results"].rows:
        results[row["goal_list"], row["goal_nr"]].append(row["text"])
    links = defaultdict(list)
    for row in plan.tables["goal_links"].rows:
        links["activity_plan", row["goal_nr"]].append((row["strategic_goal_nr"], row["reason"]))
    goals = []
    for row in plan.tables["goals"].rows:
        goal = (row["goal_list"], row["goal_nr"])
        numbers, reasons = _pairs(links[goal])
        cells = {"goal_name": names[goal], "expected_results": "\n".join(results[goal])}
        goals.append({**row, **cells, "strategic_nrs": numbers, "link_reasons": reasons})
    return goals


def _indicators(plan: RawPlan, years: list[str]) -> list[SheetCells]:
    targets = {
        (row["indicator_nr"], row["breakdown"], row["target_year"]): row["target_text"]
        for row in plan.tables["indicator_targets"].rows
    }
    goals = defaultdict(list)
    for row in plan.tables["goal_indicators"].rows:
        goals[row["indicator_nr"]].append((row["goal_nr"], row["reason"]))
    indicators = []
    for row in plan.tables["indicators"].rows:
        # Only the first row of an indicator names its goals: they are the indicator's, not the breakdown's.
        numbers, reasons = _pairs(goals.pop(row["indicator_nr"], []))
        cells = {
            name: targets.get((row["indicator_nr"], row["breakdown"], year), "")
            for name, year in zip(("first_target", "second_target"), years, strict=False)
        }
        indicators.append({**row, **cells, "goal_nrs": numbers, "goal_reasons": reasons})
    return indicators


def _activities(plan: RawPlan) -> list[SheetCells]:
    texts = {name: activity_texts(plan, name) for name in plan.header.reading_order}
    sources = {activity: reading.text for activity, reading in funding_sources(plan).items()}
    return [
        {
            **row,
            **{name: chosen.get(row["activity_nr"], "") for name, chosen in texts.items()},
            "years": row["years"].replace(",", ", "),
            "funding_source": sources.get(row["activity_nr"], ""),
        }
        for row in plan.tables["activities"].rows
    ]


def _pairs(pairs: list[tuple[str, str]]) -> tuple[str, str]:
    """Numbers for one cell, and for another a line with the reason of each inferred one."""
    return ", ".join(number for number, _ in pairs), "\n".join(f"{number}: {why}" for number, why in pairs if why)
