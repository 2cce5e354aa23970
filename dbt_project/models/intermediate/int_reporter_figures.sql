-- What each reporter adds to each indicator row in a period. It counts as a whole or not at all: a reporter that has
-- not said everything that January or June asks for it, or nothing of one side of a share, adds nothing to the other
-- side either. One that has no learners in a breakdown, or to which a field does not apply, has reported all the same;
-- but a count of something that does not apply is no share. Whoever was not expected on the last
-- day of the period adds nothing.
with answers as (

    select
        *,
        case
            when length(period) = 4 then {{ last_day_of_year(period_year('period')) }}
            else {{ days_before(first_day(period_year('period'), 7), 1) }}
        end as period_end
    from {{ ref('int_indicator_answers') }}

),

reporters as (

    select * from {{ ref('int_indicator_reporters') }}

),

parts as (

    select * from {{ ref('int_indicator_parts') }}

),

needed as (

    select
        form,
        indicator_key,
        count(case when counts_from <> 'R' then 1 end) as field_count
    from {{ ref('stg_forms__feeds') }}
    group by form, indicator_key

),

asked as (

    select
        reporters.municipality,
        reporters.plan_id,
        reporters.indicator_key,
        reporters.indicator_nr,
        reporters.breakdown,
        reporters.unit,
        reporters.form,
        reporters.reporter_id,
        answers.period,
        answers.period_end,
        answers.field_id,
        answers.is_refinement,
        answers.is_in_numerator,
        answers.is_in_denominator,
        answers.is_blank,
        answers.numerator,
        answers.denominator,
        parts.stage_form is not null as is_part
    from reporters
    inner join answers
        on
            reporters.municipality = answers.municipality
            and reporters.reporter_id = answers.reporter_id
            and reporters.form = answers.form
            and reporters.indicator_key = answers.indicator_key
            and {{ is_valid_on('answers.period_end', 'reporters') }}
    left join parts
        on
            reporters.municipality = parts.municipality
            and reporters.plan_id = parts.plan_id
            and reporters.indicator_nr = parts.indicator_nr
            and reporters.breakdown = parts.breakdown
            and answers.stage_form = parts.stage_form

),

summed as (

    select
        municipality,
        plan_id,
        indicator_key,
        indicator_nr,
        breakdown,
        unit,
        form,
        reporter_id,
        period,
        period_end,
        sum(case when is_part and is_in_numerator then numerator end) as numerator,
        sum(case when is_part and is_in_denominator then denominator end) as denominator,
        coalesce(bool_or(is_part and is_blank and is_in_numerator), false) as is_open_above,
        coalesce(bool_or(is_part and is_blank and is_in_denominator), false) as is_open_below,
        count(distinct case when not is_refinement and not is_blank then field_id end) as fields_answered,
        count(case when is_in_numerator and not is_blank then 1 end) as answers_above,
        count(case when is_in_denominator and not is_blank then 1 end) as answers_below,
        bool_or(is_part) as has_part
    from asked
    group by
        municipality, plan_id, indicator_key, indicator_nr, breakdown, unit, form, reporter_id, period, period_end

),

final as (

    select
        summed.municipality,
        summed.plan_id,
        summed.indicator_key,
        summed.indicator_nr,
        summed.breakdown,
        summed.unit,
        summed.form,
        summed.reporter_id,
        summed.period,
        summed.period_end,
        summed.has_part,
        case when not summed.is_open_above then summed.numerator end as numerator,
        case when not summed.is_open_below then summed.denominator end as denominator,
        summed.fields_answered = needed.field_count
        and summed.answers_above > 0
        and (
            summed.unit <> 'pct'
            or (summed.answers_below > 0 and (summed.denominator is not null or summed.numerator is null))
        )
        and not (summed.is_open_above or summed.is_open_below) as is_counted
    from summed
    inner join needed on summed.form = needed.form and summed.indicator_key = needed.indicator_key

)

select * from final
