with targets as (

    select * from {{ ref('stg_plans__indicator_targets') }}

),

target_values as (

    select * from {{ ref('int_indicator_target_values') }}

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
        targets.target_value,
        target_values.required_value,
        targets.target_text
    from targets
    left join target_values
        on
            targets.municipality = target_values.municipality
            and targets.plan_id = target_values.plan_id
            and targets.indicator_nr = target_values.indicator_nr
            and targets.breakdown = target_values.breakdown
            and targets.target_year = target_values.target_year

)

select * from final
