select
    municipality,
    plan_id,
    row_position,
    indicator_key,
    breakdown,
    part,
    measure,
    scope,
    printed_breakdown,
    differs
from {{ source('plans', 'indicator_figures') }}
