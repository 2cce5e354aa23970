select
    municipality,
    reporter_id,
    collection,
    activity_nr,
    activity_order,
    activity_name,
    events,
    participants,
    invested_funding_eur,
    event_names,
    is_demo
from {{ ref('int_reporter_activities') }}
