-- The figure a target asks for. A change adds percentage points to a share and per cent to a count; "hold" and
-- direction-only targets ask for the baseline, the latter for something strictly better (comparator gt or lt).
with targets as (

    select * from {{ ref('stg_plans__indicator_targets') }}

),

baselines as (

    select * from {{ ref('int_indicator_baselines') }}

),

final as (

    select
        targets.municipality,
        targets.plan_id,
        targets.indicator_nr,
        targets.breakdown,
        targets.target_year,
        targets.target_kind,
        targets.comparator,
        case
            when targets.target_kind = 'value' then targets.target_value
            when targets.target_kind in ('hold', 'direction') then baselines.baseline_value
            when baselines.unit = 'pct' then round(baselines.baseline_value + targets.target_value, 6)
            else round(baselines.baseline_value * (100.0 + targets.target_value) / 100.0, 6)
        end as required_value
    from targets
    inner join baselines
        on
            targets.municipality = baselines.municipality
            and targets.plan_id = baselines.plan_id
            and targets.indicator_nr = baselines.indicator_nr
            and targets.breakdown = baselines.breakdown

)

select * from final
