"""Dates, years and months of a plan version against its period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.plans.registry import RawPlan
from ingest.problems import Problem
from quality.plan_problems import header_problem, row_problem

_YEARS = re.compile(r"[0-9]{4}(,[0-9]{4})*")


def dates_of_version(plan: RawPlan) -> Iterator[Problem]:
    """Dates that run backwards, or a first day in force outside the plan period."""
    header = plan.header
    for start, end in (("period_start", "period_end"), ("valid_from", "valid_to")):
        first, last = getattr(header, start), getattr(header, end)
        if last is not None and last < first:
            yield header_problem(plan, "plan_dates_reversed", f"{start}, {end}", f"{first} – {last}")
    if header.period_start <= header.period_end and not header.period_start <= header.valid_from <= header.period_end:
        yield header_problem(plan, "plan_valid_from_outside", "valid_from", str(header.valid_from))


def milestone_outside(plan: RawPlan) -> Iterator[Problem]:
    """A milestone year outside the plan period."""
    raw = plan.tables["indicator_targets"]
    for line, row in raw.numbered():
        if int(row["target_year"]) not in plan.header.years:
            yield row_problem("plan_year_outside", raw, line, "target_year", row["target_year"])


def years_of_activity(plan: RawPlan) -> Iterator[Problem]:
    """Years of an activity that are no rising list of years, or outside the plan period."""
    raw = plan.tables["activities"]
    for line, row in raw.numbered():
        listed = row["years"].split(",") if row["years"] else []
        if listed and (not _YEARS.fullmatch(row["years"]) or listed != sorted(set(listed))):
            yield row_problem("plan_years_unreadable", raw, line, "years", row["years"])
            continue
        for year in listed:
            if int(year) not in plan.header.years:
                yield row_problem("plan_year_outside", raw, line, "years", year)


def times_of_calendar(plan: RawPlan) -> Iterator[Problem]:
    """A month that no calendar has, or a year far from the plan period.

    What is due can lie a year before the period (preparing) or two after it (the last publication and a final report).
    """
    years = plan.header.years
    raw = plan.tables["calendar"]
    for line, row in raw.numbered():
        if row["month"] and not 1 <= int(row["month"]) <= 12:
            yield row_problem("plan_month_unknown", raw, line, "month", row["month"])
        if row["year"] and not years.start - 1 <= int(row["year"]) < years.stop + 2:
            yield row_problem("plan_year_outside", raw, line, "year", row["year"])
