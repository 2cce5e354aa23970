select
    municipality,
    plan_id,
    place,
    heading
from {{ source('plans', 'places') }}
