select
    form,
    collection_kind
from {{ source('forms', 'form_collections') }}
