select
    municipality,
    plan_id,
    row_position,
    goal_list,
    goal_nr,
    result_nr,
    text,
    place
from {{ source('plans', 'expected_results') }}
