"""Where counts of people are read: in the finished marts or, while a build is made, in what they will be made from."""

from __future__ import annotations

from typing import Literal

import duckdb

Schema = Literal["marts", "temp"]

MARTS: Schema = "marts"
FORESEEN: Schema = "temp"
"""The marts as they will be, as far as they count people, for one connection."""

# Tables, since each is a view over many models and is read once for every municipality.
_FORESEEN = """
    create or replace temporary table dim_activity as select * from intermediate.int_activities;
    create or replace temporary table dim_activity_target as select * from intermediate.int_activity_targets;
    create or replace temporary table activity_target_result as select * from intermediate.int_target_results;
    create or replace temporary table fct_indicator_value as select * from intermediate.int_indicator_values;
    create or replace temporary table fct_indicator_value_school as
        select * replace (case when unit = 'pct' then denominator end as denominator)
        from intermediate.int_reporter_figures
        where form = 'school_report' and has_part;
    create or replace temporary table referrals as select * from intermediate.int_referrals;
    create or replace temporary table table_4_4 as
        select activities.municipality, activities.activity_key, results.results_year, activity_log.participants
        from intermediate.int_activity_results as results
        inner join intermediate.int_activities as activities using (municipality, plan_id, activity_nr)
        left join intermediate.int_activity_log as activity_log using (municipality, activity_key, results_year);
"""


def foresee_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what is read as `FORESEEN` from the intermediate models of a build; nothing is written to it."""
    connection.execute(_FORESEEN)
