select
    municipality,
    plan_id,
    activity_nr,
    place,
    field,
    text
from {{ ref('int_activity_readings') }}
