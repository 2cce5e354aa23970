select
    municipality,
    plan_id,
    row_position,
    indicator_nr,
    breakdown,
    target_year,
    target_text,
    target_kind,
    comparator,
    target_value,
    place
from {{ source('plans', 'indicator_targets') }}
