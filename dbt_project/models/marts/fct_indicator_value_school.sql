-- The school's own part of each indicator, from its report. A part that is not whole has no value: September
-- alone would make shares of its few late certificates.
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
        case when is_counted then {{ indicator_value('unit', 'numerator', 'denominator_of_share') }} end as value
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
        case when is_counted then {{ wilson_bound('numerator', 'denominator_of_share', -1) }} end as ci_low,
        case when is_counted then {{ wilson_bound('numerator', 'denominator_of_share', 1) }} end as ci_high,
        'submission' as value_source,
        1 as reporters_expected,
        case when is_counted then 1 else 0 end as reporters_counted,
        case
            when not is_counted then 'not_whole'
            else {{ missing_reason('value', 'numerator', 'denominator_of_share') }}
        end as missing_reason
    from valued

)

select * from final
