select
    receipt_id,
    submission_id,
    file_name,
    form,
    municipality,
    reporter_id,
    collection,
    received_at,
    received_on,
    state,
    is_current,
    is_late,
    rows_accepted,
    rows_rejected,
    is_demo
from {{ ref('int_submissions') }}
