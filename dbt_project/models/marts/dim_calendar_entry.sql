select
    municipality,
    plan_id,
    entry_nr,
    event,
    times_per_year,
    month,
    year,
    is_month_assumed,
    responsible,
    quote,
    place
from {{ ref('stg_plans__calendar') }}
