-- Every value known for an indicator row and period, one row a source, with the 95 % bounds of shares.
with figures as (

    select * from {{ ref('int_indicator_figures') }}

),

valued as (

    select
        *,
        {{ indicator_value('unit', 'numerator', 'denominator', 'stated_value') }} as value
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
        {{ missing_reason('value', 'numerator', 'denominator') }} as missing_reason,
        source_place,
        definition_differs,
        is_publishable
    from valued

)

select * from final
