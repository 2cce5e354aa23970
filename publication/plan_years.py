"""The years of a plan period up to one of them: what was reached of each planned result, and the money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from publication.achieved import AchievedTarget
from publication.disclosure.readers import Pattern
from publication.patterns import hidden_targets
from publication.results import Results


@dataclass(frozen=True)
class ActivityYear:
    """An activity in a results year; the status is that over all its targets, the words are what may be published."""

    achievement_status: str
    invested_funding_eur: Decimal | None
    achieved_result: str | None


@dataclass(frozen=True)
class Reached:
    """What was reached of one structured target in a year, how that is judged, and whether neither is published."""

    target: AchievedTarget
    status: str
    is_hidden: bool


@dataclass(frozen=True)
class PlanYears:
    """What the marts hold of the years of a plan, oldest first.

    Attributes:
        years: The results years up to the one that is told of.
        activities: By key of the activity and year.
        planned: By key of the activity: the words that its structured targets were read from, in order.
        reached: By key of the activity, those words and the year: what was reached of the targets read from them.
    """

    years: tuple[int, ...]
    activities: dict[tuple[str, int], ActivityYear]
    planned: dict[str, tuple[str, ...]]
    reached: dict[tuple[str, str, int], list[Reached]]

    def money(self, year: int, activity_keys: Iterable[str]) -> Decimal | None:
        """The money of a year over activities; none where nobody said how much."""
        found = (self.activities.get((key, year)) for key in activity_keys)
        amounts = [one.invested_funding_eur for one in found if one and one.invested_funding_eur is not None]
        return sum(amounts, Decimal()) if amounts else None


_ACTIVITIES = """
    select results.activity_key, results.results_year, results.achievement_status, results.invested_funding_eur,
        texts.publishable_text
    from marts.table_4_4 as results
    left join marts.narrative as texts
        on (texts.municipality, texts.plan_id, texts.results_year, texts.activity_key)
        = (results.municipality, results.plan_id, results.results_year, results.activity_key)
        and texts.field = 'achieved_result'
    where results.municipality = $municipality and results.results_year between $first_year and $year
    order by results.results_year
"""

# The years before an amendment were judged by other words where it changed what is planned: they are not those of the
# version in force, so that nothing stands beside a figure that it was not asked for.
_TARGETS = """
    select activities.activity_key, targets.target_text, results.target_status,
        targets.target_nr, targets.measure, targets.audience, targets.per, targets.each, results.calculation,
        results.first_year, results.results_year, results.numerator,
        results.denominator, results.achieved_value, results.best_year
    from marts.activity_target_result as results
    inner join marts.dim_activity_target as targets using (municipality, plan_id, activity_nr, target_nr)
    inner join marts.dim_activity as activities using (municipality, plan_id, activity_nr)
    where results.municipality = $municipality and results.results_year between $first_year and $year
        and results.calculation <> 'words'
    order by results.results_year, results.activity_nr, results.target_nr
"""


def read_plan_years(connection: duckdb.DuckDBPyConnection, results: Results, pattern: Pattern) -> PlanYears:
    """Read the years of the plan period up to the results year; of an amended plan those of its former versions too."""
    key = {
        "municipality": results.municipality,
        "first_year": results.plan.period_start.year,
        "year": results.year,
    }
    rows = connection.execute(_ACTIVITIES, key).fetchall()
    reached: defaultdict[tuple[str, str, int], list[Reached]] = defaultdict(list)
    planned: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for activity_key, text, status, *row in connection.execute(_TARGETS, key).fetchall():
        target = AchievedTarget(*row)
        is_hidden = bool(hidden_targets([target], activity_key, pattern))
        reached[activity_key, text, target.results_year].append(Reached(target, status, is_hidden))
        if target.results_year == results.year:
            planned[activity_key][text] = None
    return PlanYears(
        years=tuple(sorted({row[1] for row in rows})),
        activities={(row[0], row[1]): ActivityYear(*row[2:]) for row in rows},
        planned={activity_key: tuple(texts) for activity_key, texts in planned.items()},
        reached=dict(reached),
    )
