select
    role,
    code,
    source,
    source_in_part_of_year,
    quantity_unit,
    counts_lines,
    audience,
    form,
    field_id,
    period_kind,
    counts_from
from {{ source('forms', 'target_inputs') }}
