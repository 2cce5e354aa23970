"""The results table as the page and the workbook show it: levels, goals and activities in plan order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from publication.phrases import Phrases
from publication.results import Results
from publication.rows import Activity, Column, Level


@dataclass(frozen=True)
class GoalRows:
    """A goal and its activities."""

    goal_nr: str
    goal_name: str
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class LevelRows:
    """A prevention level and its goals."""

    level: Level
    goals: tuple[GoalRows, ...]


def level_rows(results: Results) -> tuple[LevelRows, ...]:
    """Group the activities under levels and goals without changing their order."""
    levels = {level.prevention_level: level for level in results.levels}
    by_level = groupby(results.activities, key=lambda activity: activity.prevention_level)
    return tuple(LevelRows(levels[level], _goal_rows(activities)) for level, activities in by_level)


def _goal_rows(activities: Iterable[Activity]) -> tuple[GoalRows, ...]:
    by_goal = groupby(activities, key=lambda activity: (activity.goal_nr, activity.goal_name))
    return tuple(GoalRows(nr, name, tuple(group)) for (nr, name), group in by_goal)


def without_repeated_impact(results: Results, phrases: Phrases) -> Results:
    """The same results with an impact that several activities of a goal share told at the first of them only.

    For those who read from top to bottom; in the files with the table itself every row tells all of it.
    """
    first: dict[tuple[str, str], str] = {}
    told = []
    for one in results.activities:
        said = one.impact_assessment
        at = first.setdefault((one.goal_nr, said), one.activity_nr) if said else one.activity_nr
        same = phrases["table"]["same_impact"].format(number=at)
        told.append(one if at == one.activity_nr else replace(one, impact_assessment=same))
    return replace(results, activities=tuple(told))


def level_name(level: Level) -> str:
    """A prevention level as headings name it."""
    return f"{level.mark} {level.heading}"


def cell_text(activity: Activity, column: Column, mark: str) -> str | None:
    """The text of a cell, or nothing where there is no text (yet).

    Args:
        activity: The row.
        column: The column.
        mark: Mark of the row's prevention level.

    Returns:
        The text; for the money column the words the plan has already filled in.
    """
    if column.column_key == "prevention_level":
        return mark
    if column.column_key == "goal":
        return f"{activity.goal_nr}."
    if column.column_key == "activity":
        return f"{activity.activity_nr}. {activity.activity_name}"
    if column.column_key == "invested_funding":
        return activity.planned_funding_text
    text: str | None = getattr(activity, column.column_key)
    return text
