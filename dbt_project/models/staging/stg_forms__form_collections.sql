select
    form,
    collection_kind,
    is_by_task,
    only_reporters
from {{ source('forms', 'form_collections') }}
