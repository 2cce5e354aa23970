select
    municipality,
    plan_id,
    resource_nr,
    activity_nr,
    activity_name,
    planned_result,
    resources_text,
    funding_source,
    responsible,
    place
from {{ ref('stg_plans__resources') }}
