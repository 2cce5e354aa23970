select
    submission_id,
    form_version,
    municipality,
    reporter_id,
    collection,
    sheet,
    row,
    letters,
    institution,
    reason,
    cases
from {{ source('collected', 'referral_counts') }}
