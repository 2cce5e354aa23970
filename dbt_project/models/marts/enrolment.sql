select
    municipality_name,
    municipality,
    registration_number,
    institution_name,
    institution_kind,
    subordination,
    school_year,
    snapshot_date,
    grade,
    learners
from {{ ref('int_enrolment') }}
