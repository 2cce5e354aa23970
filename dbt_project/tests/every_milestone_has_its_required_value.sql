-- Fails on targets without a figure although nothing is missing to work it out. When it fails: the registry lets a
-- target pass whose kind needs a figure that it does not have, or int_indicator_target_values does not know the kind.
select
    targets.municipality,
    targets.plan_id,
    targets.indicator_nr,
    targets.breakdown,
    targets.target_year,
    targets.target_kind
from {{ ref('dim_indicator_target') }} as targets
left join {{ ref('int_indicator_target_values') }} as target_values
    on
        targets.municipality = target_values.municipality
        and targets.plan_id = target_values.plan_id
        and targets.indicator_nr = target_values.indicator_nr
        and targets.breakdown = target_values.breakdown
        and targets.target_year = target_values.target_year
left join {{ ref('int_indicator_baselines') }} as baselines
    on
        targets.municipality = baselines.municipality
        and targets.plan_id = baselines.plan_id
        and targets.indicator_nr = baselines.indicator_nr
        and targets.breakdown = baselines.breakdown
where
    target_values.required_value is null
    and (targets.target_kind = 'value' or baselines.baseline_value is not null)
