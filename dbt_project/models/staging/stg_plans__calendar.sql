select
    municipality,
    plan_id,
    row_position,
    entry_nr,
    event,
    times_per_year,
    month,
    year,
    is_month_assumed,
    responsible,
    quote,
    place
from {{ source('plans', 'calendar') }}
