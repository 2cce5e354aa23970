select
    municipality,
    plan_id,
    observation_nr,
    measure,
    scope,
    breakdown,
    period,
    period_from,
    period_to,
    value,
    unit,
    place,
    quote,
    is_publishable,
    differs
from {{ ref('int_observations') }}
