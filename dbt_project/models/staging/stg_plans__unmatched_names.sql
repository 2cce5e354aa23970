select
    municipality,
    plan_id,
    subject,
    subject_nr,
    field,
    place,
    printed_name,
    printed_text
from {{ source('plans', 'unmatched_names') }}
