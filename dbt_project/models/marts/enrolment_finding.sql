select
    submission_id,
    finding_nr,
    school_year,
    snapshot_date,
    is_current,
    rule_id,
    severity,
    sheet,
    cell,
    value,
    message
from {{ ref('int_enrolment_findings') }}
