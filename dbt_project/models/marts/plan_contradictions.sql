-- Fed by the plan check, which compares what the tables of one plan say about the same subject.
select
    municipality,
    plan_id,
    contradiction_nr,
    subject,
    kind,
    place_a,
    text_a,
    place_b,
    text_b
from {{ ref('stg_plans__contradictions') }}
