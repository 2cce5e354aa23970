select
    municipality,
    plan_id,
    row_position,
    goal_nr,
    indicator_nr,
    is_inferred,
    reason
from {{ source('plans', 'goal_indicators') }}
