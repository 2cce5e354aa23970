select
    municipality,
    plan_id,
    subject,
    subject_nr,
    field,
    place,
    reporter_id
from {{ source('plans', 'named_reporters') }}
