select
    finding_id,
    receipt_id,
    finding_nr,
    submission_id,
    rule_id,
    severity,
    form,
    municipality,
    reporter_id,
    collection,
    sheet,
    cell,
    value,
    message
from {{ ref('int_findings') }}
