"""The tables of a report about what was done: the results table and the tasks, in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable

from ingest import typography
from publication import table_notes
from publication.blocks import Cell, Part, Table
from publication.phrases import Phrases
from publication.results import Results
from publication.results_table import cell_text, level_name, level_rows
from publication.rows import Activity, Column, Task

_WIDTHS = {
    "prevention_level": 10,
    "goal": 19,
    "activity": 38,
    "planned_result": 40,
    "achieved_result": 36,
    "impact_assessment": 62,
    "factor_analysis": 42,
    "invested_funding": 27,
}


def results_table(results: Results, phrases: Phrases, by_goal: bool = True) -> Table:
    """The yearly results in the municipality's own layout.

    Args:
        results: What the marts hold.
        phrases: The words of the publication.
        by_goal: Whether the rows stand under their goals; else each names its goal.

    Returns:
        The table, its rows under levels.
    """
    words = phrases["table"]
    parts: list[Part] = []
    for group in level_rows(results):
        level, mark = level_name(group.level), group.level.mark
        if by_goal:
            parts += (
                Part(
                    (level, words["goal"].format(number=goal.goal_nr, name=goal.goal_name)),
                    tuple(_row(results, activity, mark, phrases) for activity in goal.activities),
                )
                for goal in group.goals
            )
        else:
            activities = (activity for goal in group.goals for activity in goal.activities)
            rows = tuple(_row(results, activity, mark, phrases, names_goal=True) for activity in activities)
            parts.append(Part((level,), rows))
    keys = [column.column_key for column in results.columns]
    return Table(
        caption=words["caption"].format(municipality=results.municipality_name, year=results.year),
        # The plan may print no label for the level; a screen reader needs one.
        columns=tuple(column.label or words["columns"][column.column_key] for column in results.columns),
        widths=tuple(_WIDTHS[key] for key in keys),
        naming_column=keys.index("activity"),
        parts=tuple(parts),
    )


def _row(
    results: Results, activity: Activity, mark: str, phrases: Phrases, names_goal: bool = False
) -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{activity.goal_nr}. {activity.goal_name}")
        if names_goal and column.column_key == "goal"
        else _results_cell(activity, column, mark, phrases)
        for column in results.columns
    )


def _results_cell(activity: Activity, column: Column, mark: str, phrases: Phrases) -> Cell:
    """A cell of the results table: its text, and below it the status or why there is no text."""
    text = cell_text(activity, column, mark) or ""
    if column.column_key == "invested_funding":
        planned = phrases["workbook"]["planned_funding"].format(text=text) if text else ""
        if activity.invested_funding_eur is not None:
            by_source = table_notes.funding_by_source(activity, phrases)
            return Cell(typography.euro(activity.invested_funding_eur), " ".join(filter(None, (by_source, planned))))
        text, note = "", planned
    else:
        note = "; ".join(_remarks(activity, column, phrases)) if text else ""
    if column.column_key in activity.unwanted_texts:
        return Cell("", phrases["table"]["unwanted"])
    if not text and column.column_key in activity.open_texts:
        return Cell("", phrases["table"]["words_not_reviewed"])
    if text or note or (activity.is_planned_year is False and column.column_key != "achieved_result"):
        return Cell(text, note)
    return Cell("", phrases["table"]["not_planned"] if activity.is_planned_year is False else phrases["page"]["empty"])


def _remarks(activity: Activity, column: Column, phrases: Phrases) -> Iterable[str]:
    if column.column_key == "achieved_result" and activity.achievement_status in phrases["achievement"]:
        yield phrases["achievement"][activity.achievement_status]
    yield from table_notes.text_remarks(activity, column, phrases)


def tasks_table(results: Results, phrases: Phrases) -> Table:
    """The tasks under what was reported of them; of the notes beside a task only what the working group let pass."""
    words = phrases["tasks"]
    states = {**phrases["task_status"], "unknown": phrases["page"]["empty"]}
    parts = []
    for state, name in states.items():
        tasks = [task for task in results.tasks if task.task_status == state]
        if tasks:
            heading = f"{words['status']}: {name} ({len(tasks)})"
            parts.append(Part((heading,), tuple(_task_row(results, task, phrases) for task in tasks)))
    headings = ("number", "task", "deadline", "executor", "supervisor", "planned")
    return Table(
        caption=words["caption"].format(municipality=results.municipality_name),
        columns=tuple(words[name].format(year=results.year) for name in headings),
        widths=(16, 80, 50, 50, 40, 30),
        naming_column=1,
        parts=tuple(parts),
    )


def _task_row(results: Results, task: Task, phrases: Phrases) -> tuple[Cell, ...]:
    words = phrases["tasks"]
    notes = [
        words["activity"].format(number=activity.activity_nr, name=activity.activity_name)
        for activity in results.activities
        if activity.activity_nr == task.activity_nr
    ]
    if task.publishable_note:
        notes.append(task.publishable_note)
    return (
        Cell(f"{task.task_nr}."),
        Cell(task.task_name, typography.joined(notes)),
        Cell(
            typography.days(task.start_date, task.end_date),
            phrases["indicators"]["printed"].format(text=task.deadline_text),
        ),
        Cell(task.executor or ""),
        Cell(task.supervisor or ""),
        Cell(phrases["planned_state"][task.planned_state]),
    )
