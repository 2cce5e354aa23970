select
    municipality,
    plan_id,
    subject,
    subject_nr,
    field,
    place,
    reporter_id
from {{ ref('stg_plans__named_reporters') }}
