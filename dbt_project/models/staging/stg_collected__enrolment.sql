select
    submission_id,
    snapshot_date,
    replaces,
    sheet,
    sheet_row,
    municipality_name,
    registration_number,
    institution_name,
    institution_kind,
    institution_type,
    subordination,
    founder,
    territory_code,
    grade,
    learners
from {{ source('collected', 'enrolment') }}
