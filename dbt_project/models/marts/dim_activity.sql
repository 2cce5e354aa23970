select
    municipality,
    plan_id,
    activity_key,
    activity_nr,
    activity_order,
    goal_nr,
    prevention_level,
    activity_name,
    planned_result,
    planned_result_place,
    responsible,
    involved,
    years,
    planned_funding_text
from {{ ref('int_activities') }}
