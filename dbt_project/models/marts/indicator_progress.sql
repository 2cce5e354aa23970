select
    municipality,
    plan_id,
    results_year,
    indicator_nr,
    breakdown,
    baseline_value,
    baseline_denominator,
    is_baseline_provisional,
    is_baseline_publishable,
    latest_value,
    latest_period,
    is_latest_publishable,
    change_from_baseline,
    next_target_year,
    next_target_value,
    progress_status
from {{ ref('int_indicator_progress') }}
