select
    municipality,
    plan_id,
    row_position,
    goal_list,
    goal_nr,
    place,
    printed_goal_nr,
    text
from {{ source('plans', 'goal_readings') }}
