select
    municipality,
    plan_id,
    row_position,
    task_nr,
    activity_nr,
    goal_name,
    printed_activity_nr,
    activity_name,
    task_name,
    deadline_text,
    start_date,
    end_date,
    executor,
    supervisor,
    place
from {{ source('plans', 'tasks') }}
