-- One value an indicator row and period: what the board holds wins over submissions, surveys, state data and printed
-- figures, in that order; a source without a value only counts where no other has one.
with candidates as (

    select * from {{ ref('int_indicator_value_candidates') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by municipality, plan_id, indicator_key, indicator_nr, breakdown, period
            order by
                case when value is null then 1 else 0 end,
                case value_source
                    when 'board' then 1
                    when 'submission' then 2
                    when 'survey' then 3
                    when 'enrolment' then 4
                    when 'observation' then 5
                end
        ) as rank_nr
    from candidates

),

final as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        period,
        numerator,
        denominator,
        value,
        ci_low,
        ci_high,
        value_source,
        reporters_expected,
        reporters_counted,
        missing_reason,
        source_place,
        definition_differs,
        is_publishable
    from ranked
    where rank_nr = 1

)

select * from final
