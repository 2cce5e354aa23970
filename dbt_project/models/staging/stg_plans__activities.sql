select
    municipality,
    plan_id,
    row_position,
    activity_nr,
    activity_key,
    goal_nr,
    prevention_level,
    years,
    years_text,
    place,
    note
from {{ source('plans', 'activities') }}
