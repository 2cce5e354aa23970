select
    municipality,
    plan_id,
    row_position,
    strategic_goal_nr,
    goal_nr,
    is_inferred,
    reason
from {{ source('plans', 'goal_links') }}
