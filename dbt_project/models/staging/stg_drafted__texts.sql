select
    municipality,
    plan_id,
    results_year,
    activity_key,
    activity_nr,
    field,
    drafted_text,
    open_text,
    facts
from {{ source('drafted', 'texts') }}
