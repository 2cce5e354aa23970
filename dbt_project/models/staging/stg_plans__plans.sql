select
    municipality,
    plan_id,
    municipality_name,
    plan_title,
    period_start,
    period_end,
    supervisor,
    approved_on,
    decision_nr,
    valid_from,
    valid_to,
    replaces,
    publication_lag_years
from {{ source('plans', 'plans') }}
