select
    form,
    field_id,
    indicator_key,
    numerator_factor,
    denominator_factor,
    counts_answers,
    only_code,
    is_by_stage_form,
    only_stage,
    only_reporters,
    period_kind,
    counts_from,
    board_may_supply
from {{ source('forms', 'feeds') }}
