select
    form,
    field_id,
    audience
from {{ source('forms', 'audiences') }}
