select
    receipt_id,
    finding_nr,
    rule_id,
    severity,
    sheet,
    cell,
    value,
    cause,
    remedy
from {{ source('collected', 'findings') }}
