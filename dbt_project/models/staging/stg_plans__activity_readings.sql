select
    municipality,
    plan_id,
    row_position,
    activity_nr,
    place,
    field,
    text
from {{ source('plans', 'activity_readings') }}
