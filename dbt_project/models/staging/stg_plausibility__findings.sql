select
    finding_id,
    rule_id,
    severity,
    municipality,
    form,
    collection,
    reporter_id,
    value,
    message
from {{ source('plausibility', 'findings') }}
