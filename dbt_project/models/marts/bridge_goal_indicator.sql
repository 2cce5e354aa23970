select
    municipality,
    plan_id,
    goal_nr,
    indicator_nr,
    is_inferred,
    reason
from {{ ref('stg_plans__goal_indicators') }}
