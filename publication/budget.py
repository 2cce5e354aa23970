"""What the budget meeting asks of each activity: the money of two years, what is wanted, what an event costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from publication.results import Results

SOURCES = ("municipality", "state", "projects", "other")
"""Where money comes from, as the activity log asks."""


@dataclass(frozen=True)
class ActivityBudget:
    """The budget of an activity, its amounts by source in the order of `SOURCES`."""

    activity_nr: str
    former_by_source: tuple[Decimal | None, ...]
    former_eur: Decimal | None
    by_source: tuple[Decimal | None, ...]
    eur: Decimal | None
    next_year_eur: Decimal | None
    next_year_sources: str | None
    unit_cost_eur: Decimal | None
    unit_cost_missing: str | None
    planned_result: str | None
    planned_quantity: str | None


@dataclass(frozen=True)
class Budget:
    """The budgets of the activities by number, and what is wanted for things that are no activity of the plan."""

    activities: dict[str, ActivityBudget]
    elsewhere_eur: Decimal | None


_ACTIVITIES = """
    select activities.activity_nr,
        former_eur_municipality, former_eur_state, former_eur_projects, former_eur_other, former_eur,
        eur_municipality, eur_state, eur_projects, eur_other, eur,
        next_year_eur, next_year_sources, unit_cost_eur, unit_cost_missing,
        planned_result,
        (
            select string_agg(target_text, '; ' order by target_nr)
            from (
                select target_text, min(target_nr) as target_nr
                from marts.dim_activity_target as targets
                where is_planned_result
                    and (targets.municipality, targets.plan_id, targets.activity_nr)
                    = (activities.municipality, activities.plan_id, activities.activity_nr)
                group by target_text
            )
        )
    from marts.activity_budget as budget
    inner join marts.dim_activity as activities using (municipality, plan_id, activity_nr)
    where municipality = ? and results_year = ?
"""

# Everything that is wanted in the year, but for what is wanted for an activity that the plan still has.
_ELSEWHERE = """
    select sum(proposals.next_year_eur)
    from marts.plan_change_proposal as proposals
    left join marts.dim_activity as proposed_for
        on (proposals.municipality, proposals.plan_id, proposals.activity_nr)
        = (proposed_for.municipality, proposed_for.plan_id, proposed_for.activity_nr)
    where proposals.municipality = $municipality and proposals.results_year = $year
        and not exists (
            from marts.dim_activity as present
            where (present.municipality, present.plan_id, present.activity_key)
                = ($municipality, $plan_id, proposed_for.activity_key)
        )
"""


def read_budget(connection: duckdb.DuckDBPyConnection, results: Results) -> Budget:
    """Read the budget of the activities of a results year."""
    rows = connection.execute(_ACTIVITIES, [results.municipality, results.year]).fetchall()
    key = {"municipality": results.municipality, "plan_id": results.plan.plan_id, "year": results.year}
    elsewhere = connection.execute(_ELSEWHERE, key).fetchone()
    budgets = (ActivityBudget(row[0], row[1:5], row[5], row[6:10], *row[10:]) for row in rows)
    return Budget({one.activity_nr: one for one in budgets}, elsewhere[0] if elsewhere else None)
