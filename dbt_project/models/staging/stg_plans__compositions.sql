select
    municipality,
    plan_id,
    row_position,
    composition_nr,
    position,
    role,
    observation_nr,
    indicator_nr,
    breakdown,
    name
from {{ source('plans', 'compositions') }}
