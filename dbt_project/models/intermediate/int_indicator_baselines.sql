-- The baseline of an indicator row: the printed figure, or, where the plan says it will be determined or prints only
-- a period, the value of that period once there is one (provisional until the first final publication).
with indicators as (

    select * from {{ ref('stg_plans__indicators') }}

),

indicator_values as (

    select * from {{ ref('int_indicator_values') }}

),

final as (

    select
        indicators.municipality,
        indicators.plan_id,
        indicators.indicator_nr,
        indicators.breakdown,
        indicators.unit,
        indicators.better_direction,
        indicators.baseline_period,
        {{ period_year('indicators.baseline_period') }} as baseline_year,
        coalesce(indicators.baseline_value, indicator_values.value) as baseline_value,
        indicators.baseline_value is null and indicator_values.value is not null as is_provisional
    from indicators
    left join indicator_values
        on
            indicators.municipality = indicator_values.municipality
            and indicators.plan_id = indicator_values.plan_id
            and indicators.indicator_nr = indicator_values.indicator_nr
            and indicators.breakdown = indicator_values.breakdown
            and indicators.baseline_period = indicator_values.period

)

select * from final
