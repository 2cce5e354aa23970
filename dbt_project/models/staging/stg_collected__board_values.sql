select
    submission_id,
    form_version,
    municipality,
    reporter_id,
    collection,
    field_id,
    breakdown,
    value_number,
    value_text,
    blank_kind,
    sheet,
    cell
from {{ source('collected', 'board_values') }}
