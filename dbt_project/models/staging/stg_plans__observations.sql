select
    municipality,
    plan_id,
    row_position,
    observation_nr,
    measure,
    scope,
    breakdown,
    period,
    value,
    unit,
    place,
    quote,
    is_publishable,
    differs
from {{ source('plans', 'observations') }}
