-- Every value known for an indicator row and period, one row a source. Shares and their 95 % bounds are computed here
-- and nowhere else: from numerator and denominator where a source gives both, else as it states them. A count is its
-- numerator.
with figures as (

    select * from {{ ref('int_indicator_figures') }}

),

valued as (

    select
        *,
        case
            when unit <> 'pct' then coalesce(numerator, stated_value)
            when numerator is not null and denominator is not null then 100.0 * numerator / nullif(denominator, 0)
            else stated_value
        end as value
    from figures

),

final as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        unit,
        period,
        value_source,
        numerator,
        denominator,
        value,
        case when unit = 'pct' then {{ wilson_bound('numerator', 'denominator', -1) }} end as ci_low,
        case when unit = 'pct' then {{ wilson_bound('numerator', 'denominator', 1) }} end as ci_high,
        reporters_expected,
        reporters_counted,
        case
            when value is not null then null
            when denominator = 0 then 'denominator_zero'
            when numerator is null and denominator is not null then 'numerator_missing'
            when numerator is not null and denominator is null then 'denominator_missing'
            else 'not_stated'
        end as missing_reason,
        source_place,
        definition_differs,
        is_publishable
    from valued

)

select * from final
