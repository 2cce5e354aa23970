"""What the plan's calendar asks for in a year."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from ingest.plans.tables import code_list
from ingest.typography import written_language
from publication.phrases import Phrases
from publication.results import Results


@dataclass(frozen=True)
class Step:
    """A duty of the calendar: in which month, if it says so, or how often a year."""

    event: str
    month: int | None
    is_month_assumed: bool
    times_per_year: int | None
    responsible: str | None


# What has neither a month nor a number of times or a year is done when it is needed: no step of a year.
_STEPS = """
    select event, month, bool_and(is_month_assumed), max(times_per_year), min(responsible)
    from marts.dim_calendar_entry
    where (municipality, plan_id) = ($municipality, $plan_id) and coalesce(year, $year) = $year
        and coalesce(month, times_per_year, year) is not null
    group by event, month
    order by month nulls last, min(entry_nr)
"""


def read_steps(connection: duckdb.DuckDBPyConnection, results: Results, year: int) -> tuple[Step, ...]:
    """Read what the plan that judges the results asks for in a calendar year, in the order of the months."""
    key = {"municipality": results.municipality, "plan_id": results.plan.plan_id, "year": year}
    return tuple(Step(*row) for row in connection.execute(_STEPS, key).fetchall())


def step_row(step: Step, phrases: Phrases) -> tuple[str, str, str]:
    """When, what and by whom."""
    words = phrases["slides"]["next"]
    if step.month is None:
        times = step.times_per_year or 1
        when = words["in_year"] if times == 1 else words["times"].format(times=times)
    else:
        month = words["months"][step.month - 1]
        when = words["assumed"].format(month=month) if step.is_month_assumed else month
    return when, code_list("calendar_event", written_language())[step.event], step.responsible or words["nobody"]
