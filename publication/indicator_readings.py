"""What the marts hold of the indicators of a results year: where they stand, what they shall reach, every value so far.

What is not to be published does not leave the warehouse.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from ingest.typography import written_language
from publication.indicator_rows import Figure, Indicator, Target
from publication.mart_rows import read_rows

# A baseline that was still to be determined when the plan was printed may have a figure by now.
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


def read_indicators(connection: duckdb.DuckDBPyConnection, of_year: Mapping[str, object]) -> tuple[Indicator, ...]:
    """Read the indicator rows of a plan and results year in plan order."""
    return read_rows(connection, Indicator, f"({_INDICATORS})", of_year, "indicator_order")


def read_targets(connection: duckdb.DuckDBPyConnection, of_year: Mapping[str, object]) -> tuple[Target, ...]:
    """Read what they shall reach."""
    return read_rows(connection, Target, f"({_TARGETS})", of_year, "indicator_nr, breakdown, target_year")


def read_figures(connection: duckdb.DuckDBPyConnection, of_year: Mapping[str, object]) -> tuple[Figure, ...]:
    """Read their values up to the results year, and those of measures without an indicator."""
    source = f"({_FIGURES.format(language=written_language())})"
    return read_rows(connection, Figure, source, of_year, "indicator_key, breakdown, start_date, period_kind")
