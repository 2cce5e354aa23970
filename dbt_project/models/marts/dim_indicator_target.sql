select
    municipality,
    plan_id,
    indicator_nr,
    breakdown,
    target_year,
    target_kind,
    comparator,
    target_value,
    target_text
from {{ ref('stg_plans__indicator_targets') }}
