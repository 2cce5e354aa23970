select
    submission_id,
    municipality,
    plan_id,
    results_year,
    subject_kind,
    subject_key,
    field,
    reviewed_text,
    facts,
    reviewed_by,
    reviewed_on,
    received_at,
    sheet,
    cell
from {{ source('collected', 'review') }}
