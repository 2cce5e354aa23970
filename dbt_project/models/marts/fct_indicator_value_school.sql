-- The school's own part of each indicator, from its report.
with figures as (

    select
        *,
        case when unit = 'pct' then denominator end as denominator_of_share
    from {{ ref('int_reporter_figures') }}
    where form = 'school_report' and has_part

),

valued as (

    select
        *,
        {{ indicator_value('unit', 'numerator', 'denominator_of_share') }} as value
    from figures

),

final as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        period,
        reporter_id,
        numerator,
        denominator_of_share as denominator,
        value,
        {{ wilson_bound('numerator', 'denominator_of_share', -1) }} as ci_low,
        {{ wilson_bound('numerator', 'denominator_of_share', 1) }} as ci_high,
        'submission' as value_source,
        1 as reporters_expected,
        case when is_counted then 1 else 0 end as reporters_counted,
        {{ missing_reason('value', 'numerator', 'denominator_of_share') }} as missing_reason
    from valued

)

select * from final
