select
    municipality,
    plan_id,
    contradiction_nr,
    kind,
    subject,
    place_a,
    text_a,
    place_b,
    text_b
from {{ source('plans', 'contradictions') }}
