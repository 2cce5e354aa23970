select
    municipality,
    plan_id,
    results_year,
    activity_nr,
    target_nr,
    calculation,
    first_year,
    entries,
    numerator,
    denominator,
    achieved_value,
    target_status,
    best_year
from {{ ref('int_target_results') }}
