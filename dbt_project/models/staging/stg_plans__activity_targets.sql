select
    municipality,
    plan_id,
    row_position,
    activity_nr,
    target_nr,
    place,
    measure,
    audience,
    low,
    high,
    per,
    each,
    target_text
from {{ source('plans', 'activity_targets') }}
