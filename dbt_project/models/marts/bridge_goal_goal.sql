select
    municipality,
    plan_id,
    goal_nr,
    strategic_goal_nr,
    is_inferred,
    reason
from {{ ref('stg_plans__goal_links') }}
