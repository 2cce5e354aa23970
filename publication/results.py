"""Everything a publication tells about one municipality and results year, read from the marts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import duckdb

from ingest.problems import InputError, Problem
from ingest.typography import written_language
from publication.activities import ACTIVITIES, count_texts
from publication.edition import Edition
from publication.indicator_readings import read_figures, read_indicators, read_targets
from publication.indicator_rows import Figure, Indicator, Target
from publication.mart_rows import read_rows
from publication.narrative_rows import Texts
from publication.phrases import load_phrases
from publication.reported import Reported, read_reported
from publication.rows import Activity, Column, ExpectedResult, Goal, GoalLink, Level, Period, Place, Plan, Task


@dataclass(frozen=True)
class Results:
    """One municipality and results year, everything in plan order.

    Attributes:
        edition: Who made them final and what was corrected; none in a draft.
    """

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
    hidden: tuple[str, ...] = ()
    edition: Edition | None = None

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


# The yearly results table knows which plan version judges a year.
_PLANS = """
    select *
    from marts.dim_plan
    inner join (select distinct municipality, plan_id, results_year from marts.table_4_4)
        using (municipality, plan_id)
"""


def read_results(connection: duckdb.DuckDBPyConnection, municipality: str, year: int) -> Results:
    """Read what the marts hold for a municipality and results year, small counts among it: a publication hides them.

    Args:
        connection: A connection to the warehouse; nothing is written.
        municipality: Slug of the municipality.
        year: Results year.

    Returns:
        The results, judged by the plan version in force on 31 December of the year.

    Raises:
        InputError: `unknown_municipality`, or `no_plan_in_year` where no version of its plan was in force on that day.
    """
    name = _municipality_name(connection, municipality)
    plan = _plan_of_year(connection, municipality, year)
    of_plan = {"municipality": municipality, "plan_id": plan.plan_id}
    of_year = {**of_plan, "results_year": year}
    read = partial(read_rows, connection)
    return Results(
        municipality=municipality,
        municipality_name=name,
        year=year,
        plan=plan,
        periods=read(Period, "marts.dim_period", {"results_year": year}, "start_date, period_kind"),
        levels=read(Level, "marts.dim_level_label", of_plan, "prevention_level"),
        places=read(Place, "marts.dim_place", of_plan, "place"),
        columns=_columns(connection, of_plan),
        goals=read(Goal, "marts.dim_goal", of_plan, "goal_order"),
        expected_results=read(ExpectedResult, "marts.dim_expected_result", of_plan, "goal_list, goal_nr, result_nr"),
        goal_links=read(GoalLink, "marts.bridge_goal_goal", of_plan, "goal_nr, strategic_goal_nr"),
        activities=read(Activity, f"({ACTIVITIES})", of_year, "activity_order"),
        indicators=read_indicators(connection, of_year),
        targets=read_targets(connection, of_year),
        figures=read_figures(connection, of_year),
        tasks=read(Task, "marts.task_status", of_year, "task_order"),
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
    plans = read_rows(connection, Plan, f"({_PLANS})", {"municipality": municipality, "results_year": year}, "plan_id")
    if not plans:
        raise InputError([Problem("no_plan_in_year", value=str(year), details=(("municipality", municipality),))])
    return plans[0]


def _columns(connection: duckdb.DuckDBPyConnection, of_plan: Mapping[str, object]) -> tuple[Column, ...]:
    """The columns of the results table; what a plan calls them is Latvian."""
    columns = read_rows(connection, Column, "marts.dim_results_column", of_plan, "position")
    if written_language() == "lv":
        return columns
    names = load_phrases()["table"]["columns"]
    return tuple(replace(column, label=names[column.column_key]) for column in columns)
