-- Every value known for an indicator row and period, one row a source. The plans' printed baselines are the first
-- points of the series (value_source observation). A source with a numerator and a denominator gets its share
-- computed here and nowhere else.
with baselines as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        unit,
        baseline_period as period,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        baseline_value as stated_value,
        'observation' as value_source,
        cast(null as int) as reporters_expected,
        cast(null as int) as reporters_counted
    from {{ ref('stg_plans__indicators') }}
    where baseline_value is not null and baseline_period is not null

),

final as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        period,
        value_source,
        numerator,
        denominator,
        reporters_expected,
        reporters_counted,
        case
            when denominator is not null and numerator is not null then 100.0 * numerator / nullif(denominator, 0)
            else stated_value
        end as value,
        case when unit = 'pct' then {{ wilson_bound('numerator', 'denominator', -1) }} end as ci_low,
        case when unit = 'pct' then {{ wilson_bound('numerator', 'denominator', 1) }} end as ci_high,
        case
            when denominator = 0 then 'denominator_zero'
            when numerator is null and denominator is not null then 'numerator_missing'
            when numerator is not null and denominator is null and unit = 'pct' then 'denominator_missing'
        end as missing_reason
    from baselines

)

select * from final
