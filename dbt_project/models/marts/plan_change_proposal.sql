select
    municipality,
    plan_id,
    results_year,
    proposal_nr,
    activity_nr,
    task_nr,
    reporter_id,
    kind,
    text,
    next_year_eur,
    funding_source
from {{ ref('int_plan_change_proposals') }}
