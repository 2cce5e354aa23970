select
    municipality,
    plan_id,
    indicator_nr,
    breakdown,
    row_position as indicator_order,
    prevention_level,
    indicator_name,
    breakdown_text,
    indicator_key,
    unit,
    better_direction,
    baseline_value,
    baseline_period,
    baseline_kind,
    baseline_text,
    data_source,
    note
from {{ ref('stg_plans__indicators') }}
