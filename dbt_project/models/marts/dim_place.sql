select
    municipality,
    plan_id,
    place,
    heading
from {{ ref('stg_plans__places') }}
