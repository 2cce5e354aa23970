select
    municipality,
    plan_id,
    activity_nr,
    target_nr,
    measure,
    audience,
    low,
    high,
    per,
    each,
    target_text,
    place,
    is_planned_result
from {{ ref('int_activity_targets') }}
