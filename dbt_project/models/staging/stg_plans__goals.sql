select
    municipality,
    plan_id,
    row_position,
    goal_list,
    goal_nr,
    prevention_level,
    place
from {{ source('plans', 'goals') }}
