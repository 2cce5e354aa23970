"""Everything a publication tells about one municipality and results year, read from the marts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import duckdb

from ingest.problems import InputError, Problem
from ingest.typography import written_language
from publication.activities import ACTIVITIES, count_texts
from publication.indicator_rows import Figure, Indicator, Target
from publication.narrative_rows import Texts
from publication.phrases import load_phrases
from publication.reported import Reported, read_reported
from publication.rows import Activity, Column, ExpectedResult, Goal, GoalLink, Level, Period, Place, Plan, Task


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
    figures: tuple[Figure, ...]
    tasks: tuple[Task, ...]
    reported: Reported
    texts: Mapping[str, Texts]

    @property
    def is_demo(self) -> bool:
        """Whether demonstration data count among what was reported."""
        return self.reported.is_demo

    @property
    def whole_periods(self) -> tuple[Period, ...]:
        """The calendar year and the school year whose facts belong to the results year."""
        return tuple(period for period in self.periods if period.period_kind != "semester")

    @property
    def milestone_years(self) -> tuple[int, ...]:
        """Every year the plan sets a target for, ascending."""
        return tuple(sorted({target.target_year for target in self.targets}))

    def targets_of(self, indicator: Indicator) -> tuple[Target, ...]:
        """The targets of an indicator row in the order of their years."""
        key = (indicator.indicator_nr, indicator.breakdown)
        return tuple(target for target in self.targets if (target.indicator_nr, target.breakdown) == key)

    def target(self, indicator: Indicator, year: int) -> Target | None:
        """The target of an indicator row for one milestone year."""
        return next((target for target in self.targets_of(indicator) if target.target_year == year), None)


Row = TypeVar("Row")

# The yearly results table knows which plan version judges a year.
_PLANS = """
    select *
    from marts.dim_plan
    inner join (select distinct municipality, plan_id, results_year from marts.table_4_4)
        using (municipality, plan_id)
"""

# A baseline that was still to be determined when the plan was printed may have a figure by now. What is not publishable
# does not leave the warehouse, here and below.
_INDICATORS = """
    select printed.* exclude (baseline_value), progress.results_year, progress.progress_status,
        case when progress.is_baseline_publishable then progress.baseline_value end as baseline_value,
        case when progress.is_baseline_publishable then progress.baseline_denominator end as baseline_denominator,
        progress.is_baseline_publishable, progress.is_baseline_provisional,
        case when progress.is_latest_publishable then progress.latest_value end as latest_value,
        progress.is_latest_publishable, progress.latest_period,
        progress.next_target_year, latest.reporters_expected, latest.reporters_counted,
        baseline_periods.results_year as baseline_year,
        case when progress.is_latest_publishable then latest.numerator end as numerator,
        case when progress.is_latest_publishable then latest.denominator end as denominator,
        case when progress.is_latest_publishable then latest.ci_low end as ci_low,
        case when progress.is_latest_publishable then latest.ci_high end as ci_high
    from marts.dim_indicator as printed
    inner join marts.indicator_progress as progress using (municipality, plan_id, indicator_nr, breakdown)
    left join marts.fct_indicator_value as latest
        on (latest.municipality, latest.plan_id, latest.indicator_nr, latest.breakdown, latest.period)
        = (progress.municipality, progress.plan_id, progress.indicator_nr, progress.breakdown, progress.latest_period)
    left join marts.dim_period as baseline_periods on printed.baseline_period = baseline_periods.period
"""

# All figures but those the plan prints are worked out from the baseline and would tell it.
_TARGETS = """
    select targets.* exclude (required_value), progress.results_year,
        case when target_kind = 'value' or progress.is_baseline_publishable then required_value end as required_value
    from marts.dim_indicator_target as targets
    inner join marts.indicator_progress as progress using (municipality, plan_id, indicator_nr, breakdown)
"""

# The history up to the results year.
_FIGURES = """
    select figures.* exclude (numerator, denominator, value, ci_low, ci_high),
        case when is_publishable then numerator end as numerator,
        case when is_publishable then denominator end as denominator,
        case when is_publishable then value end as value,
        case when is_publishable then ci_low end as ci_low, case when is_publishable then ci_high end as ci_high,
        measures.name_{language} as measure_name, measures.unit as measure_unit,
        years.results_year, periods.start_date, periods.period_kind, periods.results_year as period_year
    from marts.fct_indicator_value as figures
    inner join (select distinct municipality, plan_id, results_year from marts.table_4_4) as years
        using (municipality, plan_id)
    inner join marts.dim_period as periods
        on figures.period = periods.period and periods.results_year <= years.results_year
    inner join (select indicator_key, name_{language}, unit from marts.dim_indicator_key) as measures
        using (indicator_key)
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
    plan = _plan_of_year(connection, municipality, year)
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
        columns=_columns(connection, of_plan),
        goals=_read(connection, Goal, "marts.dim_goal", of_plan, "goal_order"),
        expected_results=_read(
            connection, ExpectedResult, "marts.dim_expected_result", of_plan, "goal_list, goal_nr, result_nr"
        ),
        goal_links=_read(connection, GoalLink, "marts.bridge_goal_goal", of_plan, "goal_nr, strategic_goal_nr"),
        activities=_read(connection, Activity, f"({ACTIVITIES})", of_year, "activity_order"),
        indicators=_read(connection, Indicator, f"({_INDICATORS})", of_year, "indicator_order"),
        targets=_read(connection, Target, f"({_TARGETS})", of_year, "indicator_nr, breakdown, target_year"),
        figures=_read(
            connection,
            Figure,
            f"({_FIGURES.format(language=written_language())})",
            of_year,
            "indicator_key, breakdown, start_date, period_kind",
        ),
        tasks=_read(connection, Task, "marts.task_status", of_year, "task_order"),
        reported=read_reported(connection, municipality, year),
        texts=count_texts(connection, of_year),
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


def _plan_of_year(connection: duckdb.DuckDBPyConnection, municipality: str, year: int) -> Plan:
    plans = _read(connection, Plan, f"({_PLANS})", {"municipality": municipality, "results_year": year}, "plan_id")
    if not plans:
        raise InputError([Problem("no_plan_in_year", value=str(year), details=(("municipality", municipality),))])
    return plans[0]


def _columns(connection: duckdb.DuckDBPyConnection, of_plan: Mapping[str, object]) -> tuple[Column, ...]:
    """The columns of the results table; what a plan calls them is Latvian."""
    columns = _read(connection, Column, "marts.dim_results_column", of_plan, "position")
    if written_language() == "lv":
        return columns
    names = load_phrases()["table"]["columns"]
    return tuple(replace(column, label=names[column.column_key]) for column in columns)


def _read(
    connection: duckdb.DuckDBPyConnection,
    row_type: type[Row],
    source: str,
    key: Mapping[str, object],
    order: str,
) -> tuple[Row, ...]:
    """Read the columns that a row type names; only names written in this module enter the statement."""
    columns = ", ".join(field.name for field in fields(row_type))  # type: ignore[arg-type]
    where = " and ".join(f"{name} = ${name}" for name in key)
    statement = f"select {columns} from {source} where {where} order by {order}"  # noqa: S608
    rows = connection.execute(statement, dict(key)).fetchall()
    return tuple(row_type(*(tuple(value) if isinstance(value, list) else value for value in row)) for row in rows)
