select
    municipality,
    plan_id,
    goal_list,
    goal_nr,
    goal_order,
    prevention_level,
    goal_name,
    place
from {{ ref('int_goals') }}
