select
    municipality,
    plan_id,
    row_position,
    resource_nr,
    activity_nr,
    activity_name,
    planned_result,
    resources_text,
    funding_source,
    responsible,
    place
from {{ source('plans', 'resources') }}
