select
    municipality,
    indicator_key,
    period,
    reporter_id,
    form,
    collection,
    field_id as field,
    breakdown,
    numerator,
    denominator
from {{ ref('int_indicator_answers') }}
