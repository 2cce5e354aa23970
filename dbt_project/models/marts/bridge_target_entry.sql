select
    municipality,
    plan_id,
    results_year,
    activity_nr,
    target_nr,
    role,
    reporter_id,
    year,
    figure,
    submission_id,
    sheet,
    row,
    field,
    breakdown
from {{ ref('int_target_entries') }}
