select
    municipality,
    results_year,
    activity_key,
    kind,
    statement,
    events,
    institutions,
    reporter_ids
from {{ ref('int_activity_statements') }}
