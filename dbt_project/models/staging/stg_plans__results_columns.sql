select
    municipality,
    plan_id,
    position,
    column_key,
    label
from {{ source('plans', 'results_columns') }}
