select
    municipality,
    plan_id,
    field,
    place,
    position
from {{ source('plans', 'reading_order') }}
