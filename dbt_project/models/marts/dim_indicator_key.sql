select
    indicator_key,
    name_lv,
    name_en,
    definition,
    counts,
    numerator,
    denominator,
    unit,
    better_direction,
    ikms_code
from {{ ref('indicator_catalogue') }}
