select
    municipality,
    plan_id,
    prevention_level,
    mark,
    heading
from {{ ref('stg_plans__level_labels') }}
