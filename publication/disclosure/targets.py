"""What became of the targets of activities, read for the counts in it and for the words that it is told with."""

from __future__ import annotations

import duckdb

from publication.achieved import AchievedTarget
from publication.disclosure.sources import Schema

_TARGETS = """
    select activities.activity_key,
        targets.target_nr, targets.measure, targets.audience, targets.per, targets.each, results.calculation,
        results.first_year, results.results_year, results.numerator, results.denominator, results.achieved_value,
        results.best_year
    from {schema}.activity_target_result as results
    inner join {schema}.dim_activity_target as targets using (municipality, plan_id, activity_nr, target_nr)
    inner join {schema}.dim_activity as activities using (municipality, plan_id, activity_nr)
    where municipality = ? and results.achieved_value is not null
    order by activities.activity_key, targets.target_nr, results.results_year, activities.plan_id
"""


def reached_targets(
    connection: duckdb.DuckDBPyConnection, municipality: str, schema: Schema
) -> list[tuple[str, AchievedTarget]]:
    """The targets that have a figure, in all years, each with the key of its activity; the oldest year first."""
    rows = connection.execute(_TARGETS.format(schema=schema), [municipality]).fetchall()
    return [(activity, AchievedTarget(*row)) for activity, *row in rows]
