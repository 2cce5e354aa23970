select
    institution_code,
    institution
from {{ source('forms', 'institutions') }}
