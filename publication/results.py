"""Everything a publication tells about one municipality and results year, read from the marts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TypeVar

import duckdb

from ingest.problems import InputError, Problem


@dataclass(frozen=True)
class Plan:
    """The plan version that judges the year."""

    plan_id: str
    plan_title: str
    period_start: date
    period_end: date
    supervisor: str | None
    approved_on: date | None
    decision_nr: str | None


@dataclass(frozen=True)
class Period:
    """A span of time whose facts belong to the results year."""

    period: str
    period_kind: str
    start_date: date
    end_date: date


@dataclass(frozen=True)
class Level:
    """A prevention level with its mark and heading as the plan prints them."""

    prevention_level: int
    mark: str
    heading: str


@dataclass(frozen=True)
class Place:
    """A table or section of the plan and its heading."""

    place: str
    heading: str


@dataclass(frozen=True)
class Column:
    """A column of the results table in the municipality's own layout."""

    column_key: str
    label: str
    is_own: bool


@dataclass(frozen=True)
class Goal:
    """A goal in one of the plan's lists."""

    goal_list: str
    goal_nr: str
    prevention_level: int
    goal_name: str
    place: str


@dataclass(frozen=True)
class ExpectedResult:
    """An expected result of a goal."""

    goal_list: str
    goal_nr: str
    expected_result: str
    place: str


@dataclass(frozen=True)
class GoalLink:
    """A pair of goals from the two lists of a plan."""

    goal_nr: str
    strategic_goal_nr: str
    is_inferred: bool


@dataclass(frozen=True)
class Activity:
    """A row of the results table."""

    prevention_level: int
    goal_nr: str
    goal_name: str
    activity_nr: str
    activity_name: str
    planned_result: str | None
    planned_result_place: str | None
    planned_funding_text: str | None
    achieved_result: str | None
    achievement_status: str
    impact_assessment: str | None
    factor_analysis: str | None
    invested_funding_eur: Decimal | None
    texts_reviewed: bool
    is_planned: bool


@dataclass(frozen=True)
class Indicator:
    """An indicator row (one breakdown) with its baseline and where it stands."""

    indicator_nr: str
    breakdown: str
    breakdown_text: str | None
    prevention_level: int
    indicator_name: str
    unit: str
    better_direction: str
    baseline_text: str
    baseline_kind: str
    baseline_period: str | None
    baseline_value: float | None
    is_baseline_provisional: bool
    latest_value: float | None
    latest_period: str | None
    progress_status: str
    data_source: str | None


@dataclass(frozen=True)
class Target:
    """What an indicator row shall reach by a milestone year."""

    indicator_nr: str
    breakdown: str
    target_year: int
    target_kind: str
    comparator: str
    target_value: float | None
    target_text: str


@dataclass(frozen=True)
class Task:
    """A task with its deadline and how it stands in the year."""

    task_nr: str
    activity_nr: str | None
    task_name: str
    deadline_text: str
    start_date: date
    end_date: date
    planned_state: str
    executor: str | None
    supervisor: str | None
    task_status: str
    note: str | None


@dataclass(frozen=True)
class Results:
    """One municipality and results year, everything in plan order."""

    municipality: str
    municipality_name: str
    year: int
    plan: Plan
    periods: tuple[Period, ...]
    levels: tuple[Level, ...]
    places: tuple[Place, ...]
    columns: tuple[Column, ...]
    goals: tuple[Goal, ...]
    expected_results: tuple[ExpectedResult, ...]
    goal_links: tuple[GoalLink, ...]
    activities: tuple[Activity, ...]
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]

    @property
    def milestone_years(self) -> tuple[int, ...]:
        """Every year the plan sets a target for, ascending."""
        return tuple(sorted({target.target_year for target in self.targets}))

    def target(self, indicator: Indicator, year: int) -> Target | None:
        """The target of an indicator row for one milestone year."""
        key = (indicator.indicator_nr, indicator.breakdown, year)
        return next((t for t in self.targets if (t.indicator_nr, t.breakdown, t.target_year) == key), None)


Row = TypeVar("Row")

_ACTIVITIES = """
    select results.*, plan.planned_result_place,
        plan.years is null or list_contains(string_split(plan.years, ','), results.results_year::varchar) as is_planned
    from marts.table_4_4 as results
    inner join marts.dim_activity as plan using (municipality, plan_id, activity_nr)
"""

# A baseline that was still to be determined when the plan was printed may have a figure by now.
_INDICATORS = """
    select printed.* exclude (baseline_value), progress.results_year, progress.baseline_value,
        progress.is_baseline_provisional, progress.latest_value, progress.latest_period, progress.progress_status
    from marts.dim_indicator as printed
    inner join marts.indicator_progress as progress using (municipality, plan_id, indicator_nr, breakdown)
"""


def read_results(connection: duckdb.DuckDBPyConnection, municipality: str, year: int) -> Results:
    """Read what the marts hold for a municipality and results year.

    Args:
        connection: A connection to the warehouse; nothing is written.
        municipality: Slug of the municipality.
        year: Results year.

    Returns:
        The results, judged by the plan version in force on 31 December of the year.

    Raises:
        InputError: If the municipality is unknown (`unknown_municipality`) or no plan version of it was in force on
            31 December of the year (`no_plan_in_year`).
    """
    name = _municipality_name(connection, municipality)
    plan = _plan_in_force(connection, municipality, year)
    of_plan = {"municipality": municipality, "plan_id": plan.plan_id}
    of_year = {**of_plan, "results_year": year}
    return Results(
        municipality=municipality,
        municipality_name=name,
        year=year,
        plan=plan,
        periods=_read(connection, Period, "marts.dim_period", {"results_year": year}, "start_date, period_kind"),
        levels=_read(connection, Level, "marts.dim_level_label", of_plan, "prevention_level"),
        places=_read(connection, Place, "marts.dim_place", of_plan, "place"),
        columns=_read(connection, Column, "marts.dim_results_column", of_plan, "position"),
        goals=_read(connection, Goal, "marts.dim_goal", of_plan, "goal_order"),
        expected_results=_read(
            connection, ExpectedResult, "marts.dim_expected_result", of_plan, "goal_list, goal_nr, result_nr"
        ),
        goal_links=_read(connection, GoalLink, "marts.bridge_goal_goal", of_plan, "goal_nr, strategic_goal_nr"),
        activities=_read(connection, Activity, f"({_ACTIVITIES})", of_year, "activity_order"),
        indicators=_read(connection, Indicator, f"({_INDICATORS})", of_year, "indicator_order"),
        targets=_read(
            connection, Target, "marts.dim_indicator_target", of_plan, "indicator_nr, breakdown, target_year"
        ),
        tasks=_read(connection, Task, "marts.task_status", of_year, "task_order"),
    )


def _municipality_name(connection: duckdb.DuckDBPyConnection, municipality: str) -> str:
    rows = connection.execute(
        "select municipality, municipality_name from marts.dim_municipality order by 1"
    ).fetchall()
    names = dict(rows)
    if municipality not in names:
        raise InputError(
            [Problem("unknown_municipality", value=municipality, details=(("municipalities", ", ".join(names)),))]
        )
    return names[municipality]


def _plan_in_force(connection: duckdb.DuckDBPyConnection, municipality: str, year: int) -> Plan:
    source = "(select *, make_date($year, 12, 31) between valid_from and valid_to as in_force from marts.dim_plan)"
    plans = _read(connection, Plan, source, {"municipality": municipality, "in_force": True}, "plan_id", year=year)
    if not plans:
        raise InputError([Problem("no_plan_in_year", value=str(year), details=(("municipality", municipality),))])
    return plans[0]


def _read(
    connection: duckdb.DuckDBPyConnection,
    row_type: type[Row],
    source: str,
    key: Mapping[str, object],
    order: str,
    **parameters: object,
) -> tuple[Row, ...]:
    """Read the columns that a row type names; only names written in this module enter the statement."""
    columns = ", ".join(field.name for field in fields(row_type))  # type: ignore[arg-type]
    where = " and ".join(f"{name} = ${name}" for name in key)
    statement = f"select {columns} from {source} where {where} order by {order}"  # noqa: S608
    return tuple(row_type(*row) for row in connection.execute(statement, {**key, **parameters}).fetchall())
