select
    municipality,
    row_position,
    printed_name,
    reporter_kind,
    reporter_id,
    note
from {{ source('plans', 'executors') }}
