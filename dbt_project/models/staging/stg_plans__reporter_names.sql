select
    municipality,
    printed_name,
    reporter_id
from {{ source('plans', 'reporter_names') }}
