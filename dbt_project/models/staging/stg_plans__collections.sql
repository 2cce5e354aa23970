select
    municipality,
    row_position,
    collection_kind,
    opens_on,
    due_on,
    closes_on,
    note
from {{ source('plans', 'collections') }}
