-- Fed by the reader of printed names, which knows reporters.csv and executors.csv of the municipality.
select
    municipality,
    plan_id,
    subject,
    subject_nr,
    field,
    place,
    printed_name,
    printed_text
from {{ ref('stg_plans__unmatched_names') }}
