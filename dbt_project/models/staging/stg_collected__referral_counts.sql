select
    submission_id,
    form_version,
    municipality,
    reporter_id,
    collection,
    sheet,
    row,
    institution,
    reason,
    cases
from {{ source('collected', 'referral_counts') }}
