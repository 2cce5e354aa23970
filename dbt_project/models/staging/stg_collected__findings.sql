select
    receipt_id,
    finding_nr,
    rule_id,
    severity,
    sheet,
    cell,
    value,
    message
from {{ source('collected', 'findings') }}
