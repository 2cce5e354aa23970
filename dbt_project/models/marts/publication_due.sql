select
    municipality,
    plan_id,
    results_year,
    kind,
    due_year,
    due_month,
    is_in_calendar
from {{ ref('int_due_publications') }}
