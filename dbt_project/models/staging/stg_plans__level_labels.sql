select
    municipality,
    plan_id,
    prevention_level,
    mark,
    heading
from {{ source('plans', 'level_labels') }}
