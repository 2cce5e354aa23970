-- The baseline of an indicator row: the printed figure, or, where the plan says it will be determined or prints only
-- a period, the value of that period once there is one (provisional until the first final publication). Where no
-- value carries the very period, one that counts for the same year does: "May 2024" is the school year 2023/2024. A
-- value under another definition determines none.
with indicators as (

    select * from {{ ref('stg_plans__indicators') }}

),

indicator_values as (

    select * from {{ ref('int_indicator_values') }}
    where value is not null and definition_differs is null

),

ranked as (

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
        case when indicators.baseline_value is null then indicator_values.denominator end as baseline_denominator,
        case when indicators.baseline_value is null then indicator_values.period end as determined_in,
        indicators.baseline_value is not null or coalesce(indicator_values.is_publishable, true) as is_publishable,
        row_number() over (
            partition by
                indicators.municipality, indicators.plan_id, indicators.indicator_nr, indicators.breakdown
            order by
                case when indicator_values.period = indicators.baseline_period then 0 else 1 end,
                indicator_values.period
        ) as rank_nr
    from indicators
    left join indicator_values
        on
            indicators.municipality = indicator_values.municipality
            and indicators.plan_id = indicator_values.plan_id
            and indicators.indicator_nr = indicator_values.indicator_nr
            and indicators.breakdown = indicator_values.breakdown
            and {{ period_year('indicators.baseline_period') }} = {{ period_year('indicator_values.period') }}

),

final as (

    select
        municipality,
        plan_id,
        indicator_nr,
        breakdown,
        unit,
        better_direction,
        baseline_period,
        baseline_year,
        baseline_value,
        baseline_denominator,
        determined_in,
        is_publishable,
        determined_in is not null as is_provisional
    from ranked
    where rank_nr = 1

)

select * from final
