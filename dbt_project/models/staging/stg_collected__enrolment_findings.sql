select
    submission_id,
    snapshot_date,
    finding_nr,
    rule_id,
    severity,
    sheet,
    cell,
    value,
    message
from {{ source('collected', 'enrolment_findings') }}
