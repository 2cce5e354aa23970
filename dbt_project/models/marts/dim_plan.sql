select
    municipality,
    plan_id,
    plan_title,
    period_start,
    period_end,
    supervisor,
    approved_on,
    decision_nr,
    valid_from,
    in_force_to as valid_to,
    replaces,
    publication_lag_years
from {{ ref('int_plan_versions') }}
