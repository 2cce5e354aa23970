select
    municipality,
    plan_id,
    goal_list,
    goal_nr,
    result_nr,
    text as expected_result,
    place
from {{ ref('stg_plans__expected_results') }}
